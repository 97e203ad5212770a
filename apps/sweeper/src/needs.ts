import { hasEnded, versionResourceName, type JobItem, type Lease } from '@ngwaf/contracts';

import type { LeftOver } from './left-overs.ts';

/** Strongly consistent reads of the job table. */
export interface NeedsPorts {
  findLease(): Promise<Lease | undefined>;
  findJob(jobKey: string): Promise<JobItem | undefined>;
}

/** All that a job which has not ended made or may still need, by name. */
const namesOf = (endpoint: string, job: JobItem): (string | undefined)[] => [
  versionResourceName(endpoint, job.job_key),
  job.training_job_name,
  job.model_name,
  job.previous_endpoint_config,
];

/**
 * Tells whether a job that has not ended needs something: the one that holds the lease, or the one
 * that a version's resource is named after. Reads the job table anew each time.
 */
export const createIsNeeded =
  (ports: NeedsPorts, endpoint: string) =>
  async ({ kind, name }: Pick<LeftOver, 'kind' | 'name'>): Promise<boolean> => {
    const lease = await ports.findLease();
    const holder = lease?.pipeline_available === false ? lease.pipeline_job_key : undefined;
    const current = holder === undefined ? undefined : await ports.findJob(holder);
    const running = current && !hasEnded(current.status) ? current : undefined;
    if (kind === 'notebook_instance') return running !== undefined;
    if (running && namesOf(endpoint, running).includes(name)) return true;

    const prefix = versionResourceName(endpoint, '');
    const jobKey = name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
    // It may have lost the lease and not be settled yet.
    const own = jobKey ? await ports.findJob(jobKey) : undefined;
    return own !== undefined && !hasEnded(own.status);
  };
