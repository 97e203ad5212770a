import { CodedError } from '@ngwaf/lambda-kit';

/** Step Functions did not answer: the execution may run or not. */
export class StartUnconfirmedError extends CodedError {
  override readonly name = 'StartUnconfirmedError';
  readonly code = 'start_unconfirmed';

  constructor(options?: ErrorOptions) {
    super('It is not known whether the job was started; send the same request again', {
      ...options,
      retryAfterSeconds: 5,
    });
  }
}
