import {
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

/** What the API shows of a job from the table; `undefined` when the item is not a job. */
export const shownFromItem = (item: Item): Job | undefined =>
  jobSchema.safeParse(withoutNulls(item)).data;

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
