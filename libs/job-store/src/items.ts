import {
  FRAMEWORK_STEPS,
  JOB_RECORD_TYPE,
  JOB_TABLE_KEYS,
  SWITCH_KIND,
  idempotencyRecordKey,
  jobItemSchema,
  jobSchema,
  leaseSchema,
  pipelineStatusKey,
  type Job,
  type JobItem,
  type Lease,
} from '@ngwaf/contracts';
import * as z from 'zod/mini';

export type Item = Record<string, unknown>;

/** The primary key of a job, by its key. */
export const jobKey = (key: string): Item => ({ [JOB_TABLE_KEYS.partition]: key });

/** The primary key of a model's lease. */
export const leaseKey = (model: string): Item => jobKey(pipelineStatusKey(model));

/** The primary key of an idempotency record, by the SHA-256 of its idempotency key. */
export const idempotencyKey = (hash: string): Item => jobKey(idempotencyRecordKey(hash));

const RECORD_TYPE = JOB_TABLE_KEYS.byCreation.partition;

/** A job as the table stores it; the index lists by its record type, and so retrainings alone. */
export const toItem = (job: JobItem): Item => ({
  ...job,
  [RECORD_TYPE]: job.kind ?? JOB_RECORD_TYPE,
});

/** Python writes what it does not have as null; to us it is absent. */
const withoutNulls = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));

/** A job from the table; throws when the item is not a job. */
export const fromItem = (item: Item): JobItem => jobItemSchema.parse(withoutNulls(item));

/**
 * The framework's state machine writes down when a step begins; it ends when the next one does, and
 * the last one with the job.
 */
const withEnds = (job: Job): Job => {
  const isFrameworks = job.steps?.some(({ step }) => FRAMEWORK_STEPS.some((own) => own === step));
  if (!isFrameworks) return job;
  const steps = job.steps?.map((step, index, all) => {
    const endedAt = step.ended_at ?? all[index + 1]?.started_at ?? job.ended_at;
    return endedAt === undefined ? step : { ...step, ended_at: endedAt };
  });
  return { ...job, steps };
};

/** What the API shows of a job from the table; `undefined` when the item is not a job. */
export const shownFromItem = (item: Item): Job | undefined => {
  const job = jobSchema.safeParse(withoutNulls(item)).data;
  return job && withEnds(job);
};

/** What the API shows of a job. */
export const toShownJob = (job: JobItem): Job => withEnds(jobSchema.parse(job));

/** Whether an item is a job; the lease and idempotency records are not. */
export const isJob = (item: Item): boolean =>
  item[RECORD_TYPE] === JOB_RECORD_TYPE || item[RECORD_TYPE] === SWITCH_KIND;

/** The lease from the table. */
export const leaseFromItem = (item: Item): Lease => leaseSchema.parse(item);

/** What an idempotency key started. */
export const idempotencyRecordSchema = z.object({
  /** The job; `job_key` is this item's own key. */
  started_job_key: z.string(),
  request_sha256: z.string(),
  /** Epoch seconds. DynamoDB drops the item up to days later; readers must compare. */
  expires_at: z.number(),
});
export type IdempotencyRecord = z.infer<typeof idempotencyRecordSchema>;
