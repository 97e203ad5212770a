import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';

import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { startLocalCloud } from './cloud.ts';
import { RUN_MARKER } from './processes.ts';
import { startTestCloud, testPython, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.close());

describe('the gateway', () => {
  it('passes S3 through, large objects included', async () => {
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    const body = randomBytes(20_000_000);
    await s3.send(new CreateBucketCommand({ Bucket: 'objects' }));
    await s3.send(new PutObjectCommand({ Bucket: 'objects', Key: 'a/b c.bin', Body: body }));

    const got = await s3.send(new GetObjectCommand({ Bucket: 'objects', Key: 'a/b c.bin' }));

    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(body)).toBe(true);
  });

  it('passes streams of unknown hash through, which clients send in signed chunks', async () => {
    const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    const body = randomBytes(3_000_000);
    await s3.send(new CreateBucketCommand({ Bucket: 'streams' }));
    await s3.send(
      new PutObjectCommand({
        Bucket: 'streams',
        Key: 'it',
        Body: Readable.from([body.subarray(0, 1_000), body.subarray(1_000)]),
        ContentLength: body.length,
      }),
    );

    const got = await s3.send(new GetObjectCommand({ Bucket: 'streams', Key: 'it' }));

    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(body)).toBe(true);
  });

  it('keeps the newest events of a log stream, not all of them for good', async () => {
    const logs = new CloudWatchLogsClient(cloud.client);
    const stream = { logGroupName: 'busy', logStreamName: 'one' };
    await logs.send(new CreateLogGroupCommand({ logGroupName: 'busy' }));
    await logs.send(new CreateLogStreamCommand(stream));

    for (const batch of [0, 1]) {
      const logEvents = Array.from({ length: 9_000 }, (_, index) => {
        const number = batch * 9_000 + index;
        return { timestamp: Date.now(), message: `line ${number}` };
      });
      await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
    }

    const ends = await Promise.all(
      [true, false].map(async (startFromHead) => {
        const page = await logs.send(
          new GetLogEventsCommand({ ...stream, limit: 1, startFromHead }),
        );
        return page.events?.[0]?.message;
      }),
    );
    expect(ends).toEqual(['line 8000', 'line 17999']);
  });

  it.each(['//', '//[', 'http://['])('refuses the request target %s', async (path) => {
    const { port } = new URL(cloud.url);

    const status = await new Promise<number | undefined>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject);
    });

    expect(status).toBe(400);
  });

  it('lets one of many simultaneous transactions through, and loses no other write', async () => {
    const dynamo = new DynamoDBClient({ ...cloud.client, maxAttempts: 1 });
    await dynamo.send(
      new CreateTableCommand({
        TableName: 'jobs',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    const take = () =>
      dynamo.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName: 'jobs',
                Item: { id: { S: 'lease' } },
                ConditionExpression: 'attribute_not_exists(id)',
              },
            },
          ],
        }),
      );
    const count = () =>
      dynamo.send(
        new UpdateItemCommand({
          TableName: 'jobs',
          Key: { id: { S: 'counter' } },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );

    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => Promise.allSettled([take(), count()])),
    );
    const taken = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value[0].status] : [],
    );
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: 'jobs', Key: { id: { S: 'counter' } } }),
    );

    expect(taken.filter((status) => status === 'fulfilled')).toHaveLength(1);
    expect(Item?.['n']).toEqual({ N: '50' });
  });

  it('serves boto3', async () => {
    const script = `
import boto3, json
lambda_ = boto3.client('lambda')
states = boto3.client('stepfunctions')
print(json.dumps([
    boto3.client('sts').get_caller_identity()['Account'],
    lambda_.list_functions()['Functions'],
    states.list_state_machine_versions(stateMachineArn='arn:aws:states:us-east-1:123456789012:stateMachine:x')['stateMachineVersions'],
    states.validate_state_machine_definition(definition='{"StartAt":"A","States":{}}')['result'],
]))`;
    const { stdout } = await promisify(execFile)(testPython, ['-c', script], {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: cloud.url,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_DEFAULT_REGION: 'us-east-1',
      },
    });

    expect(JSON.parse(stdout)).toEqual(['123456789012', [], [], 'FAIL']);
  });

  it('names an operation that nothing here does, in a way that is not retried', async () => {
    const answer = await cloud.call('logs', 'Logs_20140328.StartLiveTail', {});

    expect(answer).toMatchObject({
      __type: 'UnsupportedOperation',
      message: expect.stringContaining('logs:StartLiveTail') as unknown,
    });
  });

  it('tells its health', async () => {
    const response = await fetch(`${cloud.url}/_local/health`);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', endpointUrl: cloud.url });
  });
});

describe('startLocalCloud', () => {
  const options = async () => ({
    port: 0,
    stateDir: await mkdtemp(join(tmpdir(), 'local-cloud-')),
    python: testPython,
  });

  it('says that a port is in use', async () => {
    const port = Number(new URL(cloud.url).port);

    await expect(startLocalCloud({ ...(await options()), port })).rejects.toMatchObject({
      name: 'PortInUseError',
      message: expect.stringContaining(`Port ${port} is in use`) as unknown,
    });
  });

  it.each([
    ['a Python that does not exist', '/no/python', 'Cannot run /no/python'],
    ['a Python that is none', '/bin/false', 'moto ended with code 1'],
  ])('says what is wrong with %s', async (_, python, message) => {
    await expect(startLocalCloud({ ...(await options()), python })).rejects.toMatchObject({
      name: 'MotoStartError',
      message: expect.stringContaining(message) as unknown,
    });
  });

  it('refuses the state folder of another that runs', async () => {
    // Started by a process of its own: within one process the folder may be taken again.
    const stateDir = (await options()).stateDir;
    const first = await startMain(stateDir);

    await expect(startLocalCloud({ ...(await options()), stateDir })).rejects.toMatchObject({
      name: 'StateDirInUseError',
    });
    await first.stop('SIGTERM');
  });

  it('leaves no process behind, ended by a signal within three seconds', async () => {
    const { stateDir } = await options();
    const main = await startMain(stateDir);
    const before = await markedProcesses(main.runId);
    const startedAt = Date.now();

    const exitCode = await main.stop('SIGTERM');

    expect(before).not.toEqual([]);
    expect(exitCode).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    expect(await markedProcesses(main.runId)).toEqual([]);
    await rm(stateDir, { recursive: true, force: true });
  });

  it('ends moto even when the gateway is killed', async () => {
    const { stateDir } = await options();
    const main = await startMain(stateDir);

    await main.stop('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 500));

    expect(await markedProcesses(main.runId)).toEqual([]);
    await rm(stateDir, { recursive: true, force: true });
  });
});

/** Runs the command as a user does, and waits for the line that says it is ready. */
const startMain = async (stateDir: string) => {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, 'main.ts'),
      ...['--port', '0', '--state-dir', stateDir, '--python', testPython],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('ended before it was ready')));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Local cloud ready at')) resolve();
    });
  });
  const { id } = JSON.parse(await readFile(join(stateDir, 'run.json'), 'utf8')) as { id: string };
  return {
    runId: id,
    stop: (signal: NodeJS.Signals) =>
      new Promise<number | null>((resolve) => {
        child.removeAllListeners('exit').once('exit', resolve);
        child.kill(signal);
      }),
  };
};

/** Processes of a run; only where there is /proc. */
const markedProcesses = async (runId: string): Promise<number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.includes(`${RUN_MARKER}=${runId}`) ? [pid] : [];
    }),
  );
  return marked.flat();
};
