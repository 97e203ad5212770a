import { createQuotas } from './quota.ts';

/** The times of requests, and which of them pass. */
const passing = (
  times: string[],
  limits: Parameters<ReturnType<typeof createQuotas>['take']>[1],
) => {
  let time = '';
  const quotas = createQuotas(() => new Date(time));
  return times.filter((each) => {
    time = each;
    return quotas.take('key', limits);
  });
};

it.each([
  ['a day', 'DAY', ['2026-03-01T10:00Z', '2026-03-01T23:59Z'], '2026-03-02T00:00Z'],
  // The first of March 2026 is a Sunday.
  ['a week', 'WEEK', ['2026-03-01T10:00Z', '2026-03-07T23:59Z'], '2026-03-08T00:00Z'],
  ['a month', 'MONTH', ['2026-03-01T10:00Z', '2026-03-31T23:59Z'], '2026-04-01T00:00Z'],
])('lets the limit of %s pass and no more before the next', (_name, period, within, next) => {
  const [first, second] = within as [string, string];

  expect(passing([first, second, second, next], { limit: 2, period })).toEqual([
    first,
    second,
    next,
  ]);
});

it('counts the offset as sent, and nothing without a limit', () => {
  const times = ['2026-03-01T10:00Z', '2026-03-01T11:00Z'];

  expect(passing(times, { limit: 2, period: 'DAY', offset: 1 })).toEqual(times.slice(0, 1));
  expect(passing(times, undefined)).toEqual(times);
});

it('counts each name by itself', () => {
  const quotas = createQuotas();
  const limits = { limit: 1, period: 'DAY' };

  expect(['one', 'other', 'one'].map((name) => quotas.take(name, limits))).toEqual([
    true,
    true,
    false,
  ]);
});
