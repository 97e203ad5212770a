import * as z from 'zod/mini';
import { modelDiagnosticsSchema, modelPerformanceSchema } from './job.ts';
import { executionInputSchema } from './pipeline.ts';

const text = z.string().check(z.minLength(1));

/** One version of one object of a data set; there is no version where the bucket keeps none. */
export const pinnedObjectSchema = z.object({
  key: text,
  version_id: z.optional(text),
  bytes: z.int(),
});
export type PinnedObject = z.infer<typeof pinnedObjectSchema>;

/** A request to SageMaker as its API spells it: the state machine sends it as it is. */
const request = z.record(z.string(), z.unknown());

/**
 * What one job of the framework is to do, decided once by start-training: every state and function
 * of the pipeline follows it, whatever the catalogue says by then.
 */
export const trainingPlanSchema = z.object({
  /** Where labels come from, besides those in the data. */
  label: z.enum(['none', 'queue', 'ground-truth']),
  prepare: z.enum(['function', 'spark']),
  tune: z.boolean(),
  /** SageMaker's names of what the job makes; its version, model and endpoint config share one. */
  names: z.object({
    version: text,
    training_job: text,
    tuning_job: text,
    processing_job: text,
    labeling_job: text,
    challenger_transform: text,
    champion_transform: text,
  }),
  data: z.object({
    bucket: text,
    /** All files together are the data set. */
    records: z.array(pinnedObjectSchema),
    anchors: z.array(pinnedObjectSchema),
  }),
  /** Where the job writes: `<scratch>train/data.csv` and so on, below this bucket. */
  model_bucket: text,
  /** `_tmp_train/<job_key>/`. */
  scratch: text,
  /** What the candidate is served with. */
  image: text,
  execution_role_arn: text,
  /** The version that serves while the job starts; absent: there is none yet. */
  champion: z.optional(
    z.object({
      version: text,
      model_name: text,
      endpoint_config: text,
      artefact: z.optional(text),
    }),
  ),
  requests: z.object({
    labeling_job: z.optional(request),
    processing_job: z.optional(request),
    training_job: request,
    tuning_job: z.optional(request),
    challenger_transform: request,
    champion_transform: z.optional(request),
  }),
  /** Seconds that each state may take. */
  time_limits: z.object({
    label: z.int(),
    prepare: z.int(),
    train: z.int(),
    tune: z.int(),
    score: z.int(),
  }),
  /** Tags of what the job makes, as SageMaker's requests spell them. */
  tags: z.array(z.object({ Key: text, Value: z.string() })),
});
export type TrainingPlan = z.infer<typeof trainingPlanSchema>;

/** Input of an execution of the framework's pipeline; the execution is named after the job key. */
export const modelTrainingInputSchema = z.extend(executionInputSchema, {
  plan: trainingPlanSchema,
});
export type ModelTrainingInput = z.infer<typeof modelTrainingInputSchema>;

/** What prepare-data answers, kept under `prepared`. */
export const preparedSchema = z.looseObject({
  /** Rows per label, of training, validation and test together. */
  rows: z.record(z.string(), z.int()),
});

/** What evaluate-model answers in the phase `candidate`, kept under `candidate`. */
export const candidateSchema = z.looseObject({
  /** The training job that made it: the pipeline's own or the best of the tuning job. */
  training_job: text,
  /** Its SageMaker model. */
  model_name: text,
});

/** What evaluate-model answers in the phase `compare`, kept under `comparison`. */
export const comparisonSchema = z.looseObject({
  promoted: z.boolean(),
  reason: text,
  model_package_arn: z.optional(text),
  diagnostics: z.optional(modelDiagnosticsSchema),
  performance: z.optional(modelPerformanceSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What deploy-model answers, kept under `deployment`: it is asked again until it is done. */
export const deploymentSchema = z.looseObject({ done: z.boolean() });

/**
 * What the last state sends finish-training: the whole state of the execution as far as it came.
 *
 * The rule that watches for stopped executions sends `job_key` and `error` alone.
 */
export const finishTrainingInputSchema = z.object({
  job_key: text,
  prepared: z.optional(preparedSchema),
  candidate: z.optional(candidateSchema),
  comparison: z.optional(comparisonSchema),
  deployment: z.optional(deploymentSchema),
  error: z.optional(z.object({ Error: z.string(), Cause: z.optional(z.string()) })),
});
export type FinishTrainingInput = z.infer<typeof finishTrainingInputSchema>;

/** What finish-training answers; the state machine ends as the job did. */
export const finishTrainingOutputSchema = z.object({
  job_key: z.string(),
  status: z.enum(['training', 'success', 'failed', 'cancelled']),
  /** Why it ended so. */
  reason: z.string(),
});
export type FinishTrainingOutput = z.infer<typeof finishTrainingOutputSchema>;
