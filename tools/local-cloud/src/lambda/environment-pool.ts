import type { ExecutionEnvironment } from './execution-environment.ts';

/** Warm execution environments of all functions, and how many of them may live. */
export interface EnvironmentPool {
  /**
   * Runs `use` with an environment of its own for `key`, started by `start` if none is idle.
   *
   * Waits in line while all places are taken.
   */
  use<T>(
    key: EnvironmentKey,
    start: () => ExecutionEnvironment,
    use: (environment: ExecutionEnvironment) => Promise<T>,
  ): Promise<T>;
  /** Ends the function's environments: idle ones now, busy ones after their event. */
  drop(functionName: string): void;
  /** How many environments live. */
  size(): number;
  close(): Promise<void>;
}

/** Which environments may stand for each other: those of the same version in the same state. */
export interface EnvironmentKey {
  functionName: string;
  /** Changes with code and configuration. */
  state: string;
}

export interface PoolOptions {
  /** How many processes may live, for memory's sake. @default 6 */
  maxEnvironments?: number;
  /** @default 60 s */
  idleMs?: number;
  /**
   * After waiting this long a call may start one more, up to twice the limit: functions that wait
   * for each other must not block for ever. @default 5 s
   */
  patienceMs?: number;
}

interface Place {
  key: EnvironmentKey;
  environment: ExecutionEnvironment;
  isBusy: boolean;
  isDropped: boolean;
  idleSince: number;
}

interface Waiting {
  key: EnvironmentKey;
  start: () => ExecutionEnvironment;
  since: number;
  serve: (place: Place) => void;
}

/** How long one that can use a freed place as it is may pass those before it in the line. */
const maxPassingMs = 500;

export const createEnvironmentPool = (options: PoolOptions = {}): EnvironmentPool => {
  const { maxEnvironments = 6, idleMs = 60_000, patienceMs = 5_000 } = options;
  const places = new Set<Place>();
  const line: Waiting[] = [];

  const matches = (place: Place, key: EnvironmentKey) =>
    !place.isDropped &&
    place.key.functionName === key.functionName &&
    place.key.state === key.state;

  const remove = async (place: Place): Promise<void> => {
    places.delete(place);
    await place.environment.kill();
  };

  const idlePlaces = () => [...places].filter((place) => !place.isBusy);

  /** Takes a place if one can be had now. */
  const take = (
    key: EnvironmentKey,
    start: () => ExecutionEnvironment,
    limit: number,
  ): Place | undefined => {
    const warm = idlePlaces().find((place) => matches(place, key) && place.environment.isUsable());
    if (warm) {
      warm.isBusy = true;
      return warm;
    }
    if (places.size >= limit) {
      const oldest = idlePlaces().sort((a, b) => a.idleSince - b.idleSince)[0];
      if (!oldest) return undefined;
      void remove(oldest);
    }
    const place = { key, environment: start(), isBusy: true, isDropped: false, idleSince: 0 };
    places.add(place);
    return place;
  };

  const waitInLine = (key: EnvironmentKey, start: () => ExecutionEnvironment): Promise<Place> =>
    new Promise((resolve) => {
      const waiting: Waiting = {
        key,
        start,
        since: Date.now(),
        serve(place) {
          clearInterval(impatience);
          line.splice(line.indexOf(waiting), 1);
          resolve(place);
        },
      };
      const impatience = setInterval(() => {
        const place = take(key, start, 2 * maxEnvironments);
        if (place) waiting.serve(place);
      }, patienceMs);
      line.push(waiting);
    });

  /** Serves those in line for whom there is a place now. */
  const serveLine = (freed: Place): void => {
    const first = line[0];
    if (!first) return;
    const mayPass = Date.now() - first.since < maxPassingMs;
    const next = (mayPass && line.find(({ key }) => matches(freed, key))) || first;
    const place = take(next.key, next.start, maxEnvironments);
    if (place) next.serve(place);
  };

  const release = (place: Place): void => {
    place.isBusy = false;
    place.idleSince = Date.now();
    if (place.isDropped || !place.environment.isUsable()) void remove(place);
    serveLine(place);
  };

  const sweeper = setInterval(() => {
    const deadline = Date.now() - idleMs;
    for (const place of idlePlaces()) if (place.idleSince < deadline) void remove(place);
  }, 5_000);
  sweeper.unref();

  return {
    async use(key, start, use) {
      const free = line.length === 0 ? take(key, start, maxEnvironments) : undefined;
      const place = free ?? (await waitInLine(key, start));
      try {
        return await use(place.environment);
      } finally {
        release(place);
      }
    },
    drop(functionName) {
      for (const place of [...places]) {
        if (place.key.functionName !== functionName) continue;
        place.isDropped = true;
        if (!place.isBusy) void remove(place);
      }
    },
    size: () => places.size,
    async close() {
      clearInterval(sweeper);
      await Promise.all([...places].map(remove));
    },
  };
};
