import { setTimeout as sleep } from 'node:timers/promises';

import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

import { PipelineContendedError } from './errors.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const MAX_ATTEMPTS = 8;
const FIRST_DELAY_MS = 20;

/** Full jitter, doubling up to about a second. */
const delayMs = (attempt: number): number =>
  Math.random() * Math.min(1_000, FIRST_DELAY_MS * 2 ** attempt);

/**
 * Writes all or nothing. Tells for each write whether its condition refused it; `undefined` when
 * all was written.
 *
 * Conflicts with other transactions are tried again here, since the SDK does not: a heartbeat of
 * the notebook touches the same items.
 *
 * @throws {PipelineContendedError} conflicts did not end within about three seconds.
 */
export const transact = async (
  client: DynamoDBDocumentClient,
  writes: Write[],
): Promise<boolean[] | undefined> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const refused = codes.map((code) => code === 'ConditionalCheckFailed');
      if (refused.includes(true)) return refused;
      if (!codes.includes('TransactionConflict')) throw error;
      if (attempt + 1 === MAX_ATTEMPTS) throw new PipelineContendedError({ cause: error });
    }
    await sleep(delayMs(attempt));
  }
};
