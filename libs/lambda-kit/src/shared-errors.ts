import { CodedError } from './coded-error.ts';

const MAX_SHOWN = 60;

/** The catalogue has no model of this name. */
export class ModelNotFoundError extends CodedError {
  override readonly name = 'ModelNotFoundError';
  readonly code = 'model_not_found';

  constructor(model: string) {
    const found = model.length > MAX_SHOWN ? `of this name (${model.length} characters)` : model;
    super(`No model ${found}; GET /models lists them`);
  }
}

/** The idempotency key came with another request before; nothing was started. */
export class IdempotencyConflictError extends CodedError {
  override readonly name = 'IdempotencyConflictError';
  readonly code = 'idempotency_conflict';

  constructor() {
    super('This Idempotency-Key was used with another request');
  }
}
