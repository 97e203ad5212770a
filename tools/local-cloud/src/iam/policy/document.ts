import { z } from 'zod';

import type { Conditions } from './conditions.ts';

/** One statement of a policy, with lists where IAM takes a single value as well. */
export interface Statement {
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  /** Patterns of what it is about; `isNegated`: of what it is not about. */
  actions: { patterns: readonly string[]; isNegated: boolean };
  /** The same of resources; trust policies have none. */
  resources: { patterns: readonly string[]; isNegated: boolean };
  /** Services, ARNs or `*` that it concerns; none in policies of roles. */
  principals: readonly string[];
  conditions: Conditions;
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const conditionValue = z
  .union([z.string(), z.boolean(), z.number()])
  .transform((value) => String(value));
const conditionValues = z
  .union([conditionValue, z.array(conditionValue)])
  .transform((value) => [value].flat());

const statementSchema = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore.optional(),
  NotResource: oneOrMore.optional(),
  Principal: z.union([z.literal('*'), z.record(z.string(), oneOrMore)]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).optional(),
});

const documentSchema = z.looseObject({
  Statement: z
    .union([statementSchema, z.array(statementSchema)])
    .transform((value) => [value].flat()),
});

/** Reads a policy. @throws {Error} it is not one, with what is wrong. */
export const parsePolicy = (text: string): Statement[] => {
  const parsed = documentSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`not a policy: ${z.prettifyError(parsed.error)}`);
  return parsed.data.Statement.map((statement) => ({
    sid: statement.Sid,
    effect: statement.Effect,
    actions: {
      patterns: statement.Action ?? statement.NotAction ?? [],
      isNegated: statement.Action === undefined,
    },
    resources: {
      patterns: statement.Resource ?? statement.NotResource ?? [],
      isNegated: statement.Resource === undefined,
    },
    principals:
      statement.Principal === '*' ? ['*'] : Object.values(statement.Principal ?? {}).flat(),
    conditions: statement.Condition ?? {},
  }));
};
