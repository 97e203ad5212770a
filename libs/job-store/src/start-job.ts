import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  JOB_TABLE_KEYS,
  WAF_MODEL,
  hasEnded,
  type JobEnding,
  type JobItem,
  type Lease,
} from '@ngwaf/contracts';
import type { Write } from '@ngwaf/transactions';

import { JobAlreadyExistsError, PipelineContendedError } from './errors.ts';
import { idempotencyKey, leaseKey, toItem } from './items.ts';
import type { Reads } from './reads.ts';
import { transact } from './transact.ts';
import { endJob, type LeaseHolder } from './writes.ts';

/** What of a request makes it the same request when it comes again. */
export interface Idempotency {
  /** SHA-256 of the caller's idempotency key. */
  hash: string;
  requestSha256: string;
  /** Epoch seconds. */
  expiresAt: number;
}

export interface StartJobRequest {
  job: Omit<JobItem, 'fencing_token'>;
  now: Date;
  /** Epoch seconds. */
  leaseExpiresAt: number;
  idempotency?: Idempotency | undefined;
  /**
   * Fencing token of the lease that the decision to start rests on (0: there was none): when another
   * job took the lease since, even one that has ended, this one is not started.
   */
  decidedOn?: number | undefined;
  /** Whose expired lease to take, after it was found that nothing of that job runs any more. */
  takeOver?: { holder: LeaseHolder; ending: JobEnding } | undefined;
}

export type StartJobOutcome =
  /** The lease is the new job's. */
  | { outcome: 'taken'; job: JobItem }
  /** Another job holds the lease. */
  | { outcome: 'in_progress'; jobKey: string }
  /** This very request has started this job before. */
  | { outcome: 'replayed'; jobKey: string }
  /** The idempotency key came with another request before. */
  | { outcome: 'idempotency_conflict' }
  /** A lease past its time: whether its job still runs must be found out before it is taken. */
  | { outcome: 'lease_expired'; holder: LeaseHolder };

const MAX_ATTEMPTS = 5;
const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

const takeLease = (table: string, request: StartJobRequest, seen: Lease | undefined): Write => {
  const unheard = `attribute_not_exists(${JOB_TABLE_KEYS.partition})`;
  const unchanged = 'fencing_token = :seen';
  const free = 'pipeline_available = :yes';
  const expired = 'lease_expires_at <= :now';
  const { model } = request.job;
  const values = {
    ':job': request.job.job_key,
    ':no': false,
    ':expires': request.leaseExpiresAt,
    ':next': (seen?.fencing_token ?? 0) + 1,
  };
  return {
    Update: {
      TableName: table,
      Key: leaseKey(model),
      UpdateExpression: `SET pipeline_available = :no, pipeline_job_key = :job, lease_expires_at = :expires, fencing_token = :next${
        model === WAF_MODEL ? '' : ', last_job_key = :job'
      }`,
      ConditionExpression: seen ? `${unchanged} AND (${free} OR ${expired})` : unheard,
      ExpressionAttributeValues: seen
        ? { ...values, ':seen': seen.fencing_token, ':yes': true, ':now': toSeconds(request.now) }
        : values,
    },
  };
};

const putJob = (table: string, job: JobItem): Write => ({
  Put: {
    TableName: table,
    Item: toItem(job),
    ConditionExpression: `attribute_not_exists(${JOB_TABLE_KEYS.partition})`,
  },
});

const putIdempotencyRecord = (
  table: string,
  { hash, requestSha256, expiresAt }: Idempotency,
  { job, now }: StartJobRequest,
): Write => ({
  Put: {
    TableName: table,
    Item: {
      ...idempotencyKey(hash),
      started_job_key: job.job_key,
      request_sha256: requestSha256,
      expires_at: expiresAt,
    },
    ConditionExpression: `attribute_not_exists(${JOB_TABLE_KEYS.partition}) OR expires_at <= :now`,
    ExpressionAttributeValues: { ':now': toSeconds(now) },
  },
});

/**
 * Takes the lease, puts the job and remembers the idempotency key: all three or none.
 *
 * At most one of any number of simultaneous calls takes the lease.
 *
 * @throws {JobAlreadyExistsError} the job's key is taken.
 * @throws {PipelineContendedError} others changed the lease at each try.
 */
export const startJob = async (
  client: DynamoDBDocumentClient,
  table: string,
  reads: Reads,
  request: StartJobRequest,
): Promise<StartJobOutcome> => {
  const { idempotency, takeOver, now } = request;
  const { model } = request.job;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const lease = await reads.findLease(model);
    // After the lease: who sees the lease held by this request's twin then sees its record as well.
    const record =
      idempotency && (await reads.findIdempotencyRecord(idempotency.hash, toSeconds(now)));
    if (record) {
      return record.request_sha256 === idempotency.requestSha256
        ? { outcome: 'replayed', jobKey: record.started_job_key }
        : { outcome: 'idempotency_conflict' };
    }

    const heldBy = lease?.pipeline_available === false ? lease.pipeline_job_key : undefined;
    if (lease && request.decidedOn !== undefined && lease.fencing_token !== request.decidedOn) {
      return { outcome: 'in_progress', jobKey: heldBy ?? lease.last_job_key ?? '' };
    }
    if (lease && heldBy !== undefined) {
      const isExpired = (lease.lease_expires_at ?? 0) <= toSeconds(now);
      if (!isExpired) return { outcome: 'in_progress', jobKey: heldBy };
      const holder = { job_key: heldBy, model, fencing_token: lease.fencing_token };
      const isExamined =
        takeOver?.holder.job_key === heldBy &&
        takeOver.holder.fencing_token === lease.fencing_token;
      if (!isExamined) return { outcome: 'lease_expired', holder };
    }

    const job = { ...request.job, fencing_token: (lease?.fencing_token ?? 0) + 1 };
    const writes = [takeLease(table, request, lease), putJob(table, job)];
    if (idempotency) writes.push(putIdempotencyRecord(table, idempotency, request));
    const old = takeOver && heldBy !== undefined ? await reads.find(heldBy) : undefined;
    if (old && takeOver && !hasEnded(old.status)) {
      writes.push(endJob(table, old.job_key, old.ending ?? takeOver.ending, now.toISOString()));
    }

    const refused = await transact(client, writes);
    if (!refused) return { outcome: 'taken', job };
    if (refused[1]) throw new JobAlreadyExistsError(`A job ${job.job_key} exists already`);
    // Somebody was faster: look again at who holds the lease now.
  }
  throw new PipelineContendedError();
};
