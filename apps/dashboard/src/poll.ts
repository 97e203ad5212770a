import { ApiError } from './api-error.ts';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 15_000;
const LONGEST_AFTER_FAILURES_MS = 60_000;

/** How the last readings went. */
export interface PollHistory {
  /** Readings in a row that brought nothing new. */
  unchanged: number;
  /** Failures in a row. */
  failures: number;
  retryAfterSeconds?: number | undefined;
}

/** Time to the next reading: short while things move, longer the longer nothing does. */
export const nextDelayMs = ({ unchanged, failures, retryAfterSeconds = 0 }: PollHistory): number =>
  failures > 0
    ? Math.max(
        Math.min(SHORTEST_MS * 2 ** failures, LONGEST_AFTER_FAILURES_MS),
        retryAfterSeconds * 1_000,
      )
    : Math.min(SHORTEST_MS * 1.3 ** unchanged, LONGEST_MS);

export interface PollOptions<T> {
  read(): Promise<T>;
  /** What has to differ for a reading to count as new. */
  fingerprint(value: T): string;
  onValue(value: T): void;
  /** @param retryInMs undefined: it is not tried again. */
  onError(error: unknown, retryInMs: number | undefined): void;
  /** No further reading after this one. */
  isLast(value: T): boolean;
}

export interface Poll {
  /** Reads now, whatever the schedule says. */
  now(): void;
  stop(): void;
}

/** Reads again and again until it is stopped or has the last value; rests while nobody looks. */
export const poll = <T>(options: PollOptions<T>): Poll => {
  const history: PollHistory = { unchanged: 0, failures: 0 };
  let last: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: 'waiting' | 'reading' | 'ended' = 'waiting';

  const schedule = (): number => {
    const delay = nextDelayMs(history);
    timer = setTimeout(now, delay);
    return delay;
  };

  const read = async (): Promise<void> => {
    state = 'reading';
    try {
      const value = await options.read();
      if (hasEnded()) return;
      const fingerprint = options.fingerprint(value);
      history.unchanged = fingerprint === last ? history.unchanged + 1 : 0;
      history.failures = 0;
      last = fingerprint;
      options.onValue(value);
      if (options.isLast(value)) return stop();
      state = 'waiting';
      schedule();
    } catch (error) {
      if (hasEnded()) return;
      if (!isWorthAnotherTry(error)) {
        stop();
        options.onError(error, undefined);
        return;
      }
      history.failures += 1;
      history.retryAfterSeconds = error instanceof ApiError ? error.retryAfterSeconds : undefined;
      state = 'waiting';
      options.onError(error, schedule());
    }
  };

  const hasEnded = () => state === 'ended';

  const now = (): void => {
    if (state !== 'waiting' || document.hidden) return;
    clearTimeout(timer);
    void read();
  };

  const stop = (): void => {
    state = 'ended';
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', now);
  };

  document.addEventListener('visibilitychange', now);
  // The first reading is made even in a tab that is opened in the background.
  void read();
  return { now, stop };
};

const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof ApiError &&
  ['unreachable', 'throttled', 'unavailable', 'fault'].includes(error.kind);
