import { PIPELINE_ERRORS, type JobItem, type StartNotebookInput } from '@ngwaf/contracts';
import type { LeaseHolder } from '@ngwaf/job-store';
import { CodedError } from '@ngwaf/lambda-kit';
import {
  NotebookInstanceBusyError,
  NotebookInstanceNotFoundError,
  type NotebookInstance,
} from '@ngwaf/sagemaker-utils';

/** The notebook instance did not come up. */
export class NotebookInstanceFailedError extends CodedError {
  override readonly name = PIPELINE_ERRORS.notebookFailed;
  readonly code = 'notebook_instance_failed';
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface StartNotebookPorts {
  findJob(jobKey: string): Promise<JobItem | undefined>;
  /** Fenced: refused unless the job holds the lease and has not ended. */
  recordTaskToken(holder: LeaseHolder, taskToken: string): Promise<void>;
  /** Fenced as well. */
  recordNotebookStart(holder: LeaseHolder, startedAt: string): Promise<void>;
  describeInstance(): Promise<NotebookInstance | undefined>;
  startInstance(): Promise<void>;
  stopInstance(): Promise<void>;
  /** Tells the state machine that the task goes on; `false` when it does not wait any more. */
  sendHeartbeat(taskToken: string): Promise<boolean>;
  /** Asks `probe` again and again until it gives something, or `undefined` when time is up. */
  poll<T>(probe: () => Promise<T | undefined>): Promise<T | undefined>;
  now(): Date;
}

/** Whether what runs on the instance was started for this job, by us or by its lifecycle script. */
const isOurs = (job: JobItem | undefined): boolean =>
  Boolean(job?.notebook_started_at ?? job?.heartbeat_at ?? job?.steps?.length);

/** Sees to it that the instance runs, or is about to, for this job. */
const ensureStarted = async (
  ports: StartNotebookPorts,
  input: StartNotebookInput,
): Promise<void> => {
  const job = await ports.findJob(input.job_key);
  const instance = await ports.describeInstance();
  const status = instance?.status;
  if (status === undefined)
    throw new NotebookInstanceNotFoundError('There is no notebook instance');
  if (status === 'Stopped' || status === 'Failed') {
    // Before the start: a repeated delivery then knows whose the running instance is.
    await ports.recordNotebookStart(input, ports.now().toISOString());
    await ports.startInstance();
    return;
  }
  if ((status === 'InService' || status === 'Pending') && isOurs(job)) return;
  // Left over from something else, and its lifecycle script is over: only a new start runs the job.
  if (status === 'InService') await ports.stopInstance();
  throw new NotebookInstanceBusyError(
    `The notebook instance is ${status}; it has to be stopped first`,
  );
};

/**
 * Starts the notebook instance for a job and stays until it is in service.
 *
 * Staying costs a few minutes of a small function and is needed: an instance takes longer to come
 * up than the state machine waits for a sign of life, and only from then on the notebook gives them.
 * Repeated deliveries find what the first one did; each brings a new task token, which is stored.
 *
 * @throws {LeaseLostError} the job does not hold the lease any more.
 * @throws {JobAlreadyEndedError} the job has ended.
 * @throws {NotebookInstanceBusyError} the instance is on its way to being stopped: try again.
 * @throws {NotebookInstanceFailedError} the instance did not come up.
 */
export const startNotebook = async (
  ports: StartNotebookPorts,
  input: StartNotebookInput,
): Promise<{ job_key: string }> => {
  await ports.recordTaskToken(input, input.task_token);
  await ensureStarted(ports, input);

  await ports.poll(async () => {
    const instance = await ports.describeInstance();
    if (instance?.status === 'Failed') {
      const reason = instance.failureReason ?? 'no reason given';
      throw new NotebookInstanceFailedError(`The notebook instance did not start: ${reason}`);
    }
    if (instance?.status !== 'Pending') return 'up';
    return (await ports.sendHeartbeat(input.task_token)) ? undefined : 'nobody waits';
  });
  return { job_key: input.job_key };
};
