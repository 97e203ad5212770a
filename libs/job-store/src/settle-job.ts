import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { JOB_TABLE_KEYS, type JobEnding, type JobItem } from '@ngwaf/contracts';
import type { Write } from '@ngwaf/transactions';

import { JobAlreadyEndedError, PipelineContendedError } from './errors.ts';
import { idempotencyKey } from './items.ts';
import { transact } from './transact.ts';
import { endJob, releaseLease, type LeaseHolder } from './writes.ts';

export interface Settlement {
  ending: JobEnding;
  /** ISO 8601, UTC. */
  endedAt: string;
  /** What else is known of the job in the end, such as that its promotion was taken back. */
  correction?: Partial<Omit<JobItem, 'job_key' | 'model' | 'status'>> | undefined;
  /** SHA-256 of an idempotency key to forget, so that the same request may start anew. */
  forgetIdempotency?: string | undefined;
}

/** By an end of its time rather than a delete: no function may delete items. */
const forgetIdempotencyRecord = (table: string, hash: string): Write => ({
  Update: {
    TableName: table,
    Key: idempotencyKey(hash),
    UpdateExpression: 'SET expires_at = :past',
    ConditionExpression: `attribute_exists(${JOB_TABLE_KEYS.partition})`,
    ExpressionAttributeValues: { ':past': 0 },
  },
});

/**
 * Ends a job and releases its lease, both or neither.
 *
 * A job that does not hold the lease is ended all the same; the lease stays as it is.
 *
 * @throws {JobAlreadyEndedError} nothing was written.
 * @throws {PipelineContendedError} the lease changed hands meanwhile; nothing was written.
 */
export const settleJob = async (
  client: DynamoDBDocumentClient,
  table: string,
  holder: LeaseHolder,
  { ending, endedAt, correction, forgetIdempotency }: Settlement,
): Promise<void> => {
  const end = endJob(table, holder.job_key, ending, endedAt, correction);
  const release = releaseLease(table, holder);
  const forget =
    forgetIdempotency === undefined ? [] : [forgetIdempotencyRecord(table, forgetIdempotency)];
  let refused = await transact(client, [end, release, ...forget]);
  if (refused && !refused[0]) {
    const leaseIsAnothers = refused[1];
    refused = await transact(client, leaseIsAnothers ? [end] : [end, release]);
  }
  if (refused?.[0]) throw new JobAlreadyEndedError(`Job ${holder.job_key} has ended`);
  if (refused) throw new PipelineContendedError();
};
