import { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { environments } from '@ngwaf/infra/environments';
import { mockClient } from 'aws-sdk-client-mock';
import { join } from 'node:path';
import { synthesiseStack } from '../synthesised-stack.ts';
import { typesWithoutPermissions } from './permission-table.ts';
import { checkPermissions } from './permissions.ts';

const root = join(import.meta.dirname, '../../../..');
const mock = mockClient(IAMClient);
const iam = new IAMClient({ region: 'us-east-1' });
const user = 'arn:aws:iam::111122223333:user/ops';
const needed = [
  {
    resource: 'arn:aws:sns:us-east-1:111122223333:it',
    actions: ['sns:CreateTopic', 'sns:DeleteTopic'],
  },
];
const check = (arn = user) => checkPermissions({ iam }, arn, needed);
const result = (
  EvalActionName: string,
  EvalDecision: 'allowed' | 'implicitDeny',
  MissingContextValues: string[] = [],
) => ({
  EvalActionName,
  EvalResourceName: needed[0]?.resource,
  EvalDecision,
  MatchedStatements: [],
  MissingContextValues,
});
const simulated = (...EvaluationResults: ReturnType<typeof result>[]) =>
  mock.on(SimulatePrincipalPolicyCommand).resolves({ EvaluationResults, IsTruncated: false });

beforeEach(() => {
  mock.reset();
});

it('is satisfied when everything is allowed', async () => {
  simulated(result('sns:CreateTopic', 'allowed'), result('sns:DeleteTopic', 'allowed'));

  expect(await check()).toEqual([
    { check: 'permissions to apply', status: 'ok', found: 'allowed for 1 kinds of resources' },
  ]);
});

it('names what is not allowed', async () => {
  simulated(result('sns:CreateTopic', 'allowed'), result('sns:DeleteTopic', 'implicitDeny'));

  expect(await check()).toMatchObject([
    { status: 'problem', found: 'not allowed: sns:DeleteTopic' },
  ]);
});

it('does not know what conditions decide', async () => {
  simulated(
    result('sns:CreateTopic', 'allowed'),
    result('sns:DeleteTopic', 'implicitDeny', ['aws:RequestTag/project']),
  );

  expect(await check()).toMatchObject([{ status: 'unknown' }]);
});

it('asks for the role behind a session, with the path that only IAM knows', async () => {
  const Arn = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/Admin';
  mock.on(GetRoleCommand, { RoleName: 'Admin' }).resolves({ Role: { Arn } as never });
  simulated(result('sns:CreateTopic', 'allowed'), result('sns:DeleteTopic', 'allowed'));

  await check('arn:aws:sts::111122223333:assumed-role/Admin/me');

  expect(mock.commandCalls(SimulatePrincipalPolicyCommand)[0]?.args[0].input).toMatchObject({
    PolicySourceArn: Arn,
  });
});

it('does not know where it may not ask', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied', $metadata: {} });
  mock.on(SimulatePrincipalPolicyCommand).rejects(denied);

  expect(await check()).toMatchObject([{ status: 'unknown' }]);
});

it('asks nothing about the root user', async () => {
  expect(await check('arn:aws:iam::111122223333:root')).toMatchObject([{ status: 'ok' }]);
});

it('knows what every type of resource takes that can be switched on', async () => {
  const before = process.env['NGWAF_ENVIRONMENTS_FILE'];
  process.env['NGWAF_ENVIRONMENTS_FILE'] = join(import.meta.dirname, '../testing/all-options.json');

  const stack = await synthesiseStack(root, 'ngwaf-all').finally(() => {
    if (before === undefined) delete process.env['NGWAF_ENVIRONMENTS_FILE'];
    else process.env['NGWAF_ENVIRONMENTS_FILE'] = before;
  });

  expect(stack.resource).toHaveProperty('aws_kms_key');
  expect(typesWithoutPermissions(stack)).toEqual([]);
}, 30_000);

it.each(environments())(
  'knows what every type of resource of $name takes',
  async ({ prefix }) => {
    const stack = await synthesiseStack(root, prefix);

    expect(typesWithoutPermissions(stack)).toEqual([]);
  },
  30_000,
);
