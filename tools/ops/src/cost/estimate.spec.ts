import { parseEnvironment } from '@ngwaf/infra/environments';
import { parseStack } from '../synthesised-stack.ts';
import { costText } from './cost-text.ts';
import { estimateCost, total } from './estimate.ts';

const dev = parseEnvironment('dev', {
  endpointInstanceType: 'ml.t2.medium',
  endpointInstanceCount: 1,
  trainingInstanceType: 'ml.m5.large',
});
const stackOf = (resource: object) =>
  parseStack(
    JSON.stringify({ resource, terraform: { required_providers: { aws: { version: '1' } } } }),
  );
const base = {
  aws_cloudwatch_metric_alarm: { one: {}, two: {} },
  aws_sagemaker_notebook_instance: { it: { instance_type: 'ml.t3.medium', volume_size: 5 } },
  aws_lambda_function: {
    serving: { function_name: 'ngwaf-dev-sm-serving', memory_size: 1024 },
    other: { function_name: 'ngwaf-dev-other', memory_size: 128 },
  },
};
const usd = (lines: { what: string; usd: number | undefined }[]) =>
  Object.fromEntries(lines.map((line) => [line.what, line.usd && Number(line.usd.toFixed(4))]));

it('adds up what costs money while nobody uses it', () => {
  const { idleMonth, unpriced } = estimateCost(dev, stackOf(base), []);

  expect(usd(idleMonth)).toEqual({
    'live endpoint': 40.88,
    alarms: 0.2,
    'volume of the stopped notebook': 0.7,
  });
  expect(total(idleMonth)).toEqual({ usd: expect.closeTo(41.78, 5) as number, isComplete: true });
  expect(unpriced).toEqual([]);
});

it('counts no endpoint where requests are scored in process, and says what that saves', () => {
  const inProcess = { ...dev, scoring: { ...dev.scoring, mode: 'in-process' } as const };

  const estimate = estimateCost(inProcess, stackOf(base), []);

  expect(usd(estimate.idleMonth)['live endpoint']).toBe(0);
  expect(usd(estimate.retraining)).not.toHaveProperty('second fleet while models are switched');
  expect(costText(estimate, undefined)).toContain(
    'none, requests are scored in process (saves 1 × ml.t2.medium, 0.056 per hour)',
  );
});

it('counts every instance of the endpoint, and of the second fleet at a switch', () => {
  const prod = parseEnvironment('prod', {
    endpointInstanceType: 'ml.m5.large',
    endpointInstanceCount: 2,
  });

  const { idleMonth, retraining } = estimateCost(prod, stackOf(base), []);

  expect(usd(idleMonth)['live endpoint']).toBe(167.9);
  expect(usd(retraining)['second fleet while models are switched']).toBe(0.0383);
});

it('adds key, web ACL with its rules, and dashboard where there are any', () => {
  const stack = stackOf({
    ...base,
    aws_kms_key: { key: {} },
    aws_cloudwatch_dashboard: { board: {} },
    aws_wafv2_web_acl: { acl: { rule: [{}, {}] } },
    aws_wafv2_web_acl_association: { acl: {} },
  });

  const { idleMonth, millionPredictions } = estimateCost(dev, stack, []);

  expect(usd(idleMonth)).toMatchObject({
    'customer key': 1,
    dashboards: 3,
    'web ACL': 5,
    'rules of the web ACL': 2,
  });
  expect(usd(millionPredictions)).toEqual({
    'API Gateway': 3.5,
    'Lambda, requests': 0.2,
    'Lambda, time': 0.2667,
    'web ACL': 0.6,
  });
});

it('says of an instance type that it does not know the price, and guesses none', () => {
  const unknown = { ...dev, endpointInstanceType: 'ml.p99.huge' };

  const estimate = estimateCost(unknown, stackOf(base), []);

  expect(usd(estimate.idleMonth)['live endpoint']).toBeUndefined();
  expect(total(estimate.idleMonth).isComplete).toBe(false);
  expect(costText(estimate, undefined)).toContain('1 × ml.p99.huge: not in the price table');
  expect(costText(estimate, undefined)).toContain('and what has no price above');
});

it('names types of resources that it knows nothing of', () => {
  const { unpriced } = estimateCost(dev, stackOf({ ...base, aws_nat_gateway: { it: {} } }), []);

  expect(unpriced).toEqual(['aws_nat_gateway']);
});

it('says that prices of another region differ', () => {
  const estimate = estimateCost(dev, stackOf(base), []);

  expect(costText(estimate, 'eu-central-1')).toContain('Prices in eu-central-1 differ');
  expect(costText(estimate, 'us-east-1')).not.toContain('differ');
});

it('adds the models of the framework: their instances at idle, and a training of each', () => {
  const { idleMonth, modelTrainings } = estimateCost(dev, stackOf(base));

  expect(usd(idleMonth)).toMatchObject({
    'endpoint of bid-pg': 40.88,
    'endpoint of gb-marketing': 0,
  });
  expect(modelTrainings.map(({ what }) => what)).toEqual(['bid-pg', 'gb-pg', 'gb-marketing']);
  expect(total(modelTrainings).isComplete).toBe(true);
});
