import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { JobEnding } from '@ngwaf/contracts';

import { JobAlreadyEndedError } from './errors.ts';
import { idempotencyKey } from './items.ts';
import { transact, type Write } from './transact.ts';
import { endJob, releaseLease, type LeaseHolder } from './writes.ts';

export interface Settlement {
  ending: JobEnding;
  /** ISO 8601, UTC. */
  endedAt: string;
  /** SHA-256 of an idempotency key to forget, so that the same request may start anew. */
  forgetIdempotency?: string | undefined;
}

/**
 * Ends a job and releases its lease, both or neither.
 *
 * A job that does not hold the lease is ended all the same; the lease stays as it is.
 *
 * @throws {JobAlreadyEndedError} nothing was written.
 */
export const settleJob = async (
  client: DynamoDBDocumentClient,
  table: string,
  holder: LeaseHolder,
  { ending, endedAt, forgetIdempotency }: Settlement,
): Promise<void> => {
  const end = endJob(table, holder.job_key, ending, endedAt);
  const writes: Write[] = [end, releaseLease(table, holder)];
  if (forgetIdempotency !== undefined) {
    writes.push({ Delete: { TableName: table, Key: idempotencyKey(forgetIdempotency) } });
  }
  let refused = await transact(client, writes);
  const leaseIsAnothers = refused && !refused[0] && refused[1];
  if (leaseIsAnothers) refused = await transact(client, [end]);
  if (refused?.[0]) throw new JobAlreadyEndedError(`Job ${holder.job_key} has ended`);
};
