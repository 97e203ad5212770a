import type { Permission } from '../permissions/permission.ts';
import { conditionsHold, type Context } from './conditions.ts';
import type { Statement } from './document.ts';
import { fillIn, matchesAction, matchesText } from './pattern.ts';

/** What a role may do. */
export interface RolePolicies {
  /** Statements of its inline and attached policies. */
  identity: readonly Statement[];
  /** Statements of its permissions boundary; without one nothing is bounded. */
  boundary: readonly Statement[] | undefined;
}

/** What came of evaluating a request. */
export type Decision =
  | { isAllowed: true }
  /** `because` follows "… is not authorized to perform: … on resource: …", as AWS words it. */
  | { isAllowed: false; because: string };

/** Whether a statement concerns an action on a resource in this context, whatever its effect. */
export const concerns = (
  { actions, resources, conditions }: Statement,
  { action, resource }: Permission,
  context: Context,
): boolean => {
  const isAction = actions.patterns.some((pattern) => matchesAction(pattern, action));
  if (isAction === actions.isNegated) return false;
  const isResource = resources.patterns.some((pattern) => {
    const filled = fillIn(pattern, context);
    return filled !== undefined && matchesText(filled, resource);
  });
  if (isResource === resources.isNegated) return false;
  return conditionsHold(conditions, context);
};

/**
 * Decides as IAM does for a role of the resource's own account: an explicit denial anywhere wins;
 * then the boundary, where there is one, and the role's own policies must both allow.
 *
 * @throws {UnknownConditionError} a statement has a condition that cannot be judged.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const evaluate = (
  { identity, boundary }: RolePolicies,
  permission: Permission,
  requestContext: Context = new Map(),
): Decision => {
  const context = withOwnContext(permission, requestContext);
  const has = (statements: readonly Statement[], effect: Statement['effect']): boolean =>
    statements.some(
      (statement) => statement.effect === effect && concerns(statement, permission, context),
    );
  const { action } = permission;
  const refused = (because: string): Decision => ({ isAllowed: false, because });

  if (has(identity, 'Deny')) return refused('with an explicit deny in an identity-based policy');
  if (boundary && has(boundary, 'Deny')) {
    return refused('with an explicit deny in a permissions boundary');
  }
  if (boundary && !has(boundary, 'Allow')) {
    return refused(`because no permissions boundary allows the ${action} action`);
  }
  if (has(identity, 'Allow')) return { isAllowed: true };
  return refused(`because no identity-based policy allows the ${action} action`);
};

/** The request's condition keys with those of the permission itself. */
export const withOwnContext = (permission: Permission, context: Context): Context => {
  if (!permission.context) return context;
  const own = Object.entries(permission.context).map(
    ([key, value]): [string, readonly string[]] => [key.toLowerCase(), [value].flat()],
  );
  return new Map([...context, ...own]);
};

/**
 * Whether a role's trust policy lets a service take the role.
 *
 * @param service e.g. `lambda.amazonaws.com`
 */
export const trusts = (trust: readonly Statement[], service: string, context: Context): boolean => {
  const isMeant = (statement: Statement) =>
    statement.principals.some((principal) => principal === '*' || principal === service) &&
    statement.actions.patterns.some((pattern) => matchesAction(pattern, 'sts:AssumeRole')) &&
    conditionsHold(statement.conditions, context);
  return (
    trust.some((statement) => statement.effect === 'Allow' && isMeant(statement)) &&
    !trust.some((statement) => statement.effect === 'Deny' && isMeant(statement))
  );
};
