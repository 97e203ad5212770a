import { AwsError } from '../context.ts';
import type { RequestTarget } from '../gateway/service-detection.ts';
import type { Permission } from './permissions/permission.ts';
import type { Principal } from './principals.ts';

/** Services whose JSON protocol answers denials with 403; the other ones of this protocol say 400. */
const queryCompatible = new Set(['sqs', 'monitoring']);
const queryServices = new Set(['iam', 'sts', 'cloudformation', 'ec2', ...queryCompatible]);

/** A denial in AWS's words, with the code and status of the service that was asked. */
export const accessDenied = (
  target: Pick<RequestTarget, 'service' | 'operation'>,
  principal: Principal,
  { action, resource }: Permission,
  because: string,
  accountId: string,
): AwsError => {
  const { service, operation } = target;
  const on = service === 's3' ? `"${resource}"` : resource;
  const who = assumedRoleArn(principal, accountId);
  const message = `User: ${who} is not authorized to perform: ${action} on resource: ${on} ${because}`;
  if (service === 's3' || queryServices.has(service)) {
    return new AwsError('AccessDenied', message, 403);
  }
  if (service === 'sns') return new AwsError('AuthorizationError', message, 403);
  return new AwsError('AccessDeniedException', message, operation === undefined ? 403 : 400);
};

/** How AWS names a role in use: with the session, which is named after what uses it. */
export const assumedRoleArn = ({ name, roleArn = '' }: Principal, accountId: string): string =>
  `arn:aws:sts::${accountId}:assumed-role/${roleArn.split('/').at(-1)}/${name.split(':').at(-1)}`;
