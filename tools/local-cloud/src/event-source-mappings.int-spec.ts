import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';

import type { RecordedCall } from './iam/call-log.ts';
import {
  callIam,
  createQueue,
  eventually,
  receive,
  startTestCloud,
  type TestCloud,
} from './test-cloud.ts';

let cloud: TestCloud;
let lambda: LambdaClient;
let results: { url: string };

beforeAll(async () => {
  cloud = await startTestCloud();
  lambda = new LambdaClient({ ...cloud.client, maxAttempts: 1 });
  results = await createQueue(cloud, 'results');
  await cloud.createFunction('consumer', consumer);
}, 60_000);
afterAll(async () => {
  lambda.destroy();
  await cloud.close();
});

/** Tells of each batch by a queue; fails as its messages ask it to. */
const consumer = `
const send = (body) => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: {
  authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
  'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
  body: JSON.stringify({ QueueUrl: process.env.RESULTS, MessageBody: JSON.stringify(body) }) });
exports.handler = async ({ Records }) => {
  const bodies = Records.map(({ body }) => body);
  process.env.RESULTS ??= process.env.AWS_ENDPOINT_URL + '/123456789012/results';
  await send(bodies);
  if (bodies.includes('throw')) throw new Error('as it was told');
  return { batchItemFailures: Records.filter(({ body }) => body.startsWith('bad'))
    .map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

const send = (queueUrl: string, ...bodies: string[]) =>
  cloud.call('sqs', 'AmazonSQS.SendMessageBatch', {
    QueueUrl: queueUrl,
    Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
  });

const map = async (
  EventSourceArn: string,
  changes: Partial<CreateEventSourceMappingCommandInput> = {},
): Promise<string> => {
  const { UUID } = await lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: 'consumer', EventSourceArn, ...changes }),
  );
  return UUID!;
};

const unmap = (UUID: string) => lambda.send(new DeleteEventSourceMappingCommand({ UUID }));

/** Batches that the function was given, until `count` messages are there. */
const batchesOf = async (count: number): Promise<string[][]> => {
  const batches: string[][] = [];
  await eventually(async () => {
    const bodies = await receive(cloud, results.url);
    batches.push(...bodies.map((body) => JSON.parse(body) as string[]));
    return batches.flat().length >= count ? true : undefined;
  });
  return batches;
};

const depth = async (QueueUrl: string): Promise<number> => {
  const { Attributes } = (await cloud.call('sqs', 'AmazonSQS.GetQueueAttributes', {
    QueueUrl,
    AttributeNames: ['All'],
  })) as { Attributes: Record<string, string> };
  return (
    Number(Attributes['ApproximateNumberOfMessages']) +
    Number(Attributes['ApproximateNumberOfMessagesNotVisible'])
  );
};

const isEmpty = (queueUrl: string) =>
  eventually(async () => ((await depth(queueUrl)) === 0 ? true : undefined));

describe('a queue that is mapped', () => {
  it('brings its messages to the function, and forgets them', async () => {
    const queue = await createQueue(cloud, 'simple');
    await send(queue.url, 'before');
    const id = await map(queue.arn);

    await send(queue.url, 'after');

    expect((await batchesOf(2)).flat().sort()).toEqual(['after', 'before']);
    await isEmpty(queue.url);
    await unmap(id);
  });

  it('brings as many as a batch holds within its window', async () => {
    const queue = await createQueue(cloud, 'window');
    const bodies = Array.from({ length: 10 }, (_, index) => `m${index}`);
    await send(queue.url, ...bodies);
    await send(queue.url, ...bodies);
    const id = await map(queue.arn, { BatchSize: 15, MaximumBatchingWindowInSeconds: 1 });

    const batches = await batchesOf(20);

    expect(batches.map(({ length }) => length)).toEqual([15, 5]);
    await unmap(id);
  });

  it('gives a message that fails again and again to its dead-letter queue, and no other', async () => {
    const dead = await createQueue(cloud, 'dead');
    const queue = await createQueue(cloud, 'redriving', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }),
    });
    const id = await map(queue.arn, { FunctionResponseTypes: ['ReportBatchItemFailures'] });

    await send(queue.url, 'good', 'bad');

    const batches = await batchesOf(3);
    expect(batches.flat().sort()).toEqual(['bad', 'bad', 'good']);
    expect(await eventually(async () => (await receive(cloud, dead.url))[0])).toBe('bad');
    await isEmpty(queue.url);
    await unmap(id);
  });

  it('fails as a whole when the function does', async () => {
    const queue = await createQueue(cloud, 'throwing');
    const id = await map(queue.arn);

    await send(queue.url, 'throw', 'beside');

    const batches = await batchesOf(4);
    expect(batches.flat().filter((body) => body === 'beside')).toHaveLength(2);
    const { LastProcessingResult } = await lambda.send(
      new GetEventSourceMappingCommand({ UUID: id }),
    );
    expect(LastProcessingResult).toBe('PROBLEM: Function call failed');
    await unmap(id);
  });

  it('keeps its messages while it is disabled, and brings them afterwards', async () => {
    const queue = await createQueue(cloud, 'paused');
    const id = await map(queue.arn, { Enabled: false });
    await send(queue.url, 'kept');
    const before = await lambda.send(new GetEventSourceMappingCommand({ UUID: id }));

    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, Enabled: true }));

    expect(before.State).toBe('Disabled');
    expect(await batchesOf(1)).toEqual([['kept']]);
    await unmap(id);
  });

  it('takes events of a bus of one’s own, a thousand in two seconds', async () => {
    await cloud.call('events', 'AWSEvents.CreateEventBus', { Name: 'ours' });
    const queue = await createQueue(cloud, 'predictions');
    const about = { Name: 'all', EventBusName: 'ours' };
    await cloud.call('events', 'AWSEvents.PutRule', {
      ...about,
      EventPattern: JSON.stringify({ source: ['test'], detail: { route: ['operator'] } }),
    });
    await cloud.call('events', 'AWSEvents.PutTargets', {
      Rule: 'all',
      EventBusName: 'ours',
      Targets: [{ Id: 'queue', Arn: queue.arn, InputPath: '$.detail.id' }],
    });
    const id = await map(queue.arn, { BatchSize: 100, MaximumBatchingWindowInSeconds: 1 });
    const events = new EventBridgeClient(cloud.client);
    const startedAt = Date.now();

    const puts = Array.from({ length: 100 }, (_, call) =>
      events.send(
        new PutEventsCommand({
          Entries: Array.from({ length: 10 }, (_one, index) => ({
            EventBusName: 'ours',
            Source: 'test',
            DetailType: 'Prediction',
            Detail: JSON.stringify({ id: call * 10 + index, route: 'operator' }),
          })),
        }),
      ),
    );
    const answers = await Promise.all(puts);
    const batches = await batchesOf(1_000);

    // On a free machine it is two; this one has others to serve.
    expect(Date.now() - startedAt).toBeLessThan(12_000);
    expect(answers.every(({ FailedEntryCount }) => FailedEntryCount === 0)).toBe(true);
    expect(new Set(batches.flat()).size).toBe(1_000);
    events.destroy();
    await unmap(id);
  }, 40_000);

  it('is read and emptied under the function’s role', async () => {
    const response = await fetch(`${cloud.url}/_local/calls?principal=function:consumer`);
    const { calls } = (await response.json()) as { calls: RecordedCall[] };

    const actions = calls.map(({ action }) => action).filter((action) => action.startsWith('sqs:'));
    expect(new Set(actions)).toEqual(
      new Set(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']),
    );
  });
});

describe('an event source mapping', () => {
  it('is listed, tagged and deleted', async () => {
    const queue = await createQueue(cloud, 'listed');
    const UUID = await map(queue.arn, {
      Enabled: false,
      Tags: { team: 'a' },
      ScalingConfig: { MaximumConcurrency: 2 },
    });

    const { EventSourceMappings } = await lambda.send(
      new ListEventSourceMappingsCommand({ EventSourceArn: queue.arn, FunctionName: 'consumer' }),
    );
    expect(EventSourceMappings).toMatchObject([
      { UUID, State: 'Disabled', BatchSize: 10, ScalingConfig: { MaximumConcurrency: 2 } },
    ]);
    const Resource = EventSourceMappings![0]!.EventSourceMappingArn!;
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ team: 'a' });
    await expect(map(queue.arn)).rejects.toMatchObject({ name: 'ResourceConflictException' });

    await unmap(UUID);

    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it.each([
    ['an unknown queue', 'nobody', {}, /specified queue does not exist/],
    [
      'a large batch without a window',
      'refusing',
      { BatchSize: 100 },
      /must be greater than 0 if maximum batch size is greater than 10/,
    ],
    ['an unknown function', 'refusing', { FunctionName: 'nobody' }, /Function not found/],
    [
      'filters',
      'refusing',
      { FilterCriteria: { Filters: [{ Pattern: '{}' }] } },
      /does not filter messages/,
    ],
  ])('is refused for %s', async (_, queue, changes, message) => {
    await createQueue(cloud, 'refusing');

    await expect(map(`arn:aws:sqs:us-east-1:123456789012:${queue}`, changes)).rejects.toThrow(
      message,
    );
  });

  it('is refused for a queue whose messages return before the function has ended', async () => {
    const queue = await createQueue(cloud, 'hasty', { VisibilityTimeout: '5' });

    await expect(map(queue.arn)).rejects.toThrow(
      'Queue visibility timeout: 5 seconds is less than Function timeout: 10 seconds',
    );
  });

  it('needs a role that may read the queue', async () => {
    const queue = await createQueue(cloud, 'foreign');
    await callIam(cloud.url, 'CreateRole', {
      RoleName: 'powerless',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'lambda.amazonaws.com' },
        },
      }),
    });
    await cloud.createFunction('powerless', consumer, {
      Role: 'arn:aws:iam::123456789012:role/powerless',
    });

    await expect(map(queue.arn, { FunctionName: 'powerless' })).rejects.toThrow(
      'The function execution role does not have permissions to call ReceiveMessage on SQS',
    );
  });
});

describe('a rule', () => {
  it('sends to no queue whose policy does not let it', async () => {
    const dead = await createQueue(cloud, 'undelivered');
    const queue = await createQueue(cloud, 'closed', { Policy: '' });
    await cloud.call('events', 'AWSEvents.PutRule', {
      Name: 'closed',
      EventPattern: JSON.stringify({ source: ['closed'] }),
    });
    await cloud.call('events', 'AWSEvents.PutTargets', {
      Rule: 'closed',
      Targets: [{ Id: 'queue', Arn: queue.arn, DeadLetterConfig: { Arn: dead.arn } }],
    });

    await cloud.call('events', 'AWSEvents.PutEvents', {
      Entries: [{ Source: 'closed', DetailType: 'Any', Detail: '{}' }],
    });

    expect(await eventually(async () => (await receive(cloud, dead.url))[0])).toContain('closed');
    expect(await depth(queue.url)).toBe(0);
  });

  it('is not found on a bus that there is not', async () => {
    const answer = await cloud.call('events', 'AWSEvents.PutEvents', {
      Entries: [{ EventBusName: 'nowhere', Source: 's', DetailType: 'd', Detail: '{}' }],
    });

    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ResourceNotFoundException' }],
    });
  });
});
