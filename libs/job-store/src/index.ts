export { JobNotFoundError, endJobOnce, type EndJobPorts, type EndJobSteps } from './end-job.ts';
export { createJobStore, type JobStore } from './job-store.ts';
export { type JobPage, type PageRequest } from './list-jobs.ts';
export { type Settlement } from './settle-job.ts';
export { type Idempotency, type StartJobOutcome, type StartJobRequest } from './start-job.ts';
export { type LeaseHolder } from './writes.ts';
export { toShownJob, type IdempotencyRecord } from './items.ts';
export {
  InvalidNextTokenError,
  JobAlreadyEndedError,
  JobAlreadyExistsError,
  LeaseLostError,
  PipelineContendedError,
} from './errors.ts';
