import type { JobEnding, JobItem } from '@ngwaf/contracts';
import type { Endpoint, ModelPackage } from '@ngwaf/sagemaker-utils';

/** What cleaning up needs; every request may be repeated. */
export interface CleanUpPorts {
  stopTrainingJob(name: string): Promise<void>;
  /** Name of the endpoint config and the model of a job's version. */
  versionName(jobKey: string): string;
  /** The endpoint once no update runs. */
  settledEndpoint(): Promise<Endpoint | undefined>;
  /** Has the endpoint serve another config, and checks that it does. */
  switchEndpoint(configName: string): Promise<void>;
  deleteEndpointConfig(name: string): Promise<void>;
  deleteModel(name: string): Promise<void>;
  findModelPackage(job: JobItem): Promise<ModelPackage | undefined>;
  rejectModelPackage(arn: string, reason: string): Promise<void>;
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

  const version = ports.versionName(job.job_key);
  const endpoint = await ports.settledEndpoint();
  if (endpoint?.configName === version) {
    if (job.previous_endpoint_config === undefined) {
      // Better this version than none: the endpoint keeps it, and the registry its approval.
      ports.warn('nothing to take the endpoint back to', { job_key: job.job_key });
      return undefined;
    }
    await ports.switchEndpoint(job.previous_endpoint_config);
  }
  await ports.deleteEndpointConfig(version);
  await ports.deleteModel(version);

  const reason = `The job ${status === 'cancelled' ? 'was cancelled' : 'failed'} in step ${failure?.step}: ${failure?.reason}`;
  const modelPackage = await ports.findModelPackage(job);
  if (modelPackage && modelPackage.approvalStatus !== 'Rejected') {
    await ports.rejectModelPackage(modelPackage.arn, reason);
  }
  return job.outcome === 'promoted' ? { outcome: 'rejected', outcome_reason: reason } : undefined;
};
