import { CodedError } from '@ngwaf/lambda-kit';

/** The data set cannot be trained on; says where, what was expected and what was found. */
export class DataSetInvalidError extends CodedError {
  override readonly name = 'DataSetInvalidError';
  readonly code = 'data_set_invalid';

  constructor(expected: string, found: string, options: ErrorOptions & { line?: number } = {}) {
    const { line, ...rest } = options;
    const where = line === undefined ? 'The data set' : `The data set, line ${line}`;
    super(`${where}: expected ${expected}, found ${found}`, {
      ...rest,
      details: { expected, found },
    });
  }
}

/** There is no such object, or it may not be read. */
export class DataSetNotReadableError extends CodedError {
  override readonly name = 'DataSetNotReadableError';
  readonly code = 'data_set_not_readable';

  constructor(path: string, found: string, options?: ErrorOptions) {
    const expected = 'an object that exists and can be read';
    super(`${path}: expected ${expected}, found ${found}`, {
      ...options,
      details: { expected, found },
    });
  }
}

/** The object was replaced between its check and its copy. */
export class DataSetChangedError extends CodedError {
  override readonly name = 'DataSetChangedError';
  readonly code = 'data_set_changed';

  constructor(path: string, options?: ErrorOptions) {
    super(`${path} changed while it was checked; send the request again`, options);
  }
}

/** Another job holds the pipeline. */
export class JobInProgressError extends CodedError {
  override readonly name = 'JobInProgressError';
  readonly code = 'job_in_progress';

  constructor() {
    super('job currently in progress already!');
  }

  /** Clients compare the whole body: nothing but the message. */
  override toBody() {
    return { message: this.message };
  }
}
