import { setTimeout as delay } from 'node:timers/promises';

/** Repeats an attempt until it does not throw; after `timeoutMs` its last error is thrown. */
export const eventually = async <Result>(
  attempt: () => Promise<Result>,
  timeoutMs: number,
): Promise<Result> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(200);
    }
  }
};
