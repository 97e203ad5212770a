import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** DynamoDB's refusal of a transaction, with a code for each of its writes. */
export const cancelledTransaction = (...codes: string[]): TransactionCanceledException =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
