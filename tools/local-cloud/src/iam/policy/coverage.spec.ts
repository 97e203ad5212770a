import type { UsedPermission } from '../call-log.ts';
import { coverageOf } from './coverage.ts';
import { parsePolicy } from './document.ts';

const use = (
  action: string,
  resource: string,
  context?: UsedPermission['context'],
): UsedPermission => ({
  action,
  resource,
  ...(context && { context }),
  roleArn: 'arn:aws:iam::123456789012:role/serving',
  principal: 'function:serving',
  allowed: 1,
  denied: 0,
});
const statements = (...all: object[]) =>
  parsePolicy(JSON.stringify({ Statement: all.map((one) => ({ Effect: 'Allow', ...one })) }));

const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/jobs';
const bucket = 'arn:aws:s3:::bucket';

describe('coverageOf', () => {
  it('finds nothing where all that is granted was used', () => {
    const policy = statements(
      { Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: table },
      { Action: 's3:GetObject', Resource: `${bucket}/models/*` },
    );
    const uses = [
      use('dynamodb:GetItem', table),
      use('dynamodb:PutItem', table),
      use('s3:GetObject', `${bucket}/models/1`),
    ];

    expect(coverageOf(policy, uses)).toEqual({ unused: [], missing: [] });
  });

  it('tells each action on each resource that was not used', () => {
    const policy = statements({
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: [`${bucket}/a/*`, `${bucket}/b/*`],
    });
    const uses = [use('s3:GetObject', `${bucket}/a/1`), use('s3:PutObject', `${bucket}/b/1`)];

    expect(coverageOf(policy, uses).unused).toEqual([
      { action: 's3:GetObject', resource: `${bucket}/b/*` },
      { action: 's3:PutObject', resource: `${bucket}/a/*` },
    ]);
  });

  it('tells what was done without a grant', () => {
    const policy = statements({ Action: 's3:GetObject', Resource: `${bucket}/a/*` });
    const uses = [use('s3:GetObject', `${bucket}/a/1`), use('s3:GetObject', `${bucket}/b/1`)];

    expect(coverageOf(policy, uses).missing).toEqual([
      { action: 's3:GetObject', resource: `${bucket}/b/1` },
    ]);
  });

  it('counts a use only where its conditions hold', () => {
    const role = 'arn:aws:iam::123456789012:role/model';
    const policy = statements({
      Action: 'iam:PassRole',
      Resource: role,
      Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    });
    const passedTo = (service: string) =>
      use('iam:PassRole', role, { 'iam:PassedToService': service });

    expect(coverageOf(policy, [passedTo('sagemaker.amazonaws.com')])).toEqual({
      unused: [],
      missing: [],
    });
    expect(coverageOf(policy, [passedTo('lambda.amazonaws.com')])).toEqual({
      unused: [{ action: 'iam:PassRole', resource: role }],
      missing: [{ action: 'iam:PassRole', resource: role }],
    });
  });
});
