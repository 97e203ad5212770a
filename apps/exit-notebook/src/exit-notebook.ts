import type { ExitNotebookInput, ExitNotebookOutput } from '@ngwaf/contracts';
import { endJobOnce, type EndJobPorts } from '@ngwaf/job-store';

import { cleanUp, type CleanUpPorts } from './clean-up.ts';
import { endingOf } from './ending.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface ExitNotebookPorts extends CleanUpPorts, EndJobPorts {
  /** Stops the notebook instance and waits; it may stop by itself for so long. */
  stopNotebook(graceSeconds: number): Promise<void>;
}

export interface ExitNotebookOptions {
  /** The state machine's limit for the notebook's silence. */
  heartbeatSeconds: number;
}

/** After it reported success the notebook still stores its own record, then stops the instance. */
const GRACE_SECONDS = 60;

/**
 * Ends a job: stops its notebook, undoes what a job without success left behind, and last of all
 * settles the job and frees the lease.
 *
 * May be repeated, and run twice at once, at every point: see `endJobOnce`.
 *
 * @throws {JobNotFoundError} no job has this key.
 * @throws {WaitTimedOutError} SageMaker took longer than the function may: repeat.
 */
export const exitNotebook = async (
  ports: ExitNotebookPorts,
  { job_key, error }: ExitNotebookInput,
  { heartbeatSeconds }: ExitNotebookOptions,
): Promise<ExitNotebookOutput> => {
  const status = await endJobOnce(ports, job_key, {
    endingOf: (job, now) => endingOf(job, error, now, heartbeatSeconds),
    cleanUp: async (job, ending) => {
      const isSuccess = ending.status === 'success';
      // First of all: from here on nothing of the job makes anything any more.
      await ports.stopNotebook(isSuccess ? GRACE_SECONDS : 0);
      if (isSuccess) return undefined;
      // Read anew: until it stopped the notebook may have written what it had begun.
      return cleanUp(ports, (await ports.findJob(job.job_key)) ?? job, ending);
    },
  });
  return { job_key, status };
};
