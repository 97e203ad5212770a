import { CodedError } from '@ngwaf/lambda-kit';

/** The catalogue has no such model. */
export class ModelNotFoundError extends CodedError {
  override readonly name = 'ModelNotFoundError';
  readonly code = 'model_not_found';
}

/** No batch of this model has this id. */
export class BatchNotFoundError extends CodedError {
  override readonly name = 'BatchNotFoundError';
  readonly code = 'batch_not_found';
}

/** The idempotency key came with another request before; nothing was started. */
export class BatchConflictError extends CodedError {
  override readonly name = 'BatchConflictError';
  readonly code = 'idempotency_conflict';

  constructor() {
    super('This Idempotency-Key was used with another request');
  }
}

/** SageMaker takes no further job at the moment. */
export class BatchLimitError extends CodedError {
  override readonly name = 'BatchLimitError';
  readonly code = 'batch_limit_reached';

  constructor(options?: ErrorOptions) {
    super('As many batches run as this account may; try again when one has ended', {
      ...options,
      retryAfterSeconds: 60,
    });
  }
}
