import { riskGroupOf, type InterventionPolicy, type Prediction } from '@ngwaf/contracts';
import type { Change, RiskStatement } from '@ngwaf/restriction-store';

/** The prediction is of a model whose predictions are not for interventions, or of none. */
export class NoPolicyError extends Error {
  override readonly name = 'NoPolicyError';
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface ApplyInterventionPorts {
  /** The intervention policy of a model; `undefined` where it has none. */
  policyOf(model: string): InterventionPolicy | undefined;
  /** Applies a model's word on a user; resolves with what it changed. */
  apply(statement: RiskStatement, now: Date): Promise<Change | undefined>;
  now(): Date;
}

/**
 * Turns a risk score into a risk group and imposes the group's restrictions on the user.
 *
 * @throws {NoPolicyError} nothing says what the model's scores mean.
 */
export const applyIntervention = async (
  ports: ApplyInterventionPorts,
  prediction: Prediction,
): Promise<Change | undefined> => {
  const policy = ports.policyOf(prediction.model);
  if (!policy) {
    throw new NoPolicyError(
      `expected a model with an intervention policy, got ${prediction.model}`,
    );
  }
  return ports.apply({ prediction, group: riskGroupOf(policy, prediction.score) }, ports.now());
};
