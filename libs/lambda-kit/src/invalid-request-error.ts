import { CodedError, type Issue } from './coded-error.ts';

/** The request is not what the route takes; says where, what was expected and what was found. */
export class InvalidRequestError extends CodedError {
  override readonly name = 'InvalidRequestError';
  readonly code = 'invalid_request';

  constructor(issues: Issue[]) {
    const [first, ...others] = issues;
    const words = issues.map(
      ({ path, expected, found }) => `${path}: expected ${expected}, found ${found}`,
    );
    super(words.join('; '), {
      details:
        first && others.length === 0
          ? { expected: first.expected, found: first.found }
          : { issues },
    });
  }
}
