import type { ModelTrainingInput } from '@ngwaf/contracts';
import type { ModelEntry } from '@ngwaf/model-catalogue';
import type { TrainedModel } from '@ngwaf/sagemaker-utils';

import { EvaluationFailedError } from './errors.ts';
import type { EvaluateModelPorts } from './ports.ts';

/** The better of two by the entry's objective; what printed no metric only if there is nothing else. */
const betterOf = (
  { goal }: ModelEntry['algorithm']['objective'],
  one: TrainedModel | undefined,
  other: TrainedModel | undefined,
): TrainedModel | undefined => {
  if (one?.metric === undefined) return other ?? one;
  if (other?.metric === undefined) return one;
  const isBetter = goal === 'Maximize' ? other.metric > one.metric : other.metric < one.metric;
  return isBetter ? other : one;
};

/**
 * Picks what is to be compared with the champion, and makes its SageMaker model so that it can score.
 *
 * @throws {EvaluationFailedError} neither the training nor the tuning job has made anything.
 */
export const chooseCandidate = async (
  ports: EvaluateModelPorts,
  entry: ModelEntry,
  { job_key, plan }: ModelTrainingInput,
) => {
  const { objective } = entry.algorithm;
  const [trained, tuned] = await Promise.all([
    ports.trained.find(plan.names.training_job, objective.metric),
    plan.tune ? ports.trained.findBestTuned(plan.names.tuning_job, objective.metric) : undefined,
  ]);
  const best = betterOf(objective, trained, tuned);
  if (!best) {
    throw new EvaluationFailedError(`${plan.names.training_job} has made no model`);
  }
  await ports.createModel({
    name: plan.names.version,
    image: plan.image,
    artefact: best.artefact,
    environment: { NGWAF_MODEL_VERSION: job_key },
    executionRoleArn: plan.execution_role_arn,
    tags: Object.fromEntries(plan.tags.map(({ Key, Value }) => [Key, Value])),
  });
  return {
    training_job: best.trainingJob,
    model_name: plan.names.version,
    artefact: best.artefact,
    tuned: best === tuned,
    ...(best.metric !== undefined && { metric: best.metric }),
  };
};
