import { CodedError } from '@ngwaf/lambda-kit';

/** Predictions were made and could not be handed on. */
export class PredictionsNotRoutedError extends CodedError {
  override readonly name = 'PredictionsNotRoutedError';
  readonly code = 'routing_unavailable';

  constructor(options?: ErrorOptions) {
    super('Predictions could not be routed; try again', { ...options, retryAfterSeconds: 5 });
  }
}
