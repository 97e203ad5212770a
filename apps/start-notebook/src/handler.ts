import { startNotebookInputSchema } from '@ngwaf/contracts';
import { taskHandler, type Logger } from '@ngwaf/lambda-kit';
import { WaitTimedOutError, pollUntil, type Clock } from '@ngwaf/sagemaker-utils';

import { startNotebook, type StartNotebookPorts } from './start-notebook.ts';

/** Kept back from the function's time, to end in good order. */
const RESERVE_SECONDS = 10;

/** Each look at the instance is a sign of life as well: well within the state machine's limit. */
const MAX_PAUSE_SECONDS = 2;

export const createHandler = (
  ports: Omit<StartNotebookPorts, 'poll'>,
  clock: Clock,
  logger?: Logger,
) =>
  taskHandler(
    startNotebookInputSchema,
    (input, context) => {
      const timeoutSeconds = context.getRemainingTimeInMillis() / 1000 - RESERVE_SECONDS;
      const wait = { timeoutSeconds, maxPauseSeconds: MAX_PAUSE_SECONDS };
      const poll: StartNotebookPorts['poll'] = (probe) =>
        pollUntil('Starting the notebook instance', wait, clock, probe).catch((error: unknown) => {
          // Not an error: from here on the state machine's own limits decide.
          if (error instanceof WaitTimedOutError) return undefined;
          throw error;
        });
      return startNotebook({ ...ports, poll }, input);
    },
    logger,
  );
