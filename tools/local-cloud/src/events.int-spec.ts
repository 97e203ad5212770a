import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  DisableRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import {
  CreateStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';

import { createQueue, eventually, receive, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let events: EventBridgeClient;
let sfn: SFNClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  events = new EventBridgeClient(cloud.client);
  sfn = new SFNClient(cloud.client);
});
afterAll(async () => {
  events.destroy();
  sfn.destroy();
  await cloud.close();
});

const putRule = async (
  name: string,
  rule: { EventPattern?: string; ScheduleExpression?: string },
  target: Omit<Target, 'Id'>,
) => {
  await events.send(new PutRuleCommand({ Name: name, ...rule }));
  await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'it', ...target }] }));
};
const pattern = (value: object) => ({ EventPattern: JSON.stringify(value) });
const put = (detail: object, detailType = 'Made') =>
  events.send(
    new PutEventsCommand({
      Entries: [{ Source: 'test', DetailType: detailType, Detail: JSON.stringify(detail) }],
    }),
  );
const messagesOf = (queueUrl: string) =>
  eventually(async () => {
    const bodies = await receive(cloud, queueUrl);
    return bodies.length > 0 ? bodies.map((body) => JSON.parse(body) as unknown) : undefined;
  });

describe('status changes of executions', () => {
  it('reach a function when the execution is stopped from outside, and only then', async () => {
    const queue = await createQueue(cloud, 'aborted');
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: 'waiting',
        roleArn: 'arn:aws:iam::123456789012:role/functions',
        definition: JSON.stringify({
          StartAt: 'Wait',
          States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
        }),
      }),
    );
    const functionArn = await cloud.createFunction(
      'clean-up',
      `exports.handler = async (event) => {
         await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: {
           authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
           'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
           body: JSON.stringify({ QueueUrl: '${queue.url}', MessageBody: JSON.stringify(event) }) });
       };`,
    );
    await putRule(
      'aborted',
      pattern({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['ABORTED', 'TIMED_OUT', 'FAILED'], stateMachineArn: [stateMachineArn] },
      }),
      {
        Arn: functionArn,
        InputTransformer: {
          InputPathsMap: { name: '$.detail.name', status: '$.detail.status' },
          InputTemplate:
            '{"job_key": <name>, "error": {"Error": "ExecutionAborted", "Cause": <status>}}',
        },
      },
    );
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, name: 'job-1' }),
    );

    await sfn.send(new StopExecutionCommand({ executionArn }));

    expect(await messagesOf(queue.url)).toEqual([
      { job_key: 'job-1', error: { Error: 'ExecutionAborted', Cause: 'ABORTED' } },
    ]);
  });
});

describe('PutEvents', () => {
  it('delivers what matches, whole, and nothing of a disabled rule', async () => {
    const [queue, silent] = [await createQueue(cloud, 'made'), await createQueue(cloud, 'silent')];
    await putRule('made', pattern({ source: ['test'], detail: { n: [{ numeric: ['>', 1] }] } }), {
      Arn: queue.arn,
    });
    await putRule('silent', pattern({ source: ['test'] }), { Arn: silent.arn });
    await events.send(new DisableRuleCommand({ Name: 'silent' }));

    await put({ n: 1 });
    const { FailedEntryCount } = await put({ n: 2 });

    expect(FailedEntryCount).toBe(0);
    expect(await messagesOf(queue.url)).toEqual([
      expect.objectContaining({
        source: 'test',
        'detail-type': 'Made',
        account: '123456789012',
        region: 'us-east-1',
        detail: { n: 2 },
      }),
    ]);
    expect(await receive(cloud, silent.url)).toEqual([]);
  });

  it('puts what cannot be delivered into the target’s dead-letter queue', async () => {
    const dead = await createQueue(cloud, 'dead');
    await putRule('lost', pattern({ 'detail-type': ['Lost'] }), {
      Arn: 'arn:aws:lambda:us-east-1:123456789012:function:absent',
      DeadLetterConfig: { Arn: dead.arn },
      InputPath: '$.detail',
    });

    await put({ id: 7 }, 'Lost');

    expect(await messagesOf(dead.url)).toEqual([{ id: 7 }]);
  });

  it('starts a state machine', async () => {
    const queue = await createQueue(cloud, 'started');
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: 'quick',
        roleArn: 'arn:aws:iam::123456789012:role/functions',
        definition: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
      }),
    );
    await putRule('start', pattern({ 'detail-type': ['Go'] }), {
      Arn: stateMachineArn!,
      RoleArn: 'arn:aws:iam::123456789012:role/functions',
      Input: '{"from":"rule"}',
    });
    await putRule('ended', pattern({ source: ['aws.states'], detail: { status: ['SUCCEEDED'] } }), {
      Arn: queue.arn,
      InputPath: '$.detail.output',
    });

    await put({}, 'Go');

    expect(await messagesOf(queue.url)).toEqual([expect.stringContaining('rule')]);
  });

  it('says which entries are at fault', async () => {
    const { FailedEntryCount, Entries } = await events.send(
      new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'x', Detail: 'no' }] }),
    );

    expect({ FailedEntryCount, Entries }).toEqual({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }],
    });
  });
});

describe('EventBridge Scheduler', () => {
  it('fires a schedule at its time and removes it where that is asked for', async () => {
    const queue = await createQueue(cloud, 'scheduled');
    const at = new Date(Date.now() + 3_000).toISOString().slice(0, 19);
    const schedules = (method: string, body?: object) =>
      fetch(`${cloud.url}/schedules/once`, {
        method,
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=0',
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    await schedules('POST', {
      ScheduleExpression: `at(${at})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: queue.arn,
        RoleArn: 'arn:aws:iam::123456789012:role/functions',
        Input: '{"tick":1}',
      },
    });

    const messages = await messagesOf(queue.url);
    const status = await eventually(async () => {
      const answer = await schedules('GET');
      return answer.ok ? undefined : answer.status;
    });

    expect(messages).toEqual([{ tick: 1 }]);
    expect(status).toBe(404);
  });
});
