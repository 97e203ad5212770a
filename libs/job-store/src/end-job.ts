import type { JobEnding, JobItem } from '@ngwaf/contracts';
import { CodedError } from '@ngwaf/lambda-kit';

import { JobAlreadyEndedError, LeaseLostError } from './errors.ts';
import type { Settlement } from './settle-job.ts';
import type { LeaseHolder } from './writes.ts';

/** No job has this key. */
export class JobNotFoundError extends CodedError {
  override readonly name = 'JobNotFoundError';
  readonly code = 'job_not_found';
}

/** What ending a job needs. */
export interface EndJobPorts {
  findJob(jobKey: string): Promise<JobItem | undefined>;
  /** Decides once how the job ends and keeps its lease until then (epoch seconds). */
  decideEnding(holder: LeaseHolder, ending: JobEnding, leaseExpiresAt: number): Promise<JobEnding>;
  /** Ends the job and frees its lease, both or neither. */
  settle(holder: LeaseHolder, settlement: Settlement): Promise<void>;
  /** Counts a job that ended, and how long it took. */
  record(status: JobEnding['status'], durationSeconds: number): void;
  /** Tells whoever wants to know how the job ended. */
  announce(job: JobItem): Promise<void>;
  warn(message: string, fields: Record<string, unknown>): void;
  now(): Date;
}

/** How a pipeline ends its jobs. */
export interface EndJobSteps {
  /** How the job is to end, unless that is decided already. */
  endingOf(job: JobItem, now: Date): JobEnding;
  /**
   * Stops and undoes what has to be, while the job still holds the lease. Answers what else is to be
   * stored with the end.
   */
  cleanUp(job: JobItem, ending: JobEnding): Promise<Settlement['correction']>;
}

/** Longer than a function may run (15 minutes): the lease must not expire under the clean-up. */
const CLEAN_UP_SECONDS = 20 * 60;

const find = async (ports: EndJobPorts, jobKey: string): Promise<JobItem> => {
  const job = await ports.findJob(jobKey);
  if (!job) throw new JobNotFoundError(`No job with key ${jobKey}`);
  return job;
};

/** The first decision holds; `undefined` when the job lost the lease. */
const decide = async (
  ports: EndJobPorts,
  job: JobItem,
  ending: JobEnding,
): Promise<JobEnding | undefined> => {
  const leaseExpiresAt = Math.floor(ports.now().getTime() / 1000) + CLEAN_UP_SECONDS;
  try {
    return await ports.decideEnding(job, ending, leaseExpiresAt);
  } catch (error) {
    if (error instanceof LeaseLostError) return undefined;
    throw error;
  }
};

const announce = async (ports: EndJobPorts, jobKey: string): Promise<void> => {
  try {
    await ports.announce(await find(ports, jobKey));
  } catch (error) {
    ports.warn('how the job ended could not be announced', { job_key: jobKey, error });
  }
};

/**
 * Ends a job: decides how, cleans up, and last of all settles the job and frees the lease.
 *
 * May be repeated, and run twice at once, at every point: how the job ends is decided once, each
 * step finds what another has done, and an ended job never changes. A job that has lost its lease is
 * ended on record alone: what is there by now is another job's. Whoever settles it announces it, so
 * that it is told once; that nobody could be told is no reason to fail.
 *
 * @throws {JobNotFoundError} no job has this key.
 */
export const endJobOnce = async (
  ports: EndJobPorts,
  jobKey: string,
  steps: EndJobSteps,
): Promise<JobEnding['status']> => {
  const job = await find(ports, jobKey);
  if (job.status !== 'training') return job.status;
  const wanted = steps.endingOf(job, ports.now());
  try {
    const ending = await decide(ports, job, wanted);
    const correction = ending && (await steps.cleanUp(job, ending));
    const settled = ending ?? job.ending ?? wanted;
    const now = ports.now();
    await ports.settle(job, { ending: settled, endedAt: now.toISOString(), correction });
    ports.record(settled.status, (now.getTime() - Date.parse(job.created_at)) / 1000);
    await announce(ports, jobKey);
    return settled.status;
  } catch (error) {
    if (!(error instanceof JobAlreadyEndedError)) throw error;
    // A twin was faster; what it settled holds.
    const { status } = await find(ports, jobKey);
    if (status === 'training') throw error;
    return status;
  }
};
