import { setTimeout as sleep } from 'node:timers/promises';

import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * Writes all or nothing. Tells for each write whether its condition refused it; `undefined` when
 * all was written.
 */
export type Transact = (
  client: DynamoDBDocumentClient,
  writes: Write[],
) => Promise<boolean[] | undefined>;

const MAX_ATTEMPTS = 8;
const FIRST_DELAY_MS = 20;

/** Full jitter, doubling up to about a second. */
const delayMs = (attempt: number): number =>
  Math.random() * Math.min(1_000, FIRST_DELAY_MS * 2 ** attempt);

/**
 * Transactions whose conflicts with others are tried again, since the SDK does not.
 *
 * @param contended makes the error that is thrown when conflicts did not end within about three
 * seconds.
 */
export const createTransact =
  (contended: (options: ErrorOptions) => Error): Transact =>
  async (client, writes) => {
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
        if (attempt + 1 === MAX_ATTEMPTS) throw contended({ cause: error });
      }
      await sleep(delayMs(attempt));
    }
  };
