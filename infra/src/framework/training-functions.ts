import type { FinishTrainingEnv, StartTrainingEnv } from '@ngwaf/contracts';
import type { FunctionSettings } from '../stacks/functions.ts';

/** API Gateway gives up after 29 s: a function that goes on would answer nobody. */
const API_TIMEOUT_SECONDS = 29;

export const startTraining = (environment: StartTrainingEnv): FunctionSettings => ({
  description: 'POST /models/{model}/training-jobs, schedules, alarms: starts a training',
  environment: { ...environment },
  timeoutSeconds: API_TIMEOUT_SECONDS,
  memoryMb: 512,
});

/** Waits for jobs to stop and for the endpoint to go back: minutes. */
export const finishTraining = (environment: FinishTrainingEnv): FunctionSettings => ({
  description: 'Settles a training, cleans up after it and releases the model’s lease',
  environment: { ...environment },
  timeoutSeconds: 900,
  memoryMb: 256,
});
