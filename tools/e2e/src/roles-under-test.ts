import {
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { FUNCTION_NAMES, resourceNames, type LocalOutputs } from '@ngwaf/contracts';
import { parsePolicy, type UsedPermission } from '@ngwaf/tool-local-cloud/iam';
import type { RoleUnderTest } from './permission-report.ts';

/** The roles of the stack with what they may do, as IAM has them. */
export const readRoles = async (
  { awsEndpointUrl, region }: LocalOutputs,
  prefix: string,
): Promise<RoleUnderTest[]> => {
  const iam = new IAMClient({
    endpoint: awsEndpointUrl,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const functionNames = new Set(FUNCTION_NAMES.map((name) => resourceNames(prefix).function(name)));

  const statementsOf = async (RoleName: string) => {
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    // Policies of others may grant anything, today or tomorrow.
    expect([RoleName, AttachedPolicies]).toEqual([RoleName, []]);
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const policies = await Promise.all(
      PolicyNames.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
    );
    return policies.flatMap(({ PolicyDocument = '' }) =>
      parsePolicy(decodeURIComponent(PolicyDocument)),
    );
  };

  const roles: RoleUnderTest[] = [];
  for await (const { Roles } of paginateListRoles({ client: iam }, {})) {
    for (const { RoleName = '', Arn = '' } of Roles ?? []) {
      if (!RoleName.startsWith(`${prefix}-`)) continue;
      roles.push({
        name: RoleName.slice(prefix.length + 1),
        arn: Arn,
        isFunction: functionNames.has(RoleName),
        statements: await statementsOf(RoleName),
      });
    }
  }
  iam.destroy();
  return roles;
};

/** What was done under roles since the local cloud started. */
export const readUses = async ({ awsEndpointUrl }: LocalOutputs): Promise<UsedPermission[]> => {
  const response = await fetch(`${awsEndpointUrl}/_local/permissions`);
  const { permissions, notKept } = (await response.json()) as {
    permissions: UsedPermission[];
    notKept: number;
  };
  expect(notKept).toBe(0);
  return permissions;
};
