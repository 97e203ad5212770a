import { CodedError } from '@ngwaf/lambda-kit';

/** Nobody can be asked about this model. */
export class NoLabelQueueError extends CodedError {
  override readonly name = 'NoLabelQueueError';
  readonly code = 'no_label_queue';
}

/** The queue has no such item. */
export class ItemNotFoundError extends CodedError {
  override readonly name = 'ItemNotFoundError';
  readonly code = 'item_not_found';

  constructor(itemId: string) {
    super(`No item with id ${itemId}`);
  }
}

/** The worker has said something else of this item before; nothing was written. */
export class AlreadyLabelledError extends CodedError {
  override readonly name = 'AlreadyLabelledError';
  readonly code = 'already_labelled';

  constructor() {
    super('This worker has labelled the item differently before; undo takes the last label back');
  }
}

/** Enough other workers have labelled the item, or are about to; nothing was written. */
export class ItemTakenError extends CodedError {
  override readonly name = 'ItemTakenError';
  readonly code = 'item_taken';

  constructor() {
    super('Enough others have labelled this item meanwhile; ask for the next one');
  }
}

/** The worker's last label is taken back already, or there was none. */
export class NothingToUndoError extends CodedError {
  override readonly name = 'NothingToUndoError';
  readonly code = 'nothing_to_undo';

  constructor() {
    super('This worker has no label that could be taken back: only the last one can, and once');
  }
}

/** Others kept changing the same items; nothing was written, trying again helps. */
export class QueueContendedError extends CodedError {
  override readonly name = 'QueueContendedError';
  readonly code = 'queue_contended';

  constructor(options?: ErrorOptions) {
    super('Too many workers at once are changing the queue; try again', {
      ...options,
      retryAfterSeconds: 1,
    });
  }
}
