import type { JobEnding, JobItem } from '@ngwaf/contracts';
import {
  takeBackVersion,
  type Endpoint,
  type ModelPackage,
  type TakeBackPorts,
} from '@ngwaf/sagemaker-utils';

/** What cleaning up needs; every request may be repeated. */
export interface CleanUpPorts extends Omit<TakeBackPorts, 'findModelPackage'> {
  stopTrainingJob(name: string): Promise<void>;
  /** Name of the endpoint config and the model of a job's version. */
  versionName(jobKey: string): string;
  /** The endpoint once no update runs. */
  settledEndpoint(): Promise<Endpoint | undefined>;
  findModelPackage(job: JobItem): Promise<ModelPackage | undefined>;
  warn(message: string, fields: Record<string, unknown>): void;
}

/** What of the job is no longer true once it was cleaned up after. */
export type Correction = Pick<JobItem, 'outcome' | 'outcome_reason'>;

/**
 * Undoes what a job that did not succeed left behind: training job, live version, model package.
 *
 * Its notebook must have stopped before: nothing may go on making things meanwhile.
 */
export const cleanUp = async (
  ports: CleanUpPorts,
  job: JobItem,
  { status, failure }: JobEnding,
): Promise<Correction | undefined> => {
  if (job.training_job_name !== undefined) await ports.stopTrainingJob(job.training_job_name);

  const reason = `The job ${status === 'cancelled' ? 'was cancelled' : 'failed'} in step ${failure?.step}: ${failure?.reason}`;
  const outcome = await takeBackVersion(
    { ...ports, findModelPackage: () => ports.findModelPackage(job) },
    {
      version: ports.versionName(job.job_key),
      previousConfig: job.previous_endpoint_config,
      reason,
    },
  );
  if (outcome === 'kept') {
    ports.warn('nothing to take the endpoint back to', { job_key: job.job_key });
    return undefined;
  }
  return job.outcome === 'promoted' ? { outcome: 'rejected', outcome_reason: reason } : undefined;
};
