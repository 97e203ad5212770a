import { ApiError } from './api-error.ts';
import { nextDelayMs, poll } from './poll.ts';

/** What polling needs of a page. */
const page = () => {
  const listeners = new Set<() => void>();
  const document = {
    hidden: false,
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  };
  return {
    document,
    listeners,
    show(hidden: boolean) {
      document.hidden = hidden;
      for (const listener of listeners) listener();
    },
  };
};

let tab: ReturnType<typeof page>;

beforeEach(() => {
  jest.useFakeTimers();
  tab = page();
  Object.assign(globalThis, { document: tab.document });
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'document');
});

const start = (readings: (string | Error)[]) => {
  const read = jest.fn(async () => {
    const next = readings.shift() ?? 'last';
    if (next instanceof Error) throw next;
    return next;
  });
  const onValue = jest.fn();
  const onError = jest.fn();
  const polling = poll<string>({
    ...{ read, onValue, onError },
    fingerprint: (value) => value,
    isLast: (value) => value === 'last',
  });
  return { polling, read, onValue, onError };
};
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('waits longer the longer nothing happens, and no longer than a quarter of a minute', () => {
  const delays = [0, 1, 5, 50].map((unchanged) => nextDelayMs({ unchanged, failures: 0 }));

  expect(delays[0]).toBe(1_000);
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  expect(delays[3]).toBe(15_000);
});

it('waits longer after failures, and at least as long as it is told', () => {
  expect(nextDelayMs({ unchanged: 0, failures: 1 })).toBe(2_000);
  expect(nextDelayMs({ unchanged: 0, failures: 30 })).toBe(60_000);
  expect(nextDelayMs({ unchanged: 0, failures: 1, retryAfterSeconds: 30 })).toBe(30_000);
});

it('reads until it has the last value', async () => {
  const { read, onValue } = start(['a', 'b']);

  await pass(60_000);

  expect(onValue.mock.calls).toEqual([['a'], ['b'], ['last']]);
  expect(read).toHaveBeenCalledTimes(3);
  expect(tab.listeners.size).toBe(0);
});

it('goes on after a failure that passes, and says when', async () => {
  const { onValue, onError } = start(['a', new ApiError('unavailable', undefined, 9)]);

  await pass(1_000);
  expect(onError).toHaveBeenCalledWith(expect.any(ApiError), 9_000);
  await pass(9_000);
  expect(onValue).toHaveBeenLastCalledWith('last');
});

it.each(['key', 'not-found', 'refused', 'unreadable'] as const)(
  'ends with a failure that stays: %s',
  async (kind) => {
    const { read, onError } = start([new ApiError(kind)]);

    await pass(120_000);

    expect(onError.mock.calls).toEqual([[expect.any(ApiError), undefined]]);
    expect(read).toHaveBeenCalledTimes(1);
  },
);

it('rests while nobody looks, and reads at once when somebody does', async () => {
  const { read } = start(['a', 'b']);
  await pass(0);
  tab.show(true);
  await pass(60_000);
  expect(read).toHaveBeenCalledTimes(1);

  tab.show(false);
  await pass(0);

  expect(read).toHaveBeenCalledTimes(2);
});

it('tells nothing of a reading that was under way when it was stopped', async () => {
  const { polling, onValue } = start(['a']);

  polling.stop();
  await pass(5_000);

  expect(onValue).not.toHaveBeenCalled();
});
