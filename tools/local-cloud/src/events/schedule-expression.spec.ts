import { parseSchedule } from './schedule-expression.ts';

const since = new Date('2026-01-15T10:20:30Z'); // a Thursday

const next = (expression: string, after: string) =>
  parseSchedule(expression, since)(new Date(after))?.toISOString();

describe('parseSchedule', () => {
  it.each([
    ['rate(1 minute)', '2026-01-15T10:20:30Z', '2026-01-15T10:21:30.000Z'],
    ['rate(5 minutes)', '2026-01-15T10:31:00Z', '2026-01-15T10:35:30.000Z'],
    ['rate(1 day)', '2026-01-15T10:20:31Z', '2026-01-16T10:20:30.000Z'],
    ['at(2026-02-01T00:00:00)', '2026-01-15T10:20:30Z', '2026-02-01T00:00:00.000Z'],
    ['at(2026-01-01T00:00:00)', '2026-01-15T10:20:30Z', undefined],
    ['cron(* * * * ? *)', '2026-01-15T10:20:30Z', '2026-01-15T10:21:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-01-15T10:46:00Z', '2026-01-15T11:00:00.000Z'],
    ['cron(0 2 * * ? *)', '2026-01-15T10:20:30Z', '2026-01-16T02:00:00.000Z'],
    ['cron(0 2 ? * MON-FRI *)', '2026-01-16T10:00:00Z', '2026-01-19T02:00:00.000Z'],
    ['cron(0 2 ? * 1 *)', '2026-01-15T10:20:30Z', '2026-01-18T02:00:00.000Z'],
    ['cron(0 0 L * ? *)', '2026-02-01T00:00:00Z', '2026-02-28T00:00:00.000Z'],
    ['cron(0 0 LW * ? *)', '2026-01-15T00:00:00Z', '2026-01-30T00:00:00.000Z'],
    ['cron(0 0 1W 2 ? *)', '2026-01-15T00:00:00Z', '2026-02-02T00:00:00.000Z'],
    ['cron(0 0 ? * 6L *)', '2026-01-15T00:00:00Z', '2026-01-30T00:00:00.000Z'],
    ['cron(0 0 ? * 2#1 *)', '2026-01-15T00:00:00Z', '2026-02-02T00:00:00.000Z'],
    ['cron(30 6 29 FEB ? *)', '2026-01-15T00:00:00Z', '2028-02-29T06:30:00.000Z'],
    ['cron(0 0 1 1 ? 2020)', '2026-01-15T00:00:00Z', undefined],
  ])('%s after %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it.each([
    'every minute',
    'rate(0 minutes)',
    'rate(5 fortnights)',
    'at(tomorrow)',
    'cron(* * * * *)',
    'cron(60 * * * ? *)',
    'cron(0 0 ? * MOO *)',
  ])('refuses %s', (expression) => {
    expect(() => parseSchedule(expression, since)).toThrow(
      expect.objectContaining({ name: 'ScheduleExpressionError' }) as Error,
    );
  });
});
