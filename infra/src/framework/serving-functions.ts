import type { DeployModelEnv, ModelPredictionsEnv } from '@ngwaf/contracts';
import type { Environment } from '../config/environments.ts';
import type { FunctionSettings } from '../stacks/functions.ts';

/** API Gateway gives up after 29 s: a function that goes on would answer nobody. */
const API_TIMEOUT_SECONDS = 29;

/** A thousand records are filtered, scored and handed on in one call, so it gets a whole processor. */
export const modelPredictions = (
  environment: Pick<ModelPredictionsEnv, 'NAME_PREFIX' | 'PREDICTION_BUS_NAME' | 'WAF_BUCKET'>,
  scoring: Environment['scoring'],
): FunctionSettings => ({
  description: 'POST /models/{model}/predictions: scores records; GET /models: what there is',
  environment: {
    ...environment,
    // Together shorter than the function's own time, so that the caller gets an answer of ours.
    ENDPOINT_TIMEOUT_MS: '18000',
    ROUTING_TIMEOUT_MS: '6000',
    SCORING_MODE: scoring.mode,
    MODEL_REFRESH_SECONDS: String(scoring.refreshSeconds),
  } satisfies ModelPredictionsEnv,
  timeoutSeconds: API_TIMEOUT_SECONDS,
  memoryMb: 1769,
});

/** A step a call; the longest is the question to a new endpoint which version it is. */
export const deployModel = (environment: DeployModelEnv): FunctionSettings => ({
  description: 'Puts a registered version of a model live, a step a call',
  environment: { ...environment },
  timeoutSeconds: 120,
  memoryMb: 256,
});
