import type { UsedPermission } from '../call-log.ts';
import { conditionsHold, type Context } from './conditions.ts';
import type { Statement } from './document.ts';
import { evaluate, withOwnContext } from './evaluate.ts';
import { matchesAction, matchesText } from './pattern.ts';

/** An action on a resource, as a policy grants it. */
export interface Grant {
  action: string;
  resource: string;
}

/** What a role may do, beside what it did. */
export interface Coverage {
  /** Granted, and never used. */
  unused: Grant[];
  /** Used, or asked for, and not granted. */
  missing: Grant[];
}

const noContext: Context = new Map();

/**
 * Compares a role's policies with what was done under it.
 *
 * A statement of several actions and several resources grants each action on each resource; all of
 * these pairs must have been used.
 *
 * @param statements of its own policies.
 */
export const coverageOf = (
  statements: readonly Statement[],
  uses: readonly UsedPermission[],
): Coverage => {
  const isUsed = (statement: Statement, { action, resource }: Grant): boolean =>
    uses.some(
      (use) =>
        matchesAction(action, use.action) &&
        matchesText(resource, use.resource) &&
        conditionsHold(statement.conditions, withOwnContext(use, noContext)),
    );
  const unused = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      statement.actions.patterns.flatMap((action) =>
        statement.resources.patterns
          .map((resource) => ({ action, resource }))
          .filter((grant) => !isUsed(statement, grant)),
      ),
    );
  const missing = uses
    .filter((use) => !evaluate({ identity: statements, boundary: undefined }, use).isAllowed)
    .map(({ action, resource }) => ({ action, resource }));
  return { unused, missing };
};
