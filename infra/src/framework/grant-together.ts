import type { Grantable, Statement } from '../constructs/role.ts';

/**
 * Gives grants that differ in their resources alone as one statement: a role's policy stays short
 * however many models there are.
 */
export const grantTogether = (grantee: Grantable, give: (grantee: Grantable) => void): void => {
  const merged = new Map<string, Statement>();
  give({
    addToRolePolicy: (statement) => {
      const key = JSON.stringify([statement.actions, statement.condition]);
      const resources = [...(merged.get(key)?.resources ?? []), ...statement.resources];
      merged.set(key, { ...statement, resources: [...new Set(resources)] });
    },
  });
  for (const statement of merged.values()) grantee.addToRolePolicy(statement);
};
