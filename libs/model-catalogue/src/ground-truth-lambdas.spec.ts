import { parseEntry } from './catalogue.ts';
import { groundTruthLambdas } from './ground-truth-lambdas.ts';
import { MODELS } from './models.ts';

it('names the functions that AWS publishes', () => {
  expect(groundTruthLambdas('eu-central-1')).toEqual({
    preHumanTaskLambdaArn: 'arn:aws:lambda:eu-central-1:203001061592:function:PRE-TextMultiClass',
    annotationConsolidationLambdaArn:
      'arn:aws:lambda:eu-central-1:203001061592:function:ACS-TextMultiClass',
  });
});

it.each(['eu-south-9', 'constructor'])('refuses %s, where there are none', (region) => {
  expect(() => groundTruthLambdas(region)).toThrow(/expected one of us-east-1, /);
});

it('makes an entry that the catalogue takes', () => {
  const entry = MODELS.find(({ pipeline }) => pipeline === 'framework');
  const labelling = {
    ...{ kind: 'ground-truth' as const, workteamArn: 'arn:workteam', uiTemplateKey: 'a.html' },
    ...groundTruthLambdas('us-east-1'),
  };

  expect(parseEntry({ ...entry!, labelling }).labelling).toMatchObject({
    ...labelling,
    workersPerItem: 3,
  });
});
