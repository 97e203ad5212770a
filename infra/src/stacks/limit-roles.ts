import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Aspects } from 'cdktf';
import type { Construct } from 'constructs';
import type { Location } from '../constructs/location.ts';

/**
 * Puts a permissions boundary on every role of a scope: whatever their policies grant, the boundary
 * is the most that they may do. Who may only make roles that have it cannot make a mightier one.
 *
 * @param policy its ARN, or its name in the account of the stack.
 */
export const limitRoles = (scope: Construct, location: Location, policy: string): void => {
  const arn = policy.startsWith('arn:')
    ? policy
    : `arn:${location.partition}:iam::${location.accountId}:policy/${policy}`;
  Aspects.of(scope).add({
    visit: (node) => {
      if (node instanceof IamRole) node.permissionsBoundary = arn;
    },
  });
};
