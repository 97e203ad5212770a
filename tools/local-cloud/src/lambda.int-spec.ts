import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  CreateAliasCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type InvokeCommandInput,
} from '@aws-sdk/client-lambda';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import {
  createQueue,
  eventually,
  receive,
  startTestCloud,
  zipOf,
  type TestCloud,
} from './test-cloud.ts';

let cloud: TestCloud;
let lambda: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  // A refused call is what some tests are about: it must not be repeated.
  lambda = new LambdaClient({ ...cloud.client, maxAttempts: 1 });
});
afterAll(async () => {
  lambda.destroy();
  await cloud.close();
});

const invoke = async (
  name: string,
  payload: unknown = {},
  options: Partial<InvokeCommandInput> = {},
) => {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload), ...options }),
  );
  const text = answer.Payload ? Buffer.from(answer.Payload).toString() : '';
  return {
    status: answer.StatusCode,
    error: answer.FunctionError,
    version: answer.ExecutedVersion,
    value: text === '' ? undefined : (JSON.parse(text) as unknown),
    log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
  };
};

describe('Invoke', () => {
  it('runs the deployed code with the function’s environment and nothing of the user’s', async () => {
    process.env['OF_THE_USER'] = 'x';
    await cloud.createFunction(
      'environment',
      `exports.handler = async (event, context) => ({
         event, env: process.env, name: context.functionName, arn: context.invokedFunctionArn,
         left: context.getRemainingTimeInMillis() });`,
      { Environment: { Variables: { TABLE: 'jobs' } } },
    );

    const { status, error, version, value } = await invoke('environment', { a: 1 });

    expect({ status, error, version }).toEqual({ status: 200, version: '$LATEST' });
    expect(value).toMatchObject({
      event: { a: 1 },
      env: {
        TABLE: 'jobs',
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: cloud.url,
        AWS_LAMBDA_FUNCTION_NAME: 'environment',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      },
      name: 'environment',
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:environment',
    });
    expect((value as { env: object }).env).not.toHaveProperty('OF_THE_USER');
    expect((value as { left: number }).left).toBeGreaterThan(9_000);
  });

  it.each([
    [
      'a thrown error',
      'async () => { throw new TypeError("bad") }',
      { errorType: 'TypeError', errorMessage: 'bad' },
    ],
    [
      'an error from a callback',
      '(e, c, done) => done(new RangeError("far"))',
      { errorType: 'RangeError', errorMessage: 'far' },
    ],
    [
      'a rejection that is no error',
      'async () => { throw "text" }',
      { errorType: 'string', errorMessage: 'text' },
    ],
    [
      'an uncaught error',
      '() => new Promise(() => setTimeout(() => { throw new Error("late") }, 10))',
      { errorType: 'Runtime.UncaughtException', errorMessage: 'late' },
    ],
    [
      'an exit',
      '() => process.exit(7)',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime exited with error: exit status 7$/) as unknown,
      },
    ],
    [
      'a timeout',
      '() => new Promise((r) => setTimeout(r, 60000))',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 1.00 seconds$/) as unknown,
      },
    ],
    [
      'a response that is too big',
      'async () => "x".repeat(7000000)',
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: expect.stringContaining('exceeded maximum') as unknown,
      },
    ],
  ])('reports %s as Lambda does', async (what, code, expected) => {
    const name = what.replaceAll(' ', '-');
    await cloud.createFunction(name, `exports.handler = ${code};`, { Timeout: 1 });

    const { status, error, value } = await invoke(name);

    expect({ status, error }).toEqual({ status: 200, error: 'Unhandled' });
    expect(value).toMatchObject(expected);
  });

  it.each([
    [
      'a module that throws',
      'throw new Error("no config")',
      'main.handler',
      { errorType: 'Error', errorMessage: 'no config' },
    ],
    ['a module that is missing', '', 'other.handler', { errorType: 'Runtime.ImportModuleError' }],
    [
      'an export that is missing',
      'exports.other = 1',
      'main.handler',
      { errorType: 'Runtime.HandlerNotFound' },
    ],
  ])('reports %s when initialising', async (what, code, Handler, expected) => {
    const name = what.replaceAll(' ', '-');
    await cloud.createFunction(name, code, { Handler });

    const { error, value } = await invoke(name);

    expect(error).toBe('Unhandled');
    expect(value).toMatchObject(expected);
  });

  it.each([
    ['a callback', '(e, c, done) => { setTimeout(() => done(null, 5), 5) }', 5],
    ['an undefined result', 'async () => undefined', null],
    ['a promise that nothing will ever settle', '() => new Promise(() => {})', null],
  ])('takes %s as an answer', async (what, code, expected) => {
    const name = what.replaceAll(' ', '-');
    await cloud.createFunction(name, `exports.handler = ${code};`);

    const { error, value } = await invoke(name);

    expect({ error, value }).toEqual({ value: expected });
  });

  it('keeps a warm process for the next event and a new one after a configuration change', async () => {
    await cloud.createFunction(
      'warm',
      'let n = 0; exports.handler = async () => [++n, process.env.X];',
    );
    const first = await invoke('warm');
    const second = await invoke('warm');
    await lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'warm',
        Environment: { Variables: { X: '1' } },
      }),
    );
    const third = await invoke('warm');

    expect([first.value, second.value, third.value]).toEqual([
      [1, null],
      [2, null],
      [1, '1'],
    ]);
  });

  it('gives the tail of the log, lines of the function between START and REPORT', async () => {
    await cloud.createFunction(
      'logging',
      'exports.handler = async () => console.log("two\\nlines");',
    );

    const { log } = await invoke('logging', {}, { LogType: 'Tail' });

    expect(log).toMatch(
      /^START RequestId: \S+ Version: \$LATEST\n\S+Z\t\S+\tINFO\ttwo\nlines\nEND RequestId: \S+\nREPORT .*Memory Size: 128 MB\tMax Memory Used: [1-9]\d* MB\tInit Duration: \d+\.\d\d ms\n$/,
    );
  });

  it('writes the log to CloudWatch Logs', async () => {
    await cloud.createFunction('logged', 'exports.handler = async () => console.log("seen");');
    const logs = new CloudWatchLogsClient(cloud.client);
    await invoke('logged');

    const events = await eventually(async () => {
      const found = await logs
        .send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/logged' }))
        .catch(() => undefined);
      return found?.events?.some(({ message }) => message?.startsWith('REPORT'))
        ? found.events
        : undefined;
    });

    expect(events.map(({ message }) => message?.split(/[ \t]/)[0])).toEqual([
      'START',
      expect.stringMatching(/Z$/),
      'END',
      'REPORT',
    ]);
  });

  it('completes 50 simultaneous events, each with its own result', async () => {
    await cloud.createFunction(
      'many',
      'exports.handler = async (e) => { await new Promise((r) => setTimeout(r, 20)); return e.n; };',
    );

    const results = await Promise.all(Array.from({ length: 50 }, (_, n) => invoke('many', { n })));

    expect(results.map(({ value }) => value)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('throttles at the reserved concurrency', async () => {
    await cloud.createFunction(
      'reserved',
      'exports.handler = () => new Promise((r) => setTimeout(r, 300));',
    );
    await lambda.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: 'reserved',
        ReservedConcurrentExecutions: 1,
      }),
    );

    const results = await Promise.allSettled([invoke('reserved'), invoke('reserved')]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } },
    });
  });

  it.each([
    ['an unknown function', 'absent', {}, 'ResourceNotFoundException'],
    ['an unknown version', 'many:77', {}, 'ResourceNotFoundException'],
    ['a payload that is no JSON', 'many', { Payload: '{' }, 'InvalidRequestContentException'],
    [
      'a payload over 6 MB',
      'many',
      { Payload: `"${'x'.repeat(6_300_000)}"` },
      'RequestTooLargeException',
    ],
  ])('refuses %s', async (_, name, options, expected) => {
    await expect(invoke(name, {}, options)).rejects.toMatchObject({ name: expected });
  });

  it('checks without running on DryRun', async () => {
    const { status, value } = await invoke('many', {}, { InvocationType: 'DryRun' });

    expect({ status, value }).toEqual({ status: 204, value: undefined });
  });
});

