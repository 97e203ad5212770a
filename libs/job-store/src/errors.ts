import { CodedError } from '@ngwaf/lambda-kit';

/** Another job has this key already; nothing was written. */
export class JobAlreadyExistsError extends CodedError {
  override readonly name = 'JobAlreadyExistsError';
  readonly code = 'job_already_exists';
}

/** The job has ended, and an ended job never changes; nothing was written. */
export class JobAlreadyEndedError extends CodedError {
  override readonly name = 'JobAlreadyEndedError';
  readonly code = 'job_already_ended';
}

/** The pipeline's lease is not this job's, or no longer; nothing was written. */
export class LeaseLostError extends CodedError {
  override readonly name = 'LeaseLostError';
  readonly code = 'lease_lost';
}

/** Others kept writing the same items at the same time; nothing was written, trying again helps. */
export class PipelineContendedError extends CodedError {
  override readonly name = 'PipelineContendedError';
  readonly code = 'pipeline_contended';

  constructor(options?: ErrorOptions) {
    super('Too many requests at once are changing the pipeline; try again', {
      ...options,
      retryAfterSeconds: 1,
    });
  }
}

/** The token is not one that a list gave out. */
export class InvalidNextTokenError extends CodedError {
  override readonly name = 'InvalidNextTokenError';
  readonly code = 'invalid_request';

  constructor() {
    super('next_token: expected the next_token of an earlier page, found another text', {
      details: { expected: 'the next_token of an earlier page', found: 'another text' },
    });
  }
}
