// `zod/mini` throughout: these schemas go into every bundle, and `zod` would add 75 KB and 4 ms.
import * as z from 'zod/mini';
import { WAF_MODEL } from './names.ts';

/** The six steps of the training notebook, in order; `step_status` holds one of them. */
export const TRAINING_STEPS = [
  'prepare_data',
  'prepare_existing_model',
  'training',
  'deployment',
  'logging',
  'shutdown',
] as const;
export type TrainingStep = (typeof TRAINING_STEPS)[number];

/** The steps of the framework's pipeline, in order; not every job has each of them. */
export const FRAMEWORK_STEPS = [
  'label',
  'train',
  'tune',
  'evaluate',
  'register',
  'deploy',
] as const;
export type FrameworkStep = (typeof FRAMEWORK_STEPS)[number];

/** Every step that a job can be in. */
export const JOB_STEPS = [...TRAINING_STEPS, ...FRAMEWORK_STEPS] as const;
export type JobStep = (typeof JOB_STEPS)[number];

/** The steps of the pipeline that a step belongs to, in order. */
export const stepsWith = (step: JobStep): readonly JobStep[] =>
  [TRAINING_STEPS, FRAMEWORK_STEPS].find((steps: readonly JobStep[]) => steps.includes(step)) ?? [];

export const JOB_STATUSES = ['training', 'success', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Whether a job with this status can never change again. */
export const hasEnded = (status: JobStatus): boolean => status !== 'training';

/** Attributes that key the job table and its index of jobs by creation. */
export const JOB_TABLE_KEYS = {
  partition: 'job_key',
  byCreation: { index: 'by-created-at', partition: 'record_type', sort: 'created_at' },
  /** Jobs of one model by creation. */
  byModel: { index: 'by-model', partition: 'model', sort: 'created_at' },
  /** Epoch seconds after which DynamoDB may drop an item; set on idempotency records alone. */
  timeToLive: 'expires_at',
} as const;

/** `record_type` of a job; other items carry none and so stay out of the index. */
export const JOB_RECORD_TYPE = 'job';

/** `kind` of a job that is a switch of models by hand; a retraining has none. */
export const SWITCH_KIND = 'switch';

/** Key of the item that is the lease on the WAF's pipeline. */
export const PIPELINE_STATUS_KEY = '_pipeline_status';

/** Key of the item that is a model's lease: each model trains one job at a time. */
export const pipelineStatusKey = (model: string): string =>
  model === WAF_MODEL ? PIPELINE_STATUS_KEY : `${PIPELINE_STATUS_KEY}#${model}`;

/** Key of the item that remembers what an idempotency key started. */
export const idempotencyRecordKey = (hash: string): string => `_idempotency#${hash}`;

const timestamp = z.iso.datetime();
const step = z.enum(JOB_STEPS);

export const dataSetSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  version_id: z.optional(z.string()),
  /** Of the file; of a data set of many files: of their keys and versions. */
  sha256: z.string().check(z.length(64)),
  bytes: z.int(),
  /** How many files it has; absent: one. */
  files: z.optional(z.int()),
  /** Rows per class, by the class's name; absent until they are counted. */
  rows: z.optional(z.record(z.string(), z.int())),
  /** Where the job's own copy lies (`s3://bucket/key`). */
  snapshot: z.string(),
  /** Of the copy, where it is not the file itself: payloads of the WAF's are masked in it. */
  snapshot_sha256: z.optional(z.string().check(z.length(64))),
});

/** How many rows, and the lines of the first of them in the user's file. */
const rowsFoundSchema = z.object({ rows: z.int(), lines: z.array(z.int()) });

/** What was wrong with the rows of a data set; the rows themselves stand in the report. */
export const dataQualitySchema = z.object({
  /** Rows that the model cannot tell from another one of the same label. */
  duplicates: z.int(),
  /** Rows whose text stands there with the other label as well; none is trained on. */
  contradicting_labels: rowsFoundSchema,
  /** Rows that contradict what the base model knows for certain. */
  contradicting_base_model: z.extend(rowsFoundSchema, {
    /** Whether they were kept out of training, validation and test. */
    held_back: z.boolean(),
  }),
  /** A CSV file of these rows, masked (`s3://bucket/key`); absent where there are none. */
  report: z.optional(z.string()),
});
export type DataQuality = z.infer<typeof dataQualitySchema>;

/** Lists of equal length: each metric at each threshold 0.1 … 0.9. */
export const modelDiagnosticsSchema = z.object({
  threshold: z.array(z.number()),
  precision: z.array(z.number()),
  recall: z.array(z.number()),
  false_pos_rate: z.array(z.number()),
  accuracy: z.array(z.number()),
  f1_score: z.array(z.number()),
});

export type ModelDiagnostics = z.infer<typeof modelDiagnosticsSchema>;

