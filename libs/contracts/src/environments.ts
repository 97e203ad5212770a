import * as z from 'zod/mini';

import { scoringModeSchema } from './champion.ts';

const name = z.string().check(z.minLength(1));
const seconds = z.coerce.number().check(z.int(), z.positive());
const bytes = z.coerce.number().check(z.int(), z.positive());

/** What the sweeper does with what it finds. */
export const sweepModeSchema = z.enum(['report', 'remove']);
export type SweepMode = z.infer<typeof sweepModeSchema>;

/** Environment of each function: infra writes it, `main.ts` parses it, nothing else reads it. */
export const retrainTriggerEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  /** Where users upload data sets; `train_file_path` must start with it. */
  TRAIN_BUCKET: name,
  /** Where the job's snapshot goes. */
  WAF_BUCKET: name,
  STATE_MACHINE_ARN: name,
  /** The state machine's maximum waiting time; the lease outlives it. */
  MAX_WAITING_SECONDS: seconds,
  MAX_DATA_SET_BYTES: bytes,
});

export const startNotebookEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  NOTEBOOK_INSTANCE_NAME: name,
});

export const exitNotebookEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  NOTEBOOK_INSTANCE_NAME: name,
  ENDPOINT_NAME: name,
  MODEL_PACKAGE_GROUP: name,
  SCORING_MODE: scoringModeSchema,
  /** Where it is written which version is live. */
  WAF_BUCKET: name,
  /** The state machine's limit for silence: tells a dead notebook from one that ran out of time. */
  HEARTBEAT_SECONDS: seconds,
  JOB_TOPIC_ARN: name,
});

export const checkJobStatusEnvSchema = z.object({ JOB_TABLE_NAME: name });

export const getAllJobStatusEnvSchema = z.object({ JOB_TABLE_NAME: name });

export const smServingEnvSchema = z.object({
  SCORING_MODE: z._default(scoringModeSchema, 'endpoint'),
  ENDPOINT_NAME: name,
  /** How long to wait for the endpoint before scoring in process, or answering 503. */
  ENDPOINT_TIMEOUT_MS: z.coerce.number().check(z.int(), z.positive()),
  /** Where the live version and its artefact are; read only by modes that score in process. */
  WAF_BUCKET: name,
  /** How old what is known of the live version may be before it is looked up again. */
  MODEL_REFRESH_SECONDS: seconds,
});

export const sweeperEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  NOTEBOOK_INSTANCE_NAME: name,
  /** What the names of all that the stack makes start with, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
  /** Tags that a thing must have to be removed, as `formatTags` writes them. */
  OWNER_TAGS: name,
  /** How many superseded versions of the WAF keep their endpoint config and model. */
  VERSIONS_KEPT: z.coerce.number().check(z.int(), z.positive()),
  SWEEP_MODE: sweepModeSchema,
  /** Whether the WAF's endpoint is to be there at all. */
  SCORING_MODE: scoringModeSchema,
  /** Nothing younger is touched or reported. */
  GRACE_SECONDS: seconds,
});

const milliseconds = z.coerce.number().check(z.int(), z.positive());

export const modelPredictionsEnvSchema = z.object({
  /** What the names of all endpoints start with, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
  PREDICTION_BUS_NAME: name,
  /** How long to wait for the endpoint before answering 503. */
  ENDPOINT_TIMEOUT_MS: milliseconds,
  /** How long to go on trying to hand predictions on before answering 503. */
  ROUTING_TIMEOUT_MS: milliseconds,
  /** How the WAF's model scores, as for `POST /prediction`. */
  SCORING_MODE: z._default(scoringModeSchema, 'endpoint'),
  WAF_BUCKET: name,
  MODEL_REFRESH_SECONDS: seconds,
});

export const deployModelEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  /** What the names of all that the stack makes start with, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
  /** Role that models run under. */
  EXECUTION_ROLE_ARN: name,
  /** How long a new version serves under the alarms' watch before the one before it goes. */
  BAKE_SECONDS: z.coerce.number().check(z.int(), z.nonnegative()),
  /** Tags of what is made, as `formatTags` writes them. */
  PIPELINE_TAGS: name,
  /** Encrypts the instances' volumes; empty for AWS's own key. */
  KMS_KEY_ARN: z.string(),
});

export const applyInterventionEnvSchema = z.object({ RESTRICTION_TABLE_NAME: name });

export const userRestrictionsEnvSchema = z.object({ RESTRICTION_TABLE_NAME: name });

export const storePredictionsEnvSchema = z.object({ PREDICTION_BUCKET: name });

