import { setTimeout as delay } from 'node:timers/promises';

import { WaitTimedOutError } from './errors.ts';

/** Time as waits see it; specs give one that does not pass. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

export const systemClock: Clock = { now: Date.now, sleep: (ms) => delay(ms) };

export interface WaitOptions {
  timeoutSeconds: number;
  /** The longest pause between two looks. @default 10 */
  maxPauseSeconds?: number;
}

const FIRST_DELAY_MS = 250;
const GROWTH = 1.5;
const MAX_PAUSE_SECONDS = 10;

/**
 * Asks again and again, ever more slowly, until `probe` gives something.
 *
 * Not the SDK's waiters: they take every error for "not yet", a missing permission too, and know
 * one state to wait for where we have several to react to.
 *
 * @throws {WaitTimedOutError} it took longer than the timeout; errors of `probe` pass through.
 */
export const pollUntil = async <T>(
  what: string,
  { timeoutSeconds, maxPauseSeconds = MAX_PAUSE_SECONDS }: WaitOptions,
  clock: Clock,
  probe: () => Promise<T | undefined>,
): Promise<T> => {
  const deadline = clock.now() + timeoutSeconds * 1000;
  const maxDelayMs = maxPauseSeconds * 1000;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * GROWTH, maxDelayMs)) {
    const result = await probe();
    if (result !== undefined) return result;
    const left = deadline - clock.now();
    if (left <= 0) throw new WaitTimedOutError(`${what} took longer than ${timeoutSeconds} s`);
    await clock.sleep(Math.min(delayMs, left));
  }
};
