import type { ServerResponse } from 'node:http';

import type { AwsError } from '../context.ts';
import type { AwsRequest } from '../gateway/aws-request.ts';
import { accessDenied } from './access-denied.ts';
import type { CallLog } from './call-log.ts';
import type { Permission, Place } from './permissions/permission.ts';
import { requiredPermissions } from './permissions/required-permissions.ts';
import type { Context } from './policy/conditions.ts';
import { evaluate, trusts, type Decision } from './policy/evaluate.ts';
import type { Credentials, Principal } from './principals.ts';
import type { RoleDirectory } from './role-directory.ts';

/** What becomes of calls that a role does not allow: refused, or only recorded as denied. */
export type IamMode = 'enforce' | 'record';

/** Stands before every AWS operation: whose call it is, whether it is allowed, and writing it down. */
export interface Guard {
  /** Called before a request is answered. @throws {AwsError} its principal may not do this. */
  admit(request: AwsRequest, outgoing: ServerResponse): Promise<void>;
  /**
   * For what a service does under a role without a request of its own, such as writing logs.
   *
   * @throws {AwsError} the role does not allow it.
   */
  perform(principal: Principal, permission: Permission): Promise<void>;
}

export interface GuardOptions {
  credentials: Credentials;
  calls: CallLog;
  roles: RoleDirectory;
  place: Place;
  mode: IamMode;
  log(message: string): void;
}

export const createGuard = (options: GuardOptions): Guard => {
  const { credentials, calls, roles, place, mode } = options;

  const decide = async (principal: Principal, permission: Permission): Promise<Decision> => {
    const { roleArn, service } = principal;
    if (roleArn === undefined) return { isAllowed: true };
    const role = await roles.find(roleArn);
    if (!role) return { isAllowed: false, because: `because the role ${roleArn} does not exist` };
    const context = contextOf(principal, place);
    if (service !== undefined && !trusts(role.trust, service, context)) {
      return { isAllowed: false, because: `because ${service} may not assume the role ${roleArn}` };
    }
    return evaluate(role, await aboutBoundary(permission), context);
  };

  /** A change of a role comes with the boundary that the role has. */
  const aboutBoundary = async (permission: Permission): Promise<Permission> => {
    const isAboutRole = /^iam:(Put|Delete|Attach|Detach)Role/.test(permission.action);
    if (!isAboutRole || permission.context !== undefined) return permission;
    const boundaryArn = (await roles.find(permission.resource))?.boundaryArn;
    if (boundaryArn === undefined) return permission;
    return { ...permission, context: { 'iam:PermissionsBoundary': boundaryArn } };
  };

  /** The denial, if it is one, told the first time. */
  const check = async (
    target: Pick<AwsRequest, 'service' | 'operation'>,
    principal: Principal,
    permission: Permission,
  ): Promise<AwsError | undefined> => {
    const decision = await decide(principal, permission);
    const isFirst = calls.use(principal, permission, decision.isAllowed);
    if (decision.isAllowed) return undefined;
    const denial = accessDenied(target, principal, permission, decision.because, place.accountId);
    if (isFirst)
      options.log(`iam: ${mode === 'enforce' ? '' : 'would be '}denied: ${denial.message}`);
    return denial;
  };

  return {
    async admit(request, outgoing) {
      const principal = credentials.find(request.accessKeyId, request.sessionToken);
      const permissions = await requiredPermissions(request, place);
      let denied: string | undefined;
      outgoing.once('close', () =>
        calls.record(principal, permissions, outgoing.statusCode, denied),
      );
      if (principal.roleArn === undefined) return;
      for (const permission of permissions) {
        const denial = await check(request, principal, permission);
        denied ??= denial?.message;
        if (!denial || mode === 'record') continue;
        // Whatever is still being uploaded is of no interest.
        request.incoming.resume();
        throw denial;
      }
      const listing = listingOf(request, permissions);
      // Who may not list a bucket is not told that an object is missing.
      if (!listing) return;
      request.ifMissing = async () => {
        const denial = await check(request, principal, listing);
        denied ??= denial?.message;
        return mode === 'record' ? undefined : denial;
      };
    },
    async perform(principal, permission) {
      const [service = ''] = permission.action.split(':');
      const denial = await check({ service, operation: permission.action }, principal, permission);
      calls.record(principal, [permission], denial?.status ?? 200, denial?.message);
      if (denial && mode === 'enforce') throw denial;
    },
  };
};

/** What S3 asks for in addition where an object that is read does not exist. */
const listingOf = (
  { service }: AwsRequest,
  permissions: readonly Permission[],
): Permission | undefined => {
  const read = permissions.find(({ action }) => action === 's3:GetObject');
  if (service !== 's3' || !read || permissions.length > 1) return undefined;
  const [bucketArn = ''] = read.resource.split('/');
  return { action: 's3:ListBucket', resource: bucketArn };
};

/** Plain HTTP stands for TLS here: nothing leaves this machine. */
const contextOf = (principal: Principal, { region, accountId }: Place): Context =>
  new Map([
    ['aws:principalarn', [principal.roleArn ?? '']],
    ['aws:principalaccount', [accountId]],
    ['aws:sourceaccount', [accountId]],
    ['aws:requestedregion', [region]],
    ['aws:securetransport', ['true']],
    ['aws:currenttime', [new Date().toISOString()]],
  ]);
