import { CodedError } from '@ngwaf/lambda-kit';

/** No batch of this model has this id. */
export class BatchNotFoundError extends CodedError {
  override readonly name = 'BatchNotFoundError';
  readonly code = 'batch_not_found';
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
