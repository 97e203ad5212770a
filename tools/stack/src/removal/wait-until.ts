import { setTimeout as delay } from 'node:timers/promises';
import { refuseIfInterrupted } from '../run.ts';
import { StackError } from '../stack-error.ts';

/** The longest that SageMaker takes for an endpoint or an instance, with room. */
const TIMEOUT_MS = 20 * 60_000;

/** Looks again, ever more rarely, until there is nothing left to wait for. */
export const waitUntil = async (what: string, isDone: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + TIMEOUT_MS;
  let pauseMs = 200;
  while (!(await isDone())) {
    refuseIfInterrupted();
    if (Date.now() > deadline) {
      throw new StackError(
        `${what} took more than ${TIMEOUT_MS / 60_000} minutes: destroy again to go on`,
      );
    }
    await delay(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, 10_000);
  }
};
