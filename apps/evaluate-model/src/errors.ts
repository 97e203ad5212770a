import { CodedError } from '@ngwaf/lambda-kit';

/** There is nothing to compare, or it does not fit together. */
export class EvaluationFailedError extends CodedError {
  override readonly name = 'EvaluationFailedError';
  readonly code = 'model_failed';
}