/** The challenger's and the champion's figures on the same rows. */
export const modelPerformanceSchema = z.looseObject({
  roc_auc_score: z.number(),
  champion_roc_auc_score: z.optional(z.number()),
});

/** Why a job failed: the step it was in (of the notebook, or a state of the pipeline). */
export const failureSchema = z.object({ step: z.string(), reason: z.string() });

/** A job as the table and the API hold it. Written by the functions and by the notebook. */
export const jobSchema = z.object({
  job_key: z.string(),
  model: z.string(),
  status: z.enum(JOB_STATUSES),
  step_status: z.optional(step),
  steps: z.optional(
    z.array(z.object({ step, started_at: timestamp, ended_at: z.optional(timestamp) })),
  ),
  created_at: timestamp,
  heartbeat_at: z.optional(timestamp),
  train_file_path: z.string(),
  /** Whether rows are trained on that contradict the base model; absent: they are held back. */
  keep_contradicting_rows: z.optional(z.boolean()),
  data_set: z.optional(dataSetSchema),
  data_quality: z.optional(dataQualitySchema),
  execution_arn: z.optional(z.string()),
  /** What started it: `request`, `schedule` or `alarm <name>`; absent: a request. */
  started_by: z.optional(z.string()),
  training_job_name: z.optional(z.string()),
  tuning_job_name: z.optional(z.string()),
  /** What it trains on, e.g. `2 × ml.m5.large`. */
  training_instances: z.optional(z.string()),
  /** The model version this job made, e.g. `ngwaf-dev-waf-job-…`. */
  model_name: z.optional(z.string()),
  outcome: z.optional(z.enum(['promoted', 'rejected'])),
  outcome_reason: z.optional(z.string()),
  training_completion_time: z.optional(timestamp),
  training_duration_sec: z.optional(z.number()),
  model_diagnostics: z.optional(modelDiagnosticsSchema),
  model_performance: z.optional(modelPerformanceSchema),
  failure: z.optional(failureSchema),
  /** When the status became final. */
  ended_at: z.optional(timestamp),
  /** `s3://` addresses of the executed notebook and its log. */
  notebook_output: z.optional(z.string()),
  notebook_log: z.optional(z.string()),
  /** Hash of the notebook bundle that ran, that is the release. */
  code_sha256: z.optional(z.string()),
});
export type Job = z.infer<typeof jobSchema>;
export type JobFailure = z.infer<typeof failureSchema>;
export type DataSet = z.infer<typeof dataSetSchema>;

/** Kinds of jobs of SageMaker that a pipeline runs. */
export const SAGEMAKER_JOB_KINDS = [
  'training',
  'tuning',
  'transform',
  'processing',
  'labeling',
] as const;
const sageMakerJobSchema = z.object({ kind: z.enum(SAGEMAKER_JOB_KINDS), name: z.string() });
export type SageMakerJob = z.infer<typeof sageMakerJobSchema>;

/**
 * What the table knows about a job and the API never shows.
 *
 * `task_token` is a capability: whoever holds it can end the state machine's task.
 */
export const jobInternalsSchema = z.object({
  fencing_token: z.int(),
  /** Absent for a retraining; others hold the lease too, and no list shows them. */
  kind: z.optional(z.literal(SWITCH_KIND)),
  task_token: z.optional(z.string()),
  /** When the notebook instance was started for this job; absent: whatever runs there is not ours. */
  notebook_started_at: z.optional(timestamp),
  /**
   * Config the endpoint served before this job switched it; what a failed job goes back to. Written
   * before the switch.
   */
  previous_endpoint_config: z.optional(z.string()),
  /** Everything of SageMaker's that the framework's pipeline may run for this job. */
  sagemaker_jobs: z.optional(z.array(sageMakerJobSchema)),
  /** How the job is going to end, decided once before the clean-up; every retry follows it. */
  ending: z.optional(
    z.object({
      status: z.enum(['success', 'failed', 'cancelled']),
      failure: z.optional(failureSchema),
    }),
  ),
});
export const jobItemSchema = z.extend(jobSchema, jobInternalsSchema.shape);
export type JobItem = z.infer<typeof jobItemSchema>;
export type JobEnding = NonNullable<JobItem['ending']>;

/** The lease on the pipeline: at most one job at a time holds it. */
export const leaseSchema = z.object({
  pipeline_available: z.boolean(),
  pipeline_job_key: z.optional(z.string()),
  /** Epoch seconds. */
  lease_expires_at: z.optional(z.number()),
  /** Grows by one with every holder; a write with an older one is refused. */
  fencing_token: z.int(),
  /** The job that took it last, whether it has ended or not; the WAF's lease does without. */
  last_job_key: z.optional(z.string()),
});
export type Lease = z.infer<typeof leaseSchema>;