describe('Invoke of an Event', () => {
  it('tries twice more, then puts the event into the dead-letter queue', async () => {
    const queue = await createQueue(cloud, 'dead-letters');
    await cloud.createFunction(
      'failing',
      'exports.handler = async (e) => { console.log("try"); throw new Error("no"); };',
      { DeadLetterConfig: { TargetArn: queue.arn } },
    );

    const { status } = await invoke('failing', { id: 1 }, { InvocationType: 'Event' });
    const messages = await eventually(async () => {
      const bodies = await receive(cloud, queue.url);
      return bodies.length > 0 ? bodies : undefined;
    });

    expect(status).toBe(202);
    expect(messages.map((body) => JSON.parse(body) as unknown)).toEqual([{ id: 1 }]);
  });
});

describe('the failure destination of an Event', () => {
  it('is told what failed, after as many tries as configured', async () => {
    const queue = await createQueue(cloud, 'failures');
    await cloud.createFunction(
      'destined',
      'exports.handler = async () => { throw new Error("no"); };',
    );
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'destined',
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: queue.arn } },
      }),
    );

    await invoke('destined', { id: 2 }, { InvocationType: 'Event' });
    const [record] = await eventually(async () => {
      const bodies = await receive(cloud, queue.url);
      return bodies.length > 0 ? bodies.map((body) => JSON.parse(body) as unknown) : undefined;
    });

    expect(record).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: { id: 2 },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });
});

