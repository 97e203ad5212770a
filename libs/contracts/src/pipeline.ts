import * as z from 'zod/mini';

/** Input of an execution of the training pipeline; the execution is named after the job key. */
export const executionInputSchema = z.object({
  job_key: z.string().check(z.minLength(1)),
  model: z.string().check(z.minLength(1)),
  fencing_token: z.int(),
});
export type ExecutionInput = z.infer<typeof executionInputSchema>;

/** What the state `StartNotebook` sends its function. */
export const startNotebookInputSchema = z.extend(executionInputSchema, {
  task_token: z.string().check(z.minLength(1)),
});
export type StartNotebookInput = z.infer<typeof startNotebookInputSchema>;

/**
 * What the state `ExitNotebook` sends its function: the execution's input, the notebook's report
 * when it reported, the error when the task failed or timed out.
 *
 * The rule that watches for aborted executions sends `job_key` and `error` alone.
 */
export const exitNotebookInputSchema = z.object({
  job_key: z.string().check(z.minLength(1)),
  error: z.optional(z.object({ Error: z.string(), Cause: z.optional(z.string()) })),
});
export type ExitNotebookInput = z.infer<typeof exitNotebookInputSchema>;

/** What `exit-notebook` answers; the state machine ends as the job did. */
export const exitNotebookOutputSchema = z.object({
  job_key: z.string(),
  status: z.enum(['success', 'failed', 'cancelled']),
});
export type ExitNotebookOutput = z.infer<typeof exitNotebookOutputSchema>;

/** Error names that state machines and rules match on; changing one is a breaking change. */
export const PIPELINE_ERRORS = {
  /** The notebook instance is neither stopped nor running this job; retried with backoff. */
  notebookBusy: 'NotebookInstanceBusyError',
  /** An execution was aborted from outside. */
  executionAborted: 'ExecutionAborted',
  /** The job has ended or another holds the lease: nothing may be started for it any more. */
  leaseLost: 'LeaseLostError',
  /** The notebook instance failed to start. */
  notebookFailed: 'NotebookInstanceFailedError',
} as const;

/** Names of the states. */
export const PIPELINE_STATES = {
  start: 'StartNotebook',
  exit: 'ExitNotebook',
  decide: 'JobEnded',
  succeeded: 'JobSucceeded',
  failed: 'JobFailed',
} as const;
