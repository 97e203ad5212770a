import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { Construct } from 'constructs';
import { statementsGranted, surroundings, synthesise } from '../testing/synthesised.ts';
import { JobTable } from './job-table.ts';

const jobTable = (scope: Construct) =>
  new JobTable(scope, 'jobs', { name: 'jobs', retain: surroundings(scope).retain });

const TABLE = expect.stringMatching(/^\$\{aws_dynamodb_table\.jobs_table_\w+\.arn\}$/) as string;
const index = (name: string) =>
  expect.stringMatching(
    new RegExp(`^\\$\\{aws_dynamodb_table\\.jobs_table_\\w+\\.arn\\}/index/${name}$`),
  ) as string;

it('keeps data: recovery to a point in time, and no deletion while it is to be retained', () => {
  expect(synthesise(jobTable).text).toHaveResourceWithProperties(DynamodbTable, {
    billing_mode: 'PAY_PER_REQUEST',
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: '${var.retain_data}',
    ttl: { attribute_name: 'expires_at', enabled: true },
  });
});

it.each([
  ['grantRead', [TABLE], ['dynamodb:GetItem']],
  ['grantList', [index('by-created-at'), index('by-model')], ['dynamodb:Query']],
  [
    'grantProgress',
    [TABLE],
    ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
  ],
  ['grantSettle', [TABLE], ['dynamodb:GetItem', 'dynamodb:UpdateItem']],
  ['grantStartJobs', [TABLE], ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']],
] as const)('%s allows exactly its actions on this table', (grant, resources, actions) => {
  const granted = statementsGranted((scope, role) => {
    jobTable(scope)[grant](role);
  });

  expect(granted).toEqual([{ actions, resources }]);
});
