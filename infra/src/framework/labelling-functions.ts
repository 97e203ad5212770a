import type { BatchPredictionsEnv, LabelQueueEnv } from '@ngwaf/contracts';
import type { FunctionSettings } from '../stacks/functions.ts';

/** API Gateway gives up after 29 s: a function that goes on would answer nobody. */
const API_TIMEOUT_SECONDS = 29;

/** Reads up to a thousand predictions at once, to sample from them. */
export const labelQueue = (environment: LabelQueueEnv): FunctionSettings => ({
  description: '/models/{model}/labelling: items that people label; the pipeline waits for them',
  environment: { ...environment },
  timeoutSeconds: API_TIMEOUT_SECONDS,
  memoryMb: 1024,
});

/** Filters a whole CSV file within one request, so it gets a whole processor. */
export const batchPredictions = (environment: BatchPredictionsEnv): FunctionSettings => ({
  description: '/models/{model}/batch-predictions: scores a file of records by a transform job',
  environment: { ...environment },
  timeoutSeconds: API_TIMEOUT_SECONDS,
  memoryMb: 1769,
});