export const notifyOperatorEnvSchema = z.object({
  /** Its own queue, where a message that failed waits longer each time. */
  QUEUE_URL: name,
  /** Parameter of SSM with address and secrets; absent: nobody is told. */
  WEBHOOK_PARAMETER: name,
  /** Whether `http://127.0.0.1` is an address: on one machine, for tests. */
  ALLOW_LOOPBACK: z.enum(['true', 'false']),
});

export const modelMonitorEnvSchema = z.object({
  PREDICTION_BUCKET: name,
  /** Of this stack, e.g. `ngwaf-dev`; endpoints and buckets of models are named by it. */
  NAME_PREFIX: name,
  ACCOUNT_ID: name,
});

export const labelQueueEnvSchema = z.object({
  LABEL_TABLE_NAME: name,
  /** Where predictions lie that items are sampled from. */
  PREDICTIONS_BUCKET: name,
  /** What the names of the models' buckets are made of, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
  ACCOUNT_ID: name,
});

export const batchPredictionsEnvSchema = z.object({
  /** What the names of the models' buckets and endpoints are made of, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
  ACCOUNT_ID: name,
  /** Tags of transform jobs, as `formatTags` writes them. */
  PIPELINE_TAGS: name,
  /** Encrypts the instances' volumes; empty for AWS's own key. */
  KMS_KEY_ARN: z.string(),
});

export const evaluateModelEnvSchema = z.object({
  /** What the names of all that the stack makes start with, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
});

export const startTrainingEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  /** What the names of all that the stack makes start with, e.g. `ngwaf-dev`. */
  NAME_PREFIX: name,
  ACCOUNT_ID: name,
  STATE_MACHINE_ARN: name,
  ARTEFACT_BUCKET: name,
  /** Where images are pulled from, e.g. `123456789012.dkr.ecr.eu-central-1.amazonaws.com`. */
  IMAGE_REGISTRY: name,
  /** Role that jobs and models run under. */
  EXECUTION_ROLE_ARN: name,
  /** Tags of what is made, as `formatTags` writes them. */
  PIPELINE_TAGS: name,
  /** Encrypts volumes and what is written; empty for AWS's own keys. */
  KMS_KEY_ARN: z.string(),
  /** Image that Spark runs in; empty where AWS has none in the region. */
  SPARK_IMAGE: z.string(),
  /** `s3://…` folder with the code that prepares data with Spark, and the role it runs under. */
  SPARK_CODE: name,
  SPARK_ROLE_ARN: name,
});

export const finishTrainingEnvSchema = z.object({
  JOB_TABLE_NAME: name,
  NAME_PREFIX: name,
  JOB_TOPIC_ARN: name,
});

/** An environment as Lambda takes it: strings. */
type Variables<Schema extends z.ZodMiniObject> = Record<keyof Schema['shape'], string>;
export type RetrainTriggerEnv = Variables<typeof retrainTriggerEnvSchema>;
export type StartNotebookEnv = Variables<typeof startNotebookEnvSchema>;
export type ExitNotebookEnv = Variables<typeof exitNotebookEnvSchema>;
export type CheckJobStatusEnv = Variables<typeof checkJobStatusEnvSchema>;
export type GetAllJobStatusEnv = Variables<typeof getAllJobStatusEnvSchema>;
export type SweeperEnv = Variables<typeof sweeperEnvSchema>;
export type SmServingEnv = Variables<typeof smServingEnvSchema>;
export type ModelPredictionsEnv = Variables<typeof modelPredictionsEnvSchema>;
export type DeployModelEnv = Variables<typeof deployModelEnvSchema>;
export type ApplyInterventionEnv = Variables<typeof applyInterventionEnvSchema>;
export type UserRestrictionsEnv = Variables<typeof userRestrictionsEnvSchema>;
export type StorePredictionsEnv = Variables<typeof storePredictionsEnvSchema>;
export type NotifyOperatorEnv = Variables<typeof notifyOperatorEnvSchema>;
export type ModelMonitorEnv = Variables<typeof modelMonitorEnvSchema>;
export type LabelQueueEnv = Variables<typeof labelQueueEnvSchema>;
export type BatchPredictionsEnv = Variables<typeof batchPredictionsEnvSchema>;
export type EvaluateModelEnv = Variables<typeof evaluateModelEnvSchema>;
export type StartTrainingEnv = Variables<typeof startTrainingEnvSchema>;
export type FinishTrainingEnv = Variables<typeof finishTrainingEnvSchema>;
