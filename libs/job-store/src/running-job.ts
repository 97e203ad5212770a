import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { JobEnding, JobItem } from '@ngwaf/contracts';
import { hasEnded } from '@ngwaf/contracts';
import type { Write } from '@ngwaf/transactions';

import { JobAlreadyEndedError, LeaseLostError } from './errors.ts';
import type { Reads } from './reads.ts';
import { transact } from './transact.ts';
import { checkLease, renewLease, updateJob, type LeaseHolder } from './writes.ts';

const leaseLost = ({ job_key }: LeaseHolder) =>
  new LeaseLostError(`Job ${job_key} does not hold the pipeline's lease`);

/**
 * Writes to a job that runs. Each is fenced: refused unless the writer holds the lease.
 *
 * All throw {@link LeaseLostError} and {@link JobAlreadyEndedError}; nothing was written then.
 */
export const createRunningJobs = (client: DynamoDBDocumentClient, table: string, reads: Reads) => {
  const write = async (holder: LeaseHolder, lease: Write, job: Write): Promise<void> => {
    const refused = await transact(client, [lease, job]);
    if (!refused) return;
    if (refused[0]) throw leaseLost(holder);
    throw new JobAlreadyEndedError(`Job ${holder.job_key} has ended`);
  };

  return {
    /** Stores what runs the job, and keeps the lease until it must be over (epoch seconds). */
    recordExecution: (holder: LeaseHolder, executionArn: string, leaseExpiresAt: number) =>
      write(
        holder,
        renewLease(table, holder, leaseExpiresAt),
        updateJob(table, holder.job_key, { execution_arn: executionArn }),
      ),

    /** Stores the task's newest token: the one that the notebook reports to. */
    recordTaskToken: (holder: LeaseHolder, taskToken: string) =>
      write(
        holder,
        checkLease(table, holder),
        updateJob(table, holder.job_key, { task_token: taskToken }),
      ),

    /** Stores that the notebook instance is started for this job (ISO 8601, UTC). */
    recordNotebookStart: (holder: LeaseHolder, startedAt: string) =>
      write(
        holder,
        checkLease(table, holder),
        updateJob(table, holder.job_key, { notebook_started_at: startedAt }),
      ),

    /**
     * Stores which version the job puts live (its SageMaker name), and what the endpoint served until
     * then: what a failed job goes back to.
     */
    recordSwitch: (holder: LeaseHolder, modelName: string, previousConfig?: string) =>
      write(
        holder,
        checkLease(table, holder),
        updateJob(table, holder.job_key, {
          model_name: modelName,
          ...(previousConfig !== undefined && { previous_endpoint_config: previousConfig }),
        }),
      ),

    /**
     * Decides how the job ends, unless that is decided already, and keeps the lease for the
     * clean-up (epoch seconds). Returns what holds from now on.
     */
    decideEnding: async (
      holder: LeaseHolder,
      ending: JobEnding,
      leaseExpiresAt: number,
    ): Promise<JobEnding> => {
      const lease = renewLease(table, holder, leaseExpiresAt);
      const undecided = 'attribute_not_exists(ending)';
      const refused = await transact(client, [
        lease,
        updateJob(table, holder.job_key, { ending }, undecided),
      ]);
      if (!refused) return ending;
      if (refused[0]) throw leaseLost(holder);
      const job: JobItem | undefined = await reads.find(holder.job_key);
      if (!job?.ending || hasEnded(job.status)) {
        throw new JobAlreadyEndedError(`Job ${holder.job_key} has ended`);
      }
      if (await transact(client, [lease])) throw leaseLost(holder);
      return job.ending;
    },
  };
};
