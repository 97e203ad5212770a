import { createTransact } from '@ngwaf/transactions';

import { PipelineContendedError } from './errors.ts';

/**
 * A heartbeat of the notebook touches the items that requests touch: conflicts are tried again.
 *
 * @throws {PipelineContendedError}
 */
export const transact = createTransact((options) => new PipelineContendedError(options));
