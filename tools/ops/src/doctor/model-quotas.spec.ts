import { MODELS, parseEntry, type ModelDefinition } from '@ngwaf/model-catalogue';
import { addedUp, modelQuotas } from './model-quotas.ts';

const aModel = (code: string, fields: Partial<ModelDefinition> = {}) =>
  parseEntry({
    ...{ name: code, code, purpose: 'Tests.', data: { bucket: 'data' } },
    algorithm: { image: 'random-forest', hyperparameters: { label: 'label' } },
    input: {
      kind: 'record',
      columns: [{ name: 'age', type: 'number' }],
      features: [{ kind: 'number', column: 'age' }],
    },
    labelling: { kind: 'column', column: 'label' },
    serving: { kind: 'real-time', instanceType: 'ml.m5.large', maxInstances: 3 },
    routing: { to: 'caller' },
    ...fields,
  });
const needs = (models: Parameters<typeof modelQuotas>[0]) =>
  Object.fromEntries(modelQuotas(models).map(({ name, needed }) => [name, needed]));

it('needs as many instances as endpoints scale out to, and none for serverless ones', () => {
  const models = [
    aModel('one'),
    aModel('two', { serving: { kind: 'real-time', instanceType: 'ml.m5.large', minInstances: 2 } }),
    aModel('three', { serving: { kind: 'serverless' } }),
  ];

  expect(needs(models)['ml.m5.large for endpoint usage']).toBe(3 + 4);
});

it('needs room to train and compare all models at the same time', () => {
  const needed = needs([aModel('one'), aModel('two')]);

  expect(Object.entries(needed).filter(([name]) => !name.includes('endpoint'))).toEqual([
    [expect.stringMatching(/ for training job usage$/), 2],
    [expect.stringMatching(/ for transform job usage$/), 4],
  ]);
});

it('leaves the firewall to its own environment', () => {
  expect(modelQuotas(MODELS.filter(({ code }) => code === 'waf'))).toEqual([]);
});

it('adds up what several need of the same quota', () => {
  const quota = { service: 'sagemaker', name: 'instances', needed: 2, why: 'one' } as const;

  expect(addedUp([quota, { ...quota, needed: 3, why: 'another' }])).toEqual([
    { ...quota, needed: 5, why: 'one, and another' },
  ]);
});
