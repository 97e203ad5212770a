import { onlyResource, surroundings, synthesise } from '../testing/synthesised.ts';
import type { Construct } from 'constructs';
import { DataBucket } from './data-bucket.ts';
import { DeployedFunction } from './deployed-function.ts';
import { SweepSchedule } from './sweep-schedule.ts';

const build = (scope: Construct, schedule: string) => {
  const common = surroundings(scope);
  const sweeper = new DeployedFunction(scope, 'sweeper', {
    ...common,
    name: 'sweeper',
    artefacts: new DataBucket(scope, 'artefacts', { name: 'artefacts', ...common }),
    description: '',
    environment: {},
    timeoutSeconds: 60,
    memoryMb: 256,
    logRetentionDays: 30,
  });
  sweeper.addToRolePolicy({ actions: ['dynamodb:GetItem'], resources: ['table'] });
  new SweepSchedule(scope, 'sweep', { ...common, sweeper, schedule });
};
const scheduleOf = (schedule: string) =>
  onlyResource(
    synthesise((scope) => build(scope, schedule)),
    'aws_scheduler_schedule',
  );

it('calls the alias that is live, under a role that may do only this', () => {
  const { resource, data } = synthesise((scope) => build(scope, 'rate(1 hour)'));
  const live = expect.stringMatching(/^\$\{aws_lambda_alias\.sweeper_live_\w+\.arn\}$/) as string;

  expect(Object.values(resource['aws_scheduler_schedule'] ?? {})).toEqual([
    expect.objectContaining({
      name: 'ngwaf-test-sweep',
      state: 'ENABLED',
      schedule_expression: 'rate(1 hour)',
      target: expect.objectContaining({ arn: live, input: '{}' }) as object,
    }),
  ]);
  const permissions = Object.entries(data['aws_iam_policy_document'] ?? {}).find(([name]) =>
    name.startsWith('sweep_role_permissions'),
  );
  expect(permissions?.[1]['statement']).toEqual([
    { actions: ['lambda:InvokeFunction'], resources: [live] },
  ]);
});

it('is there but at rest where the sweeper is off', () => {
  expect(scheduleOf('off')).toMatchObject({ state: 'DISABLED' });
});

it('tells of what is found, and of what could not be swept', () => {
  const { resource } = synthesise((scope) => build(scope, 'rate(1 hour)'));

  const metrics = Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {}).map(
    ({ namespace, metric_name }) => `${String(namespace)} ${String(metric_name)}`,
  );
  expect(metrics.sort()).toEqual([
    'AWS/Lambda Errors',
    'NGWAF LeftOversFound',
    'NGWAF SweepFailures',
  ]);
});
