import { AwsError } from '../context.ts';
import type { Handler } from '../gateway/gateway.ts';
import { relay, type MotoClient } from '../gateway/moto-client.ts';
import { parsePolicy, type Statement } from './policy/document.ts';
import type { RolePolicies } from './policy/evaluate.ts';

/** A role as IAM knows it. */
export interface Role extends RolePolicies {
  /** Statements that say who may take the role. */
  trust: readonly Statement[];
  /** The policy that bounds it, if one does. */
  boundaryArn: string | undefined;
}

/** Looks roles up in moto's IAM, and remembers them until something in IAM changes. */
export interface RoleDirectory {
  /** `undefined`: there is no such role. @throws {Error} one of its policies is none. */
  find(roleArn: string): Promise<Role | undefined>;
  /** The same of a user, with what its groups may do. `undefined`: there is no such user. */
  findUser(userName: string): Promise<RolePolicies | undefined>;
  /** Passes changes of IAM on, and forgets all roles then. */
  handler: Handler;
}

const reading = /(?:^|&)Action=(Get|List|Simulate|Generate)/;

export const createRoleDirectory = (moto: MotoClient): RoleDirectory => {
  const known = new Map<string, Promise<Role | undefined>>();

  const ask = async (Action: string, parameters: Record<string, string>): Promise<string> => {
    const form = new URLSearchParams({ Action, Version: '2010-05-08', ...parameters });
    return (await moto.form('iam', form)).body.toString('utf8');
  };

  const managedPolicy = async (PolicyArn: string): Promise<Statement[]> => {
    const [VersionId = ''] = textsOf(await ask('GetPolicy', { PolicyArn }), 'DefaultVersionId');
    return documentIn(await ask('GetPolicyVersion', { PolicyArn, VersionId }), 'Document');
  };

  const policiesOf = async (kind: 'User' | 'Group', name: string): Promise<Statement[]> => {
    const of = { [`${kind}Name`]: name };
    const [inline, attached] = await Promise.all([
      ask(`List${kind}Policies`, of),
      ask(`ListAttached${kind}Policies`, of),
    ]);
    const statements = await Promise.all([
      ...textsOf(inline, 'member').map(async (PolicyName) =>
        documentIn(await ask(`Get${kind}Policy`, { ...of, PolicyName }), 'PolicyDocument'),
      ),
      ...textsOf(attached, 'PolicyArn').map(managedPolicy),
    ]);
    return statements.flat();
  };

  const loadUser = async (UserName: string): Promise<RolePolicies | undefined> => {
    const user = await ask('GetUser', { UserName }).catch(orAbsent);
    if (user === undefined) return undefined;
    const groups = textsOf(await ask('ListGroupsForUser', { UserName }), 'GroupName');
    const [boundaryArn] = textsOf(user, 'PermissionsBoundaryArn');
    const identity = await Promise.all([
      policiesOf('User', UserName),
      ...groups.map((group) => policiesOf('Group', group)),
    ]);
    return {
      identity: identity.flat(),
      boundary: boundaryArn === undefined ? undefined : await managedPolicy(boundaryArn),
    };
  };

  const load = async (roleArn: string): Promise<Role | undefined> => {
    const RoleName = roleArn.split('/').at(-1) ?? '';
    const role = await ask('GetRole', { RoleName }).catch(orAbsent);
    if (role === undefined) return undefined;
    const [inline, attached] = await Promise.all([
      ask('ListRolePolicies', { RoleName }),
      ask('ListAttachedRolePolicies', { RoleName }),
    ]);
    const identity = await Promise.all([
      ...textsOf(inline, 'member').map(async (PolicyName) =>
        documentIn(await ask('GetRolePolicy', { RoleName, PolicyName }), 'PolicyDocument'),
      ),
      ...textsOf(attached, 'PolicyArn').map(managedPolicy),
    ]);
    const [boundaryArn] = textsOf(role, 'PermissionsBoundaryArn');
    return {
      trust: documentIn(role, 'AssumeRolePolicyDocument'),
      identity: identity.flat(),
      boundaryArn,
      boundary: boundaryArn === undefined ? undefined : await managedPolicy(boundaryArn),
    };
  };

  return {
    find(roleArn) {
      const found =
        known.get(roleArn) ??
        load(roleArn).catch((error: unknown) => {
          known.delete(roleArn);
          throw error;
        });
      known.set(roleArn, found);
      return found;
    },
    findUser: loadUser,
    handler(request) {
      if (request.service !== 'iam') return undefined;
      return request.body().then((body) => {
        if (reading.test(body.toString('utf8', 0, 200))) return undefined;
        return moto
          .forward(request)
          .then(relay)
          .finally(() => known.clear());
      });
    },
  };
};

const orAbsent = (error: unknown): undefined => {
  if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
  throw error;
};

/** The texts of all elements of one name in IAM's XML. */
const textsOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) =>
    unescapeXml(text),
  );

/** A policy in IAM's XML is written as in a URL; moto leaves some as they are. */
const documentIn = (xml: string, element: string): Statement[] => {
  const [text = ''] = textsOf(xml, element);
  const decoded = text.trimStart().startsWith('{') ? text : decodeURIComponent(text);
  const isEmpty = decoded.trim() === '' || decoded.trim() === '{}';
  return isEmpty ? [] : parsePolicy(decoded);
};

const unescapeXml = (escaped: string): string =>
  escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
