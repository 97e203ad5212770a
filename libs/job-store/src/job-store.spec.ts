import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { aJob, cancelledTransaction } from '@ngwaf/testing';
import { mockClient } from 'aws-sdk-client-mock';

import { toItem } from './items.ts';
import { createJobStore } from './job-store.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const store = createJobStore(new DynamoDBClient({ region: 'us-east-1' }), 'jobs');
const holder = { job_key: 'job-1', model: 'waf', fencing_token: 3 };

beforeEach(() => dynamo.reset());

describe('find', () => {
  it('reads with strong consistency', async () => {
    dynamo.on(GetCommand).resolves({ Item: toItem(aJob()) });

    const job = await store.find(aJob().job_key);

    expect(job).toEqual(aJob());
    expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input).toEqual({
      TableName: 'jobs',
      Key: { job_key: aJob().job_key },
      ConsistentRead: true,
    });
  });

  it('finds nothing behind keys of items that are no jobs', async () => {
    dynamo.on(GetCommand).resolves({ Item: { job_key: '_pipeline_status' } });

    await expect(store.find('_pipeline_status')).resolves.toBeUndefined();
  });
});

describe('fenced writes', () => {
  it('check the lease and that the job has not ended', async () => {
    dynamo.on(TransactWriteCommand).resolves({});

    await store.recordTaskToken(holder, 'token');

    expect(dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems).toEqual([
      {
        ConditionCheck: {
          TableName: 'jobs',
          Key: { job_key: '_pipeline_status' },
          ConditionExpression: 'pipeline_job_key = :job AND fencing_token = :token',
          ExpressionAttributeValues: { ':job': 'job-1', ':token': 3 },
        },
      },
      {
        Update: {
          TableName: 'jobs',
          Key: { job_key: 'job-1' },
          UpdateExpression: 'SET #task_token = :task_token',
          ConditionExpression: '#status = :training',
          ExpressionAttributeNames: { '#task_token': 'task_token', '#status': 'status' },
          ExpressionAttributeValues: { ':task_token': 'token', ':training': 'training' },
        },
      },
    ]);
  });

  it.each([
    ['the lease is lost', ['ConditionalCheckFailed', 'None'], 'LeaseLostError'],
    ['the job has ended', ['None', 'ConditionalCheckFailed'], 'JobAlreadyEndedError'],
    ['both', ['ConditionalCheckFailed', 'ConditionalCheckFailed'], 'LeaseLostError'],
  ])('fail when %s', async (_case, codes, name) => {
    dynamo.on(TransactWriteCommand).rejects(cancelledTransaction(...codes));

    await expect(store.recordNotebookStart(holder, '2026-03-01T12:00:00Z')).rejects.toMatchObject({
      name,
    });
  });

  it('are tried again when they met another transaction', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejectsOnce(cancelledTransaction('TransactionConflict', 'None'))
      .resolves({});

    await store.recordTaskToken(holder, 'token');

    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(2);
  });

  it('give up when they meet others again and again', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelledTransaction('TransactionConflict', 'None'));

    await expect(store.recordTaskToken(holder, 'token')).rejects.toMatchObject({
      name: 'PipelineContendedError',
      retryAfterSeconds: 1,
    });
  });

  it.each([
    ['throttling within the transaction', cancelledTransaction('ThrottlingError', 'None')],
    ['an error of the network', new Error('socket hang up')],
  ])('pass on %s', async (_case, error) => {
    dynamo.on(TransactWriteCommand).rejects(error);

    await expect(store.recordTaskToken(holder, 'token')).rejects.toBe(error);
  });
});

describe('listNewestFirst', () => {
  const item = (n: number) =>
    toItem(aJob({ job_key: `job-${n}`, created_at: `2026-03-01T12:00:0${n}.000Z` }));

  it('queries the index for one more than a page', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [item(3), item(2), item(1)] });

    const page = await store.listNewestFirst({ limit: 2 });

    expect(page.jobs.map((job) => job.job_key)).toEqual(['job-3', 'job-2']);
    expect(page.nextToken).toBeDefined();
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
      IndexName: 'by-created-at',
      ScanIndexForward: false,
      Limit: 3,
    });
  });

  it('never shows what is internal', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [{ ...item(1), task_token: 'secret' }] });

    const { jobs } = await store.listNewestFirst({ limit: 2 });

    expect(JSON.stringify(jobs)).not.toMatch(/secret|fencing_token|record_type/);
  });

  it('shows the other jobs when one is unreadable', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [{ ...item(2), status: 'odd' }, item(1)] });

    const page = await store.listNewestFirst({ limit: 5 });

    expect(page.jobs.map((job) => job.job_key)).toEqual(['job-1']);
    expect(page.unreadable).toEqual(['job-2']);
  });

  it('goes on after a page of the index that DynamoDB cut short', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [item(1)], LastEvaluatedKey: item(1) });

    const page = await store.listNewestFirst({ limit: 5 });

    expect(page.nextToken).toBeDefined();
  });
});
