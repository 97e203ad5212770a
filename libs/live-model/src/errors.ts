import { CodedError } from '@ngwaf/lambda-kit';

/** No version of the model could be loaded to score with. */
export class ModelUnavailableError extends CodedError {
  override readonly name = 'ModelUnavailableError';
  readonly code = 'model_unavailable';

  constructor(options?: ErrorOptions) {
    super('The model is not available right now; try again', { ...options, retryAfterSeconds: 10 });
  }
}
