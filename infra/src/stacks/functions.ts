import type {
  CheckJobStatusEnv,
  ExitNotebookEnv,
  GetAllJobStatusEnv,
  RetrainTriggerEnv,
  SmServingEnv,
  StartNotebookEnv,
  SweeperEnv,
} from '@ngwaf/contracts';
import type { Environment } from '../config/environments.ts';
import type { DeployedFunctionProps } from '../constructs/deployed-function.ts';

/**
 * What differs from function to function.
 *
 * None has reserved concurrency: a new account has so little (ten) that Lambda refuses to reserve
 * any, and the API's throttling limits what one client can take from the others.
 */
export type FunctionSettings = Pick<
  DeployedFunctionProps,
  'description' | 'environment' | 'timeoutSeconds' | 'memoryMb'
>;

/** API Gateway gives up after 29 s: a function that goes on would answer nobody. */
const API_TIMEOUT_SECONDS = 29;

/** Reads a whole CSV file within one request, so it gets a whole processor. */
export const retrainTrigger = (environment: RetrainTriggerEnv): FunctionSettings => ({
  description: 'POST /retrain: checks the data set, takes the lease, starts the pipeline',
  environment: { ...environment },
  timeoutSeconds: API_TIMEOUT_SECONDS,
  memoryMb: 1769,
});

/** Stays until the instance is in service, giving signs of life meanwhile: minutes. */
export const startNotebook = (environment: StartNotebookEnv): FunctionSettings => ({
  description: 'Starts the notebook instance for a job',
  environment: { ...environment },
  timeoutSeconds: 900,
  memoryMb: 256,
});

/** Waits for the endpoint to go back and for the notebook to stop: minutes. */
export const exitNotebook = (environment: ExitNotebookEnv): FunctionSettings => ({
  description: 'Settles a job, cleans up after it and releases the lease',
  environment: { ...environment },
  timeoutSeconds: 900,
  memoryMb: 256,
});

export const checkJobStatus = (environment: CheckJobStatusEnv): FunctionSettings => ({
  description: 'POST /status, GET /jobs/{job_key}: one job',
  environment: { ...environment },
  timeoutSeconds: 10,
  memoryMb: 256,
});

export const getAllJobStatus = (environment: GetAllJobStatusEnv): FunctionSettings => ({
  description: 'GET /all-jobs, GET /jobs: jobs, newest first',
  environment: { ...environment },
  timeoutSeconds: API_TIMEOUT_SECONDS,
  memoryMb: 512,
});

/** Shorter than the function's own time, so that the caller gets an answer of ours. */
const ENDPOINT_TIMEOUT_MS = 20_000;

export const smServing = (
  environment: Pick<SmServingEnv, 'ENDPOINT_NAME' | 'WAF_BUCKET'>,
  scoring: Environment['scoring'],
): FunctionSettings => {
  const hasFallback = scoring.mode === 'endpoint-with-fallback';
  return {
    description: 'POST /prediction: scores requests with the live model',
    environment: {
      ...environment,
      SCORING_MODE: scoring.mode,
      ENDPOINT_TIMEOUT_MS: String(hasFallback ? scoring.endpointBudgetMs : ENDPOINT_TIMEOUT_MS),
      MODEL_REFRESH_SECONDS: String(scoring.refreshSeconds),
    } satisfies SmServingEnv,
    timeoutSeconds: scoring.timeoutSeconds,
    memoryMb: scoring.memoryMb,
  };
};

/** Goes through lists, then removes one by one: seconds to minutes. */
export const sweeper = (environment: SweeperEnv): FunctionSettings => ({
  description: 'Finds, and removes if told to, what costs money and belongs to no job',
  environment: { ...environment },
  timeoutSeconds: 300,
  memoryMb: 256,
});
