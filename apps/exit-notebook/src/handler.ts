import { exitNotebookInputSchema } from '@ngwaf/contracts';
import { taskHandler, type Logger } from '@ngwaf/lambda-kit';

import { exitNotebook, type ExitNotebookOptions, type ExitNotebookPorts } from './exit-notebook.ts';

/** Kept back from the function's time: a wait must end as an error of ours, not as a dead process. */
const RESERVE_SECONDS = 10;

export const createHandler = (
  /** Makes the ports; `secondsLeft` limits each wait. */
  portsWithin: (secondsLeft: () => number) => ExitNotebookPorts,
  options: ExitNotebookOptions,
  logger?: Logger,
) =>
  taskHandler(
    exitNotebookInputSchema,
    (input, context) => {
      const secondsLeft = () => context.getRemainingTimeInMillis() / 1000 - RESERVE_SECONDS;
      return exitNotebook(portsWithin(secondsLeft), input, options);
    },
    logger,
  );
