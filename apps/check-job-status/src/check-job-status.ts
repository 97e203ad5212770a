import type { Job, JobItem } from '@ngwaf/contracts';
import { JobNotFoundError, toShownJob } from '@ngwaf/job-store';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface CheckJobStatusPorts {
  /** The job, read with strong consistency. */
  findJob(jobKey: string): Promise<JobItem | undefined>;
}

/**
 * Tells where a job stands, without what the table alone knows of it.
 *
 * @throws {JobNotFoundError} no job has this key.
 */
export const checkJobStatus = async (ports: CheckJobStatusPorts, jobKey: string): Promise<Job> => {
  const job = await ports.findJob(jobKey);
  if (!job) throw new JobNotFoundError(`No job with key ${jobKey}`);
  return toShownJob(job);
};
