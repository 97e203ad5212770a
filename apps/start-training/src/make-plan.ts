import { createHash } from 'node:crypto';

import {
  modelBucketKeys,
  versionResourceName,
  type PinnedObject,
  type SageMakerJob,
  type Tags,
  type TrainingPlan,
} from '@ngwaf/contracts';
import {
  chooseInstances,
  modelResources,
  type Instances,
  type RecordModel,
} from '@ngwaf/model-catalogue';
import type { LiveModel } from '@ngwaf/sagemaker-utils';

import { totalBytes } from './data-files.ts';
import {
  labelingJob,
  processingJob,
  trainingJob,
  transformJob,
  tuningJob,
  type RequestParts,
  type SparkParts,
} from './sagemaker-requests.ts';

/** What of the environment a plan is made from. */
export interface PlanOptions {
  namePrefix: string;
  accountId: string;
  executionRoleArn: string;
  tags: Tags;
  /** @default - AWS's own keys */
  kmsKeyArn: string | undefined;
  spark: SparkParts;
}

/** What was found for one job. */
export interface PlanFacts {
  entry: RecordModel;
  jobKey: string;
  records: PinnedObject[];
  anchors: PinnedObject[];
  image: string;
  live: LiveModel | undefined;
  hyperparameters: Record<string, string>;
  tune: boolean;
}

/** What SageMaker may take to find instances, on top of the work itself. */
const CAPACITY_SECONDS = 1_800;
const PREPARE_SECONDS = 1_200;
const SCORE_SECONDS = 2 * 3_600;
const GROUND_TRUTH_SECONDS = 7 * 24 * 3_600;

/** Names of what a job makes in SageMaker; those of tuning jobs have at most 32 characters. */
export const jobNames = (
  namePrefix: string,
  endpoint: string,
  jobKey: string,
): TrainingPlan['names'] => {
  const version = versionResourceName(endpoint, jobKey);
  const hash = createHash('sha256').update(jobKey).digest('hex').slice(0, 12);
  return {
    version,
    training_job: version,
    tuning_job: `${namePrefix}-${hash}`,
    processing_job: version,
    labeling_job: version,
    challenger_transform: versionResourceName(endpoint, jobKey, '-c'),
    champion_transform: versionResourceName(endpoint, jobKey, '-p'),
  };
};

const LABELS = { queue: 'queue', 'ground-truth': 'ground-truth' } as const;

const labelOf = ({ labelling: { kind } }: RecordModel): TrainingPlan['label'] =>
  kind === 'queue' || kind === 'ground-truth' ? LABELS[kind] : 'none';

const championOf = (live: LiveModel | undefined): TrainingPlan['champion'] =>
  live && {
    version: live.environment['NGWAF_MODEL_VERSION'] ?? live.modelName,
    model_name: live.modelName,
    endpoint_config: live.endpointConfig,
    ...(live.artefact !== undefined && { artefact: live.artefact }),
  };

const timeLimits = (entry: RecordModel, tuning: boolean): TrainingPlan['time_limits'] => {
  const { maxRuntimeSeconds } = entry.training;
  const { maxJobs = 0, maxParallelJobs = 1 } = (tuning && entry.algorithm.tuning) || {};
  const rounds = Math.ceil(maxJobs / maxParallelJobs);
  return {
    label:
      entry.labelling.kind === 'ground-truth'
        ? GROUND_TRUTH_SECONDS
        : (entry.labelQueue?.waitHours ?? 1) * 3_600,
    prepare: Math.max(PREPARE_SECONDS, maxRuntimeSeconds) + CAPACITY_SECONDS,
    train: maxRuntimeSeconds + CAPACITY_SECONDS,
    tune: rounds * maxRuntimeSeconds + CAPACITY_SECONDS,
    score: SCORE_SECONDS,
  };
};

/** A plan, what it costs, and everything of SageMaker's that it may run. */
export interface PlannedJob {
  plan: TrainingPlan;
  instances: Instances;
  sageMakerJobs: SageMakerJob[];
}

/** Everything that one job is to do, decided from what was found. */
export const makePlan = (facts: PlanFacts, options: PlanOptions): PlannedJob => {
  const { entry, jobKey, records, anchors, image } = facts;
  const { endpoint, dataBucket, modelBucket } = modelResources(
    options.namePrefix,
    options.accountId,
    entry,
  );
  const instances = chooseInstances(totalBytes(records), entry.training.instance);
  const names = jobNames(options.namePrefix, endpoint, jobKey);
  const champion = championOf(facts.live);
  const tags = Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value }));
  const scratch = modelBucketKeys.jobScratch(jobKey);
  const label = labelOf(entry);
  const parts: RequestParts = {
    ...{ entry, jobKey, names, dataBucket, modelBucket, scratch, image },
    ...{ instances, champion, tags },
    roleArn: options.executionRoleArn,
    hyperparameters: facts.hyperparameters,
    kmsKeyArn: options.kmsKeyArn,
  };
  const tuning = facts.tune ? tuningJob(parts) : undefined;
  const labeling = labelingJob(parts);
  const isSpark = instances.prepare === 'spark';
  // Requests of the SDK's types, as JSON.
  const requests = {
    ...(labeling && { labeling_job: { ...labeling } }),
    ...(isSpark && { processing_job: { ...processingJob(parts, options.spark) } }),
    training_job: { ...trainingJob(parts) },
    ...(tuning && { tuning_job: { ...tuning } }),
    challenger_transform: { ...transformJob(parts, 'challenger', names.version) },
    ...(champion && {
      champion_transform: { ...transformJob(parts, 'champion', champion.model_name) },
    }),
  } satisfies TrainingPlan['requests'];
  const plan: TrainingPlan = {
    label,
    prepare: instances.prepare,
    tune: tuning !== undefined,
    names,
    // Of so many files Spark takes all that lie there.
    data: { bucket: dataBucket, records: isSpark ? [] : records, anchors: isSpark ? [] : anchors },
    model_bucket: modelBucket,
    scratch,
    image,
    execution_role_arn: options.executionRoleArn,
    ...(champion && { champion }),
    requests,
    time_limits: timeLimits(entry, tuning !== undefined),
    tags,
  };
  const sageMakerJobs: SageMakerJob[] = [
    ...(labeling ? [{ kind: 'labeling' as const, name: names.labeling_job }] : []),
    ...(isSpark ? [{ kind: 'processing' as const, name: names.processing_job }] : []),
    { kind: 'training', name: names.training_job },
    ...(tuning ? [{ kind: 'tuning' as const, name: names.tuning_job }] : []),
    { kind: 'transform', name: names.challenger_transform },
    ...(champion ? [{ kind: 'transform' as const, name: names.champion_transform }] : []),
  ];
  return { plan, instances, sageMakerJobs };
};
