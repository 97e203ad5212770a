import type { JobEnding, JobItem } from '@ngwaf/contracts';
import type { Write } from '@ngwaf/transactions';

import { jobKey, leaseKey } from './items.ts';

/** Who writes: a job, and the fencing token it got with its model's lease. */
export type LeaseHolder = Pick<JobItem, 'job_key' | 'model' | 'fencing_token'>;

const held = 'pipeline_job_key = :job AND fencing_token = :token';
const heldBy = ({ job_key, fencing_token }: LeaseHolder) => ({
  ':job': job_key,
  ':token': fencing_token,
});

/** Refuses the transaction unless the holder has the lease. */
export const checkLease = (table: string, holder: LeaseHolder): Write => ({
  ConditionCheck: {
    TableName: table,
    Key: leaseKey(holder.model),
    ConditionExpression: held,
    ExpressionAttributeValues: heldBy(holder),
  },
});

/** Lets the holder keep the lease until a later time (epoch seconds). */
export const renewLease = (table: string, holder: LeaseHolder, expiresAt: number): Write => ({
  Update: {
    TableName: table,
    Key: leaseKey(holder.model),
    UpdateExpression: 'SET lease_expires_at = :expires',
    ConditionExpression: held,
    ExpressionAttributeValues: { ...heldBy(holder), ':expires': expiresAt },
  },
});

/** Frees the lease; its fencing token stays, so that the next holder's is larger. */
export const releaseLease = (table: string, holder: LeaseHolder): Write => ({
  Update: {
    TableName: table,
    Key: leaseKey(holder.model),
    UpdateExpression: 'SET pipeline_available = :yes REMOVE pipeline_job_key, lease_expires_at',
    ConditionExpression: held,
    ExpressionAttributeValues: { ...heldBy(holder), ':yes': true },
  },
});

/** Sets attributes of a job that has not ended. */
export const updateJob = (
  table: string,
  key: string,
  attributes: Partial<JobItem>,
  furtherCondition?: string,
): Write & { Update: object } => {
  // By placeholders throughout: `status` and others are reserved words.
  const entries = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const assignments = entries.map(([name]) => `#${name} = :${name}`).join(', ');
  const notEnded = '#status = :training';
  return {
    Update: {
      TableName: table,
      Key: jobKey(key),
      UpdateExpression: `SET ${assignments}`,
      ConditionExpression: furtherCondition ? `${notEnded} AND ${furtherCondition}` : notEnded,
      ExpressionAttributeNames: {
        ...Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
        '#status': 'status',
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
        ':training': 'training',
      },
    },
  };
};

/** Ends a job that has not ended. */
export const endJob = (
  table: string,
  key: string,
  { status, failure }: JobEnding,
  endedAt: string,
  correction: Partial<JobItem> = {},
) => updateJob(table, key, { ...correction, status, failure, ended_at: endedAt });
