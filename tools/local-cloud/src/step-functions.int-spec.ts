import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';

import { createQueue, eventually, receive, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let sfn: SFNClient;
let queueUrl: string;
const roleArn = 'arn:aws:iam::123456789012:role/functions';

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new SFNClient({ ...cloud.client, maxAttempts: 1 });
  queueUrl = (await createQueue(cloud, 'tokens')).url;
  // Tells the test its token by a queue, as the notebook is told by the job table.
  await cloud.createFunction(
    'take-token',
    `exports.handler = async (event) => {
       if (event.fail === 'busy') { const e = new Error('later'); e.name = 'BusyError'; throw e; }
       await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: {
         authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
         'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
         body: JSON.stringify({ QueueUrl: '${queueUrl}', MessageBody: event.token }) });
       if (event.early) {
         await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: {
           authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0',
           'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
           body: JSON.stringify({ taskToken: event.token, output: '"early"' }) });
         await new Promise((r) => setTimeout(r, 300));
       }
     };`,
  );
  await cloud.createFunction('settle', 'exports.handler = async (event) => ({ settled: event });');
});
afterAll(async () => {
  sfn.destroy();
  await cloud.close();
});

/** A task that waits for its token, and a clean-up that always runs, as in the pipeline. */
const start = async (name: string, waiting: object = {}, payload: object = {}) => {
  const definition = {
    StartAt: 'Wait',
    States: {
      Wait: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: {
          FunctionName: 'take-token',
          Payload: { 'token.$': '$$.Task.Token', ...payload },
        },
        TimeoutSeconds: 30,
        ResultPath: '$.report',
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Settle' }],
        Next: 'Settle',
        ...waiting,
      },
      Settle: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'settle', 'Payload.$': '$' },
        OutputPath: '$.Payload',
        End: true,
      },
    },
  };
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) }),
  );
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: '{"job":1}' }),
  );
  return executionArn!;
};

const nextToken = () => eventually(async () => (await receive(cloud, queueUrl))[0]);

const describeExecution = (executionArn: string) =>
  sfn.send(new DescribeExecutionCommand({ executionArn }));

const ended = (executionArn: string) =>
  eventually(async () => {
    const execution = await describeExecution(executionArn);
    return execution.status === 'RUNNING' ? undefined : execution;
  });

const outputOf = async (executionArn: string): Promise<unknown> =>
  JSON.parse((await ended(executionArn)).output ?? 'null');

const beat = (taskToken: string) => sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

describe('a task that waits for its token', () => {
  it('goes on with the output that is sent', async () => {
    const executionArn = await start('succeeding');

    const taskToken = await nextToken();
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"ok":true}' }));

    expect(await outputOf(executionArn)).toEqual({ settled: { job: 1, report: { ok: true } } });
  });

  it('catches a failure with its error and cause', async () => {
    const executionArn = await start('failing');

    const taskToken = await nextToken();
    await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'training', cause: 'no rows' }));

    expect(await outputOf(executionArn)).toEqual({
      settled: { job: 1, error: { Error: 'training', Cause: 'no rows' } },
    });
  });

  it('takes an outcome that comes before its function has returned', async () => {
    const executionArn = await start('early', { HeartbeatSeconds: 2 }, { early: true });

    await nextToken();

    expect(await outputOf(executionArn)).toEqual({ settled: { job: 1, report: 'early' } });
  });

  it('lives as long as heartbeats come, and refuses its token once they have not', async () => {
    const executionArn = await start('beating', { HeartbeatSeconds: 1 });

    const taskToken = await nextToken();
    for (let i = 0; i < 4; i += 1) {
      await pause(0.5);
      await beat(taskToken);
    }
    const before = await describeExecution(executionArn);

    expect(before.status).toBe('RUNNING');
    expect(await outputOf(executionArn)).toMatchObject({
      settled: { error: { Error: 'States.Timeout' } },
    });
    await expect(beat(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('times out although heartbeats come, and refuses its token from then on', async () => {
    const executionArn = await start('long', { TimeoutSeconds: 2, HeartbeatSeconds: 1 });

    const taskToken = await nextToken();
    const beating = setInterval(() => void beat(taskToken).catch(() => undefined), 300);
    const output = await outputOf(executionArn);
    clearInterval(beating);

    expect(output).toMatchObject({ settled: { error: { Error: 'States.Timeout' } } });
    await expect(
      sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('gets a new token with each retry', async () => {
    const executionArn = await start('retrying', {
      HeartbeatSeconds: 1,
      Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 }],
    });

    const first = await nextToken();
    const second = await nextToken();
    await sfn.send(new SendTaskSuccessCommand({ taskToken: second, output: '2' }));

    expect(second).not.toBe(first);
    expect(await outputOf(executionArn)).toEqual({ settled: { job: 1, report: 2 } });
    await expect(beat(first)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('says in milliseconds when a state was entered', async () => {
    const executionArn = await start('entered', {}, { 'entered.$': '$$.State.EnteredTime' });
    await nextToken();
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    await sfn.send(new StopExecutionCommand({ executionArn }));

    const sent = events.map((event) => event.taskScheduledEventDetails?.parameters ?? '').join('');
    expect(sent).toMatch(/"entered": ?"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
  });

  it('retries on the name of the function’s error, then catches it', async () => {
    const executionArn = await start(
      'busy',
      { Retry: [{ ErrorEquals: ['BusyError'], IntervalSeconds: 1, MaxAttempts: 1 }] },
      { fail: 'busy' },
    );

    const output = await outputOf(executionArn);
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));

    expect(output).toMatchObject({ settled: { error: { Error: 'BusyError' } } });
    expect(events?.filter(({ type }) => type === 'TaskScheduled')).toHaveLength(3);
  });
});

describe('StopExecution', () => {
  it('aborts at once, with error and cause, and runs nothing more', async () => {
    const executionArn = await start('stopped', { HeartbeatSeconds: 20 });
    const taskToken = await nextToken();

    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Mine', cause: 'by hand' }));
    const execution = await describeExecution(executionArn);
    await pause(0.5);
    const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));

    expect(execution).toMatchObject({ status: 'ABORTED', error: 'Mine', cause: 'by hand' });
    expect(events?.at(-1)?.type).toBe('ExecutionAborted');
    expect((await describeExecution(executionArn)).stopDate).toEqual(execution.stopDate);
    await expect(beat(taskToken)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('StartExecution', () => {
  it('is idempotent for the same name and input while it runs', async () => {
    const first = await start('idempotent');
    const { stateMachineArn, name } = await describeExecution(first);
    const again = (input: string) =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));

    const second = await again('{"job":1}');

    expect(second.executionArn).toBe(first);
    await expect(again('{"job":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await sfn.send(new StopExecutionCommand({ executionArn: first }));
  });
});
