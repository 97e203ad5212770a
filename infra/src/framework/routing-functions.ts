import type {
  ApplyInterventionEnv,
  NotifyOperatorEnv,
  StorePredictionsEnv,
  UserRestrictionsEnv,
} from '@ngwaf/contracts';
import type { FunctionSettings } from '../stacks/functions.ts';

export const applyIntervention = (environment: ApplyInterventionEnv): FunctionSettings => ({
  description: 'Turns risk scores into restrictions of users',
  environment: { ...environment },
  timeoutSeconds: 30,
  memoryMb: 512,
});

export const userRestrictions = (environment: UserRestrictionsEnv): FunctionSettings => ({
  description: 'GET /users/{user_id}/restrictions: what holds for a user',
  environment: { ...environment },
  timeoutSeconds: 10,
  memoryMb: 512,
});

export const storePredictions = (environment: StorePredictionsEnv): FunctionSettings => ({
  description: 'Writes every routed prediction to S3',
  environment: { ...environment },
  timeoutSeconds: 30,
  memoryMb: 512,
});

/** A receiver has ten seconds to answer, for all of a batch at the same time. */
export const notifyOperator = (environment: NotifyOperatorEnv): FunctionSettings => ({
  description: "Sends predictions to the operator's webhook, signed",
  environment: { ...environment },
  timeoutSeconds: 30,
  memoryMb: 256,
});
