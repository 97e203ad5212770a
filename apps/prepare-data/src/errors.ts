import { CodedError } from '@ngwaf/lambda-kit';

/** The data cannot be learned from; says where, what was expected and what was found. */
export class TrainingDataInvalidError extends CodedError {
  override readonly name = 'TrainingDataInvalidError';
  readonly code = 'data_set_invalid';

  constructor(where: string, expected: string, found: string, options?: ErrorOptions) {
    super(`${where}: expected ${expected}, found ${found}`, {
      ...options,
      details: { expected, found },
    });
  }
}
