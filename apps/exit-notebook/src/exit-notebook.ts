import {
  type ExitNotebookInput,
  type ExitNotebookOutput,
  type JobEnding,
  type JobItem,
} from '@ngwaf/contracts';
import {
  JobAlreadyEndedError,
  LeaseLostError,
  type LeaseHolder,
  type Settlement,
} from '@ngwaf/job-store';
import { CodedError } from '@ngwaf/lambda-kit';

import { cleanUp, type CleanUpPorts } from './clean-up.ts';
import { endingOf } from './ending.ts';

/** No job has this key. */
export class JobNotFoundError extends CodedError {
  override readonly name = 'JobNotFoundError';
  readonly code = 'job_not_found';
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface ExitNotebookPorts extends CleanUpPorts {
  findJob(jobKey: string): Promise<JobItem | undefined>;
  /** Decides once how the job ends and keeps its lease until then (epoch seconds). */
  decideEnding(holder: LeaseHolder, ending: JobEnding, leaseExpiresAt: number): Promise<JobEnding>;
  /** Ends the job and frees its lease, both or neither. */
  settle(holder: LeaseHolder, settlement: Settlement): Promise<void>;
  /** Stops the notebook instance and waits; it may stop by itself for so long. */
  stopNotebook(graceSeconds: number): Promise<void>;
  /** Counts a job that ended, and how long it took. */
  record(status: JobEnding['status'], durationSeconds: number): void;
  now(): Date;
}

export interface ExitNotebookOptions {
  /** The state machine's limit for the notebook's silence. */
  heartbeatSeconds: number;
}

/** Longer than this function may run (15 minutes): the lease must not expire under the clean-up. */
const CLEAN_UP_SECONDS = 20 * 60;

/** After it reported success the notebook still stores its own record, then stops the instance. */
const GRACE_SECONDS = 60;

const find = async (ports: ExitNotebookPorts, jobKey: string): Promise<JobItem> => {
  const job = await ports.findJob(jobKey);
  if (!job) throw new JobNotFoundError(`No job with key ${jobKey}`);
  return job;
};

/** The first decision holds; `undefined` when the job lost the lease. */
const decide = async (
  ports: ExitNotebookPorts,
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

const endJob = async (
  ports: ExitNotebookPorts,
  job: JobItem,
  wanted: JobEnding,
): Promise<JobEnding['status']> => {
  const ending = await decide(ports, job, wanted);
  let correction: Settlement['correction'];
  // Without the lease, notebook and endpoint are another job's by now: only the record is left.
  if (ending) {
    const isSuccess = ending.status === 'success';
    // First of all: from here on nothing of the job makes anything any more.
    await ports.stopNotebook(isSuccess ? GRACE_SECONDS : 0);
    // Read anew: until it stopped the notebook may have written what it had begun.
    if (!isSuccess) correction = await cleanUp(ports, await find(ports, job.job_key), ending);
  }
  const settled = ending ?? job.ending ?? wanted;
  const now = ports.now();
  await ports.settle(job, { ending: settled, endedAt: now.toISOString(), correction });
  ports.record(settled.status, (now.getTime() - Date.parse(job.created_at)) / 1000);
  return settled.status;
};

/**
 * Ends a job: stops its notebook, undoes what a job without success left behind, and last of all
 * settles the job and frees the lease.
 *
 * May be repeated, and run twice at once, at every point: how the job ends is decided once, each
 * step finds what another has done, and an ended job never changes.
 *
 * @throws {JobNotFoundError} no job has this key.
 * @throws {WaitTimedOutError} SageMaker took longer than the function may: repeat.
 */
export const exitNotebook = async (
  ports: ExitNotebookPorts,
  input: ExitNotebookInput,
  options: ExitNotebookOptions,
): Promise<ExitNotebookOutput> => {
  const { job_key } = input;
  const job = await find(ports, job_key);
  if (job.status !== 'training') return { job_key, status: job.status };

  const wanted = endingOf(job, input.error, ports.now(), options.heartbeatSeconds);
  try {
    return { job_key, status: await endJob(ports, job, wanted) };
  } catch (error) {
    if (!(error instanceof JobAlreadyEndedError)) throw error;
    // A twin was faster; what it settled holds.
    const { status } = await find(ports, job_key);
    if (status === 'training') throw error;
    return { job_key, status };
  }
};
