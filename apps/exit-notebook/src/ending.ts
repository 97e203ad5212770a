import {
  PIPELINE_ERRORS,
  TRAINING_STEPS,
  type ExitNotebookInput,
  type JobEnding,
  type JobFailure,
  type JobItem,
} from '@ngwaf/contracts';
import * as z from 'zod/mini';

type PipelineError = NonNullable<ExitNotebookInput['error']>;

/** What comes before the notebook's first step: starting the instance and fetching the code. */
const START = 'start';
const MAX_REASON_LENGTH = 1_000;

/** How Lambda words a function's error, as the state machine passes it on. */
const lambdaCauseSchema = z.object({ errorMessage: z.string() });

/** Errors of start-notebook whose messages are made for readers. */
const TELLING: ReadonlySet<string> = new Set([
  PIPELINE_ERRORS.notebookBusy,
  PIPELINE_ERRORS.notebookFailed,
  PIPELINE_ERRORS.leaseLost,
]);

const ABORTED = 'ABORTED';
const REASON_BY_EXECUTION_STATUS: Record<string, string> = {
  [ABORTED]: 'the execution was stopped from outside',
  TIMED_OUT: 'the execution took longer than it may',
  FAILED: 'the execution failed; its history tells why',
};

const messageOf = (cause: string): string | undefined => {
  try {
    return lambdaCauseSchema.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return undefined;
  }
};

const secondsSince = (timestamp: string, now: Date): number =>
  Math.round((now.getTime() - Date.parse(timestamp)) / 1000);

const timeoutReason = (job: JobItem, name: string, now: Date, heartbeatSeconds: number): string => {
  const step = job.step_status ?? START;
  const silence = secondsSince(job.heartbeat_at ?? job.notebook_started_at ?? job.created_at, now);
  // `States.Timeout` stands for both limits; which one it was shows in the silence. A notebook that
  // lives reports four times within its limit.
  return name === 'States.HeartbeatTimeout' || silence >= heartbeatSeconds / 2
    ? `no heartbeat from the notebook for ${silence} seconds in step ${step}`
    : `the maximum waiting time elapsed in step ${step}`;
};

const reasonOf = (
  job: JobItem,
  { Error: name, Cause: cause = '' }: PipelineError,
  now: Date,
  heartbeatSeconds: number,
): string => {
  switch (name) {
    case 'States.Timeout':
    case 'States.HeartbeatTimeout':
      return timeoutReason(job, name, now, heartbeatSeconds);
    case PIPELINE_ERRORS.executionAborted:
      return REASON_BY_EXECUTION_STATUS[cause] ?? `the execution ended: ${cause}`;
    default:
      // Of other errors only the name: their messages may hold what is nobody's business.
      return (
        (TELLING.has(name) ? messageOf(cause) : undefined) ??
        `the state machine reports ${name}; the execution's history tells more`
      );
  }
};

const failureOf = (
  job: JobItem,
  error: PipelineError,
  now: Date,
  heartbeatSeconds: number,
): JobFailure => {
  const { Error: name, Cause: cause } = error;
  // The notebook reports its step as the error's name, and the reason as the cause.
  const isReport = name === START || TRAINING_STEPS.some((step) => step === name);
  const reason = isReport
    ? (cause ?? 'no reason given')
    : reasonOf(job, error, now, heartbeatSeconds);
  return {
    step: isReport ? name : (job.step_status ?? START),
    reason: reason.slice(0, MAX_REASON_LENGTH),
  };
};

/**
 * How a job is to end, by what the state machine reports of it.
 *
 * @param heartbeatSeconds the state machine's limit for silence
 */
export const endingOf = (
  job: JobItem,
  error: PipelineError | undefined,
  now: Date,
  heartbeatSeconds: number,
): JobEnding => {
  if (!error && job.outcome) return { status: 'success' };
  if (!error) {
    const step = job.step_status ?? START;
    return { status: 'failed', failure: { step, reason: 'the notebook reported no outcome' } };
  }
  const wasStopped = error.Error === PIPELINE_ERRORS.executionAborted && error.Cause === ABORTED;
  return {
    status: wasStopped ? 'cancelled' : 'failed',
    failure: failureOf(job, error, now, heartbeatSeconds),
  };
};
