import { CodedError } from '@ngwaf/lambda-kit';

import type { RecordError } from './filter.ts';

/** Not one record of the request is what the model takes: there is nothing to answer. */
export class NoValidRecordError extends CodedError {
  override readonly name = 'NoValidRecordError';
  readonly code = 'invalid_request';
  readonly errors: RecordError[];

  constructor(errors: RecordError[]) {
    const [first] = errors;
    const path = ['body.records', first?.index, first?.field].filter((part) => part !== '');
    super(`No record is valid; ${path.join('.')}: ${first?.message}`);
    this.errors = errors;
  }

  override toBody(): Record<string, unknown> {
    return { ...super.toBody(), errors: this.errors };
  }
}
