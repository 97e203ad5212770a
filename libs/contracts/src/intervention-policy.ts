import * as z from 'zod/mini';

const name = z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,62}$/));
/** How long it holds from the prediction that called for it. */
const termDays = z.int().check(z.minimum(1), z.maximum(3650));

/** What can be imposed on a user, each for its term. */
export const restrictionSchema = z.discriminatedUnion('kind', [
  /** The user is shown a message; `template` names it. */
  z.strictObject({ kind: z.literal('message'), template: name, termDays }),
  /** No advertising and no bonus reaches the user. */
  z.strictObject({ kind: z.literal('marketing_stop'), termDays }),
  z.strictObject({
    kind: z.literal('deposit_limit'),
    amount: z.number().check(z.nonnegative()),
    /** ISO 4217. */
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
    per: z.enum(['day', 'week', 'month']),
    termDays,
  }),
  /** The user cannot gamble. */
  z.strictObject({ kind: z.literal('cooling_off'), termDays }),
  /** A person looks at the user; `to` names the team or service. */
  z.strictObject({ kind: z.literal('referral'), to: name, termDays }),
]);
export type Restriction = z.infer<typeof restrictionSchema>;
export type RestrictionKind = Restriction['kind'];

const DAYS_OF = { day: 1, week: 7, month: 30 } as const;

/** What may be deposited a day; infinite for what does not limit deposits. Smaller is stricter. */
export const depositPerDay = (restriction: {
  kind: string;
  amount?: number | undefined;
  per?: string | undefined;
}): number =>
  restriction.kind === 'deposit_limit' && restriction.amount !== undefined
    ? restriction.amount / DAYS_OF[restriction.per as keyof typeof DAYS_OF]
    : Infinity;

const isAtLeastAsStrict = (one: Restriction, other: Restriction): boolean =>
  one.kind === other.kind &&
  one.termDays >= other.termDays &&
  (one.kind !== 'deposit_limit' ||
    other.kind !== 'deposit_limit' ||
    (one.currency === other.currency && depositPerDay(one) <= depositPerDay(other)));

const riskGroupSchema = z.strictObject({
  name,
  /** The least score of the group; the next group's ends it. */
  from: z.number().check(z.minimum(0), z.maximum(1)),
  restrictions: z.array(restrictionSchema),
});
export type RiskGroup = z.infer<typeof riskGroupSchema>;

const describe = (restriction: Restriction): string =>
  restriction.kind === 'deposit_limit'
    ? `deposit_limit of ${restriction.amount} ${restriction.currency} a ${restriction.per} for ${restriction.termDays} days`
    : `${restriction.kind} for ${restriction.termDays} days`;

/** What is wrong with the groups as a whole, by path. */
const faultsOf = (groups: RiskGroup[]): { path: (string | number)[]; message: string }[] =>
  groups.flatMap((group, index) => {
    const before = groups[index - 1];
    const faults: { path: (string | number)[]; message: string }[] = [];
    const fault = (path: (string | number)[], message: string) =>
      faults.push({ path: ['groups', index, ...path], message });
    if (!before) {
      if (group.from !== 0) fault(['from'], '0: the lowest group takes every score there is');
    } else {
      if (group.from <= before.from)
        fault(['from'], `more than ${before.from}, the group before it`);
      for (const restriction of before.restrictions) {
        if (group.restrictions.some((own) => isAtLeastAsStrict(own, restriction))) continue;
        fault(['restrictions'], `at least ${describe(restriction)}, as in ${before.name}`);
      }
    }
    if (groups.findIndex(({ name: other }) => other === group.name) !== index) {
      fault(['name'], 'a name that no other group has');
    }
    const kinds = group.restrictions.map(({ kind }) => kind);
    if (new Set(kinds).size !== kinds.length) fault(['restrictions'], 'each kind at most once');
    return faults;
  });

/**
 * How risk scores become restrictions: groups by ascending score, each with all that the group below
 * it has, no weaker and no shorter.
 */
export const interventionPolicySchema = z
  .strictObject({ groups: z.array(riskGroupSchema).check(z.minLength(1), z.maxLength(20)) })
  .check((context) => {
    for (const { path, message } of faultsOf(context.value.groups)) {
      context.issues.push({ code: 'custom', input: context.value, path, message });
    }
  });
export type InterventionPolicy = z.infer<typeof interventionPolicySchema>;

/** The group that a score falls into. */
export const riskGroupOf = ({ groups }: InterventionPolicy, score: number): RiskGroup => {
  const group = groups.findLast(({ from }) => from <= score);
  if (!group) throw new RangeError(`expected a score from 0 to 1, got ${score}`);
  return group;
};
