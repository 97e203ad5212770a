import { depositPerDay, type ImposedRestriction } from '@ngwaf/contracts';

/** Restrictions of one slot replace each other; those of different ones hold side by side. */
export const slotOf = ({ kind, template, currency, to }: ImposedRestriction): string =>
  [kind, template ?? currency ?? to ?? ''].join('#');

const byStrictness = (one: ImposedRestriction, other: ImposedRestriction): number => {
  const [own, others] = [depositPerDay(one), depositPerDay(other)];
  return own === others ? 0 : others - own;
};

/** Strict first, then lasting; what is equal in both goes by id, so that any order of arrival agrees. */
const compareTerms = (one: ImposedRestriction, other: ImposedRestriction): number => {
  if (one.until !== other.until) return one.until < other.until ? -1 : 1;
  return one.prediction_id < other.prediction_id ? -1 : 1;
};

/** Whether one restriction leaves nothing for another of its slot to add: as strict, as long. */
export const covers = (one: ImposedRestriction, other: ImposedRestriction): boolean => {
  if (slotOf(one) !== slotOf(other)) return false;
  const strictness = byStrictness(one, other);
  if (strictness > 0) return one.until >= other.until;
  return strictness === 0 && compareTerms(one, other) >= 0;
};

/** Of each slot the strictest that has not ended; of equally strict ones that which lasts longest. */
export const activeAt = (
  restrictions: readonly ImposedRestriction[],
  now: Date,
): ImposedRestriction[] => {
  const strictest = new Map<string, ImposedRestriction>();
  for (const restriction of restrictions) {
    if (Date.parse(restriction.until) <= now.getTime()) continue;
    const slot = slotOf(restriction);
    const known = strictest.get(slot);
    const order = known ? byStrictness(restriction, known) : 1;
    if (!known || order > 0 || (order === 0 && compareTerms(restriction, known) > 0)) {
      strictest.set(slot, restriction);
    }
  }
  return [...strictest.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, restriction]) => restriction);
};
