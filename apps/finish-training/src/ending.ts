import {
  PIPELINE_ERRORS,
  type FinishTrainingInput,
  type JobEnding,
  type JobItem,
} from '@ngwaf/contracts';
import * as z from 'zod/mini';

type PipelineError = NonNullable<FinishTrainingInput['error']>;

/** What comes before the first step. */
const START = 'start';
const MAX_REASON_LENGTH = 1_000;
const ABORTED = 'ABORTED';
const REASON_BY_EXECUTION_STATUS: Record<string, string> = {
  [ABORTED]: 'the execution was stopped from outside',
  TIMED_OUT: 'the execution took longer than it may',
  FAILED: 'the execution failed; its history tells why',
};

/** What functions and SageMaker's jobs that failed say, as the state machine passes it on. */
const lambdaCause = z.object({ errorMessage: z.string() });
const jobCause = z.object({ FailureReason: z.string() });

/** Errors of the language and of services: what they say may be nobody's business. */
const INTERNAL =
  /^((Type|Range|Syntax|Reference|Aggregate|Eval|URI|Zod|\$Zod)?Error|.*Exception|.*\.Unknown|Unhandled)$/;

const parsed = <T>(schema: z.ZodMiniType<T>, cause: string): T | undefined => {
  try {
    return schema.safeParse(JSON.parse(cause)).data;
  } catch {
    return undefined;
  }
};

const historyTellsMore = (name: string): string =>
  `the state machine reports ${name}; the execution's history tells more`;

const reasonOf = (step: string, { Error: name, Cause: cause = '' }: PipelineError): string => {
  if (name === PIPELINE_ERRORS.executionAborted) {
    return REASON_BY_EXECUTION_STATUS[cause] ?? `the execution ended: ${cause}`;
  }
  if (name === 'States.Timeout') return `the step ${step} took longer than it may`;
  if (name.startsWith('SageMaker.')) return cause || historyTellsMore(name);
  const ofJob = parsed(jobCause, cause)?.FailureReason;
  if (ofJob !== undefined) return ofJob;
  const ofFunction = INTERNAL.test(name) ? undefined : parsed(lambdaCause, cause)?.errorMessage;
  return ofFunction ?? historyTellsMore(name);
};

const isDone = ({ comparison, deployment }: FinishTrainingInput): boolean =>
  comparison !== undefined && (!comparison.promoted || deployment?.done === true);

/** How a job is to end, by what the state machine reports of it. */
export const endingOf = (job: JobItem, input: FinishTrainingInput): JobEnding => {
  const step = job.step_status ?? START;
  if (!input.error) {
    if (isDone(input)) return { status: 'success' };
    return { status: 'failed', failure: { step, reason: 'the pipeline came to no result' } };
  }
  const { Error: name, Cause: cause } = input.error;
  const wasStopped = name === PIPELINE_ERRORS.executionAborted && cause === ABORTED;
  const reason = reasonOf(step, input.error).slice(0, MAX_REASON_LENGTH);
  return { status: wasStopped ? 'cancelled' : 'failed', failure: { step, reason } };
};
