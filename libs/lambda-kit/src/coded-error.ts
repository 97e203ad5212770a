/** What can go wrong in a way that a caller may be told, for programs to match on. */
export const ERROR_CODES = [
  'invalid_request',
  'data_set_invalid',
  'data_set_not_readable',
  'data_set_changed',
  'job_in_progress',
  'idempotency_conflict',
  'start_unconfirmed',
  'route_not_found',
  'job_not_found',
  'model_not_found',
  'no_label_queue',
  'item_not_found',
  'already_labelled',
  'item_taken',
  'nothing_to_undo',
  'queue_contended',
  'batch_not_found',
  'batch_limit_reached',
  'job_already_exists',
  'job_already_ended',
  'lease_lost',
  'pipeline_contended',
  'notebook_instance_busy',
  'notebook_instance_failed',
  'notebook_instance_not_found',
  'endpoint_unavailable',
  'endpoint_timeout',
  'endpoint_throttled',
  'endpoint_update_failed',
  'model_failed',
  'model_unavailable',
  'wait_timed_out',
  'routing_unavailable',
  'other_pipeline',
  'image_not_released',
  'training_in_progress',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that is not as it should be: where, what was expected there, what was found. */
export interface Issue {
  path: string;
  expected: string;
  found: string;
}

export type ErrorDetails = { expected: string; found: string } | { issues: Issue[] };

export interface CodedErrorOptions extends ErrorOptions {
  details?: ErrorDetails;
  /** When it is worth trying again; becomes the `Retry-After` header. */
  retryAfterSeconds?: number;
}

/**
 * An error that a caller may see: a code for programs, a message for people.
 *
 * What it was caused by goes in `cause`, which is logged and never sent. Subclasses write their
 * `name` out as a string, since minifiers rename classes and state machines match on it.
 */
export abstract class CodedError extends Error {
  abstract readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, { details, retryAfterSeconds, ...options }: CodedErrorOptions = {}) {
    super(message, options);
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** What is sent to the caller. */
  toBody(): Record<string, unknown> {
    return { message: this.message, code: this.code, ...this.details };
  }
}
