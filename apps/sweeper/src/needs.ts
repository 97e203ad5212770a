import { hasEnded, versionResourceName, type JobItem, type Lease } from '@ngwaf/contracts';

import { modelOf, type LeftOver, type ServedModel } from './left-overs.ts';

/** Strongly consistent reads of the job table. */
export interface NeedsPorts {
  /** A model's lease. */
  findLease(model: string): Promise<Lease | undefined>;
  findJob(jobKey: string): Promise<JobItem | undefined>;
}

/** All that a job which has not ended made or may still need, by name. */
const namesOf = (endpoint: string, job: JobItem): string[] =>
  [
    versionResourceName(endpoint, job.job_key),
    job.training_job_name,
    job.model_name,
    job.previous_endpoint_config,
    ...(job.sagemaker_jobs ?? []).map(({ name }) => name),
  ].filter((name) => name !== undefined);

/** The job key in the name of a version or of a job's work; what comes behind it tells these apart. */
const JOB_KEY = /^job-\d{4}(?:-\d\d){5}-[a-z0-9]+/;

/**
 * Tells whether a job that has not ended needs something: one that holds its model's lease, or the
 * one that a version's resource is named after. Reads the job table anew each time.
 */
export const createIsNeeded = (ports: NeedsPorts, models: readonly ServedModel[]) => {
  const runningJob = async ({ model }: ServedModel): Promise<JobItem | undefined> => {
    const lease = await ports.findLease(model);
    const holder = lease?.pipeline_available === false ? lease.pipeline_job_key : undefined;
    const job = holder === undefined ? undefined : await ports.findJob(holder);
    return job && !hasEnded(job.status) ? job : undefined;
  };

  return async ({ kind, name }: Pick<LeftOver, 'kind' | 'name'>): Promise<boolean> => {
    const running = await Promise.all(
      models.map(async (model) => ({ ...model, job: await runningJob(model) })),
    );
    // The notebook instance serves the one model alone that is trained by a notebook.
    if (kind === 'notebook_instance') {
      return running.some(({ job, isNotebook }) => isNotebook && job !== undefined);
    }
    const needs = running.flatMap(({ endpoint, job }) => (job ? namesOf(endpoint, job) : []));
    // A tuning job's training jobs, and the candidates of a job, are named after it.
    if (needs.some((need) => name === need || name.startsWith(`${need}-`))) return true;

    const prefix = versionResourceName(modelOf(models, name)?.endpoint ?? name, '');
    const rest = name.slice(prefix.length);
    const jobKey = JOB_KEY.exec(rest)?.[0] ?? rest;
    // It may have lost the lease and not be settled yet.
    const own = jobKey ? await ports.findJob(jobKey) : undefined;
    return own !== undefined && !hasEnded(own.status);
  };
};
