import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { cancelledTransaction } from '@ngwaf/testing';
import { mockClient } from 'aws-sdk-client-mock';

import { createTransact } from './transact.ts';

class ContendedError extends Error {}

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const dynamo = mockClient(client);
const transact = createTransact((options) => new ContendedError('contended', options));
const writes = [{ Delete: { TableName: 't', Key: { id: 1 } } }];

beforeEach(() => dynamo.reset());

it('tells of nothing where all was written', async () => {
  dynamo.on(TransactWriteCommand).resolves({});

  expect(await transact(client, writes)).toBeUndefined();
  expect(dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input).toEqual({
    TransactItems: writes,
  });
});

it('tells which conditions refused their writes', async () => {
  dynamo.on(TransactWriteCommand).rejects(cancelledTransaction('None', 'ConditionalCheckFailed'));

  expect(await transact(client, writes)).toEqual([false, true]);
});

it('tries again what met another transaction', async () => {
  dynamo
    .on(TransactWriteCommand)
    .rejectsOnce(cancelledTransaction('TransactionConflict'))
    .resolves({});

  expect(await transact(client, writes)).toBeUndefined();
  expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(2);
});

it('gives up with the error of its caller', async () => {
  dynamo.on(TransactWriteCommand).rejects(cancelledTransaction('TransactionConflict'));

  await expect(transact(client, writes)).rejects.toThrow(ContendedError);
});

it('passes on what is no conflict', async () => {
  dynamo.on(TransactWriteCommand).rejects(cancelledTransaction('ThrottlingError'));

  await expect(transact(client, writes)).rejects.toThrow(TransactionCanceledException);
  expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(1);
});
