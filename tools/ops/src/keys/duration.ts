import { UsageError } from '../ops-error.ts';

const MILLISECONDS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const LONGEST = 90 * MILLISECONDS.d;

/**
 * Milliseconds of a duration such as `30m`, `24h` or `7d`, or of `0`.
 *
 * @throws {UsageError} it is none, or longer than 90 days.
 */
export const parseDuration = (text: string): number => {
  if (text === '0') return 0;
  const [, amount, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (MILLISECONDS[unit as keyof typeof MILLISECONDS] ?? NaN);
  if (milliseconds > 0 && milliseconds <= LONGEST) return milliseconds;
  throw new UsageError(
    `--grace: expected 0, or minutes, hours or days up to 90 days such as 30m, 24h or 7d, got "${text}"`,
  );
};
