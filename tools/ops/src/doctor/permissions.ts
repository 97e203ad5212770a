import {
  GetRoleCommand,
  paginateSimulatePrincipalPolicy,
  type EvaluationResult,
} from '@aws-sdk/client-iam';
import { attempt, couldNotBeChecked } from './attempt.ts';
import type { Finding } from './check.ts';
import type { Clients } from './clients.ts';
import type { NeededPermissions } from './permission-table.ts';

/**
 * The ARN under which IAM simulates a principal: a session's is that of its role, whose path only
 * IAM knows (those of IAM Identity Center have one).
 */
const policySource = async (iam: Clients['iam'], arn: string): Promise<string> => {
  const session = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (session === undefined) return arn;
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: session }));
  return Role?.Arn ?? arn;
};

const simulate = async (
  iam: Clients['iam'],
  principal: string,
  { resource, actions }: NeededPermissions,
): Promise<EvaluationResult[]> => {
  const results: EvaluationResult[] = [];
  const pages = paginateSimulatePrincipalPolicy(
    { client: iam },
    { PolicySourceArn: principal, ActionNames: actions, ResourceArns: [resource] },
  );
  for await (const { EvaluationResults = [] } of pages) results.push(...EvaluationResults);
  return results;
};

/** Which of the simulated actions the principal may not do. */
export const judgePermissions = (
  { resource, actions }: NeededPermissions,
  results: readonly EvaluationResult[],
): Finding => {
  const service = actions[0]?.split(':')[0] ?? '';
  const check = `${service} (${resource})`;
  const allowed = results.filter(({ EvalDecision }) => EvalDecision === 'allowed');
  const missing = actions.filter(
    (action) => !allowed.some(({ EvalActionName }) => EvalActionName === action),
  );
  if (missing.length === 0)
    return { check, status: 'ok', found: `${actions.length} actions allowed` };
  // A condition that the simulation had no value for may well be met by a real call.
  const isCertain = results.some(
    ({ EvalActionName, MissingContextValues = [] }) =>
      missing.includes(EvalActionName ?? '') && MissingContextValues.length === 0,
  );
  return {
    check,
    status: isCertain ? 'problem' : 'unknown',
    found: isCertain
      ? `not allowed: ${missing.join(', ')}`
      : `could not be checked: conditions decide on ${missing.join(', ')}`,
    expected: 'all actions that an apply and a later destroy take',
    remedy:
      'use credentials that may, or have these actions allowed: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html',
  };
};

/** Asks IAM whether the principal may do what an apply does; changes nothing. */
export const checkPermissions = async (
  { iam }: Pick<Clients, 'iam'>,
  arn: string,
  needed: readonly NeededPermissions[],
): Promise<Finding[]> => {
  const check = 'permissions to apply';
  if (arn.endsWith(':root'))
    return [{ check, status: 'ok', found: 'the root user may do everything' }];
  const source = await attempt(() => policySource(iam, arn));
  const results = source.error
    ? source
    : await attempt(() =>
        Promise.all(
          needed.map(async (group) =>
            judgePermissions(group, await simulate(iam, source.answer, group)),
          ),
        ),
      );
  if (results.error) {
    const remedy =
      'iam:SimulatePrincipalPolicy and iam:GetRole are needed to ask; an apply says it too';
    return [couldNotBeChecked(check, results.error, remedy)];
  }
  const fine = results.answer.filter(({ status }) => status === 'ok').length;
  const summary: Finding = { check, status: 'ok', found: `allowed for ${fine} kinds of resources` };
  return [
    ...(fine > 0 ? [summary] : []),
    ...results.answer.filter(({ status }) => status !== 'ok'),
  ];
};
