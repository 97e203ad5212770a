import { finishTrainingInputSchema } from '@ngwaf/contracts';
import { taskHandler, type Logger } from '@ngwaf/lambda-kit';

import { finishTraining, type FinishTrainingPorts } from './finish-training.ts';

/** Kept back from the function's time: a wait must end as an error of ours, not as a dead process. */
const RESERVE_SECONDS = 10;

export const createHandler = (
  /** Makes the ports; `secondsLeft` limits each wait. */
  portsWithin: (secondsLeft: () => number) => FinishTrainingPorts,
  logger?: Logger,
) =>
  taskHandler(
    finishTrainingInputSchema,
    (input, context) => {
      const secondsLeft = () => context.getRemainingTimeInMillis() / 1000 - RESERVE_SECONDS;
      return finishTraining(portsWithin(secondsLeft), input);
    },
    logger,
  );