describe('the control plane', () => {
  const answering = (value: number) => `exports.handler = async () => ${value};`;

  it('runs what an alias points to, and the new version once it has been shifted', async () => {
    await cloud.createFunction('shifted', answering(1));
    const one = await lambda.send(new PublishVersionCommand({ FunctionName: 'shifted' }));
    await lambda.send(
      new CreateAliasCommand({
        FunctionName: 'shifted',
        Name: 'live',
        FunctionVersion: one.Version,
      }),
    );
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'shifted', ZipFile: zipOf(answering(2)) }),
    );
    const two = await lambda.send(new PublishVersionCommand({ FunctionName: 'shifted' }));
    const before = await invoke('shifted:live');
    await lambda.send(
      new UpdateAliasCommand({
        FunctionName: 'shifted',
        Name: 'live',
        FunctionVersion: two.Version,
      }),
    );
    const after = await invoke('shifted', {}, { Qualifier: 'live' });

    expect([before.value, before.version, after.value, after.version]).toEqual([1, '1', 2, '2']);
  });

  it('takes code from S3', async () => {
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'artefacts' }));
    await s3.send(
      new PutObjectCommand({ Bucket: 'artefacts', Key: 'a b/f.zip', Body: zipOf(answering(3)) }),
    );
    await cloud.createFunction('from-s3', '', {
      Code: { S3Bucket: 'artefacts', S3Key: 'a b/f.zip' },
    });

    const { value } = await invoke('from-s3');

    expect(value).toBe(3);
    await expect(
      cloud.createFunction('from-nowhere', '', {
        Code: { S3Bucket: 'artefacts', S3Key: 'absent' },
      }),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it("tells which customer's key encrypts the environment, until it is taken away", async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/1';
    await cloud.createFunction('encrypted', answering(1), { KMSKeyArn: key });
    const configuration = { FunctionName: 'encrypted' };
    const get = new GetFunctionConfigurationCommand(configuration);
    const made = await lambda.send(get);
    await lambda.send(
      new UpdateFunctionConfigurationCommand({ ...configuration, Description: 'changed' }),
    );
    const changed = await lambda.send(get);
    await lambda.send(new UpdateFunctionConfigurationCommand({ ...configuration, KMSKeyArn: '' }));
    const without = await lambda.send(get);

    expect([made, changed, without].map(({ KMSKeyArn }) => KMSKeyArn)).toEqual([
      key,
      key,
      undefined,
    ]);
  });

  it('guards updates by revision', async () => {
    await cloud.createFunction('guarded', answering(1));
    const get = new GetFunctionConfigurationCommand({ FunctionName: 'guarded' });
    const { RevisionId } = await lambda.send(get);
    const update = () =>
      lambda.send(
        new UpdateFunctionCodeCommand({
          FunctionName: 'guarded',
          ZipFile: zipOf(answering(2)),
          RevisionId,
        }),
      );

    const updated = await update();

    expect(updated.RevisionId).toEqual((await lambda.send(get)).RevisionId);
    expect(updated.RevisionId).not.toEqual(RevisionId);
    await expect(update()).rejects.toMatchObject({
      name: 'PreconditionFailedException',
      $metadata: { httpStatusCode: 412 },
    });
  });
});
