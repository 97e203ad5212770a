export {
  ENDPOINT_VARIANT,
  FUNCTION_NAMES,
  LIVE_ALIAS,
  WAF_MODEL,
  resourceNames,
  versionResourceName,
  type FunctionName,
} from './names.ts';
export {
  JOB_RECORD_TYPE,
  JOB_STATUSES,
  JOB_TABLE_KEYS,
  PIPELINE_STATUS_KEY,
  TRAINING_STEPS,
  dataSetSchema,
  failureSchema,
  hasEnded,
  idempotencyRecordKey,
  jobItemSchema,
  jobSchema,
  leaseSchema,
  type DataSet,
  type Job,
  type JobEnding,
  type JobFailure,
  type JobItem,
  type JobStatus,
  type Lease,
  type TrainingStep,
} from './job.ts';
export { artefactBucketKeys, wafBucketKeys } from './storage.ts';
export {
  checkJobStatusEnvSchema,
  exitNotebookEnvSchema,
  getAllJobStatusEnvSchema,
  retrainTriggerEnvSchema,
  smServingEnvSchema,
  startNotebookEnvSchema,
  type CheckJobStatusEnv,
  type ExitNotebookEnv,
  type GetAllJobStatusEnv,
  type RetrainTriggerEnv,
  type SmServingEnv,
  type StartNotebookEnv,
} from './environments.ts';
export {
  PIPELINE_ERRORS,
  PIPELINE_STATES,
  executionInputSchema,
  exitNotebookInputSchema,
  exitNotebookOutputSchema,
  startNotebookInputSchema,
  type ExecutionInput,
  type ExitNotebookInput,
  type ExitNotebookOutput,
  type StartNotebookInput,
} from './pipeline.ts';
export {
  SCORING_LIMITS,
  containerResponseSchema,
  requestPartSchema,
  type ContainerRequest,
  type ContainerResponse,
  type RequestPart,
} from './scoring.ts';
export {
  REQUEST_PART_KINDS,
  httpRequestSchema,
  requestParts,
  type HttpRequest,
  type RequestPartKind,
} from './request-parts.ts';
export {
  localOutputsSchema,
  type LocalOutputs,
  type PipelineEnvironment,
  type StackOutputs,
} from './outputs.ts';
