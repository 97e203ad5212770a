import type { IncomingMessage } from 'node:http';

import type { AccessKey, AccessKeys } from '../iam/access-keys.ts';
import type { Place } from '../iam/permissions/permission.ts';
import { evaluate, type RolePolicies } from '../iam/policy/evaluate.ts';
import type { RoleDirectory } from '../iam/role-directory.ts';
import { isSignedWith, parseSignature, signedAt } from '../iam/signature.ts';
import type { ProxyRequest } from './proxy-event.ts';
import { Refusal } from './refusal.ts';

/**
 * Lets a signed request pass whose signer may call the route.
 *
 * @throws {Refusal} it is not signed, not by whom it says, too old, or its signer may not.
 */
export type Authorize = (
  incoming: IncomingMessage,
  body: Buffer,
  resourceArn: string,
) => Promise<ProxyRequest['caller']>;

export interface AuthorizeOptions {
  accessKeys: AccessKeys;
  directory: RoleDirectory;
  place: Place;
  /** @default the real time */
  now?: () => Date;
}

const MAX_SKEW_MS = 5 * 60_000;

export const createAuthorize = (options: AuthorizeOptions): Authorize => {
  const { accessKeys, directory, place, now = () => new Date() } = options;

  const policiesOf = async ({ holder }: AccessKey): Promise<RolePolicies | undefined> =>
    'userName' in holder ? directory.findUser(holder.userName) : directory.find(holder.roleArn);

  return async (incoming, body, resourceArn) => {
    const { authorization, 'x-amz-security-token': token } = incoming.headers;
    if (authorization === undefined) throw new Refusal('MISSING_AUTHENTICATION_TOKEN');
    const signature = parseSignature(authorization);
    if (!signature) throw invalid('Authorization header requires a signature of version 4.');
    const { service, region } = signature.scope;
    if (service !== 'execute-api' || region !== place.region) {
      throw invalid(
        `Credential should be scoped to the service execute-api in ${place.region}, got ${service} in ${region}.`,
      );
    }
    const at = signedAt(incoming.headers);
    if (!at || Math.abs(now().getTime() - at.getTime()) > MAX_SKEW_MS) {
      throw invalid('Signature expired or not yet current: see X-Amz-Date and the clock.');
    }
    const key = accessKeys.find(signature.accessKeyId);
    if (!key || (key.sessionToken !== undefined && key.sessionToken !== token)) {
      throw invalid('The security token included in the request is invalid.');
    }
    const request = {
      method: incoming.method ?? 'GET',
      url: incoming.url ?? '/',
      headers: incoming.headers,
      body,
    };
    if (!isSignedWith(key.secret, signature, request)) {
      throw invalid(
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      );
    }
    const arn = arnOf(key, place);
    const policies = await policiesOf(key);
    const permission = { action: 'execute-api:Invoke', resource: resourceArn };
    const decision = policies && evaluate(policies, permission);
    if (!decision?.isAllowed) {
      throw new Refusal('ACCESS_DENIED', {
        detail: `User: ${arn} is not authorized to perform: execute-api:Invoke on resource: ${resourceArn} ${decision ? decision.because : 'because it does not exist'}`,
      });
    }
    return { arn, accessKeyId: key.accessKeyId };
  };
};

const invalid = (detail: string): Refusal => new Refusal('INVALID_SIGNATURE', { detail });

const arnOf = ({ holder }: AccessKey, { accountId }: Place): string =>
  'userName' in holder
    ? `arn:aws:iam::${accountId}:user/${holder.userName}`
    : `arn:aws:sts::${accountId}:assumed-role/${holder.roleArn.split('/').at(-1)}/${holder.session}`;
