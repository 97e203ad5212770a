/** How many requests a day, week or month a usage plan lets one key send. */
export interface QuotaLimits {
  limit?: number;
  /** `DAY`, `WEEK` (from Sunday) or `MONTH`, in UTC. */
  period?: string;
  /** Requests that count as sent when a period begins. */
  offset?: number;
}

/** One count per name. */
export interface Quotas {
  /** Counts a request; `false` if the period's requests are used up, so that it is to be refused. */
  take(name: string, limits: QuotaLimits | undefined): boolean;
}

/** @param now a clock that tests turn. */
export const createQuotas = (now: () => Date = () => new Date()): Quotas => {
  const counts = new Map<string, { period: number; used: number }>();
  return {
    take(name, limits) {
      if (limits?.limit === undefined) return true;
      const period = startOf(limits.period, now());
      const known = counts.get(name);
      const used = known?.period === period ? known.used : (limits.offset ?? 0);
      const isAllowed = used < limits.limit;
      counts.set(name, { period, used: isAllowed ? used + 1 : used });
      return isAllowed;
    },
  };
};

const startOf = (period: string | undefined, at: Date): number => {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  if (period === 'MONTH') return Date.UTC(year, month);
  return Date.UTC(year, month, period === 'WEEK' ? day - at.getUTCDay() : day);
};
