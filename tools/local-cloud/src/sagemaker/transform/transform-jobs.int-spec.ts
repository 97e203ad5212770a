import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  type CreateTransformJobCommandInput,
  DescribeTransformJobCommand,
  type DescribeTransformJobCommandOutput,
  ListTransformJobsCommand,
  SageMakerClient,
  StopTransformJobCommand,
  type TransformInput,
} from '@aws-sdk/client-sagemaker';

import { archive } from '../testing/archives.ts';
import { isRunning } from '../testing/is-running.ts';
import { startTestCloud, waitFor, type TestCloud } from '../testing/test-cloud.ts';

const Image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3';

/** Doubles `x` of each line and says in which request it came; lingers, fails or dies when asked to. */
const INFERENCE = `
import json, os, pathlib, time
requests = 0
def model_fn(model_dir):
    pathlib.Path(os.environ['PID_FILE']).write_text(str(os.getpid()))
    return os.environ.get('FACTOR', '2')
def input_fn(body, content_type):
    assert content_type == 'application/jsonlines', content_type
    return [json.loads(line) for line in (body.decode() if isinstance(body, bytes) else body).splitlines()]
def predict_fn(rows, factor):
    global requests
    requests += 1
    for row in rows:
        if row.get('linger'):
            print('lingering', flush=True)
            time.sleep(600)
        if row.get('fail'):
            raise ValueError('no such row')
        if row.get('die'):
            os._exit(1)
    return [{'y': row['x'] * int(factor), 'request': requests} for row in rows]
def output_fn(rows, accept):
    return '\\n'.join(json.dumps(row) for row in rows), accept
`;

let cloud: TestCloud;
let sageMaker: SageMakerClient;
let s3: S3Client;
let pidFile: string;

beforeAll(async () => {
  cloud = await startTestCloud({ startUpMs: 10_000 });
  sageMaker = new SageMakerClient(cloud.client);
  s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  pidFile = `${cloud.context.logDir}/../pid`;
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  await put('model.tar.gz', await archive({ version: '1', 'code/inference.py': INFERENCE }));
  await put('in/a.jsonl', '{"id":"u1","x":1}\n{"id":"u2","x":2}\n{"id":"u3","x":3}\n');
  await put('in/sub/b.jsonl', '{"id":"u4","x":4}');
  await put('zipped/c.jsonl.gz', gzipSync('{"x":5}\n'));
  for (const behaviour of ['linger', 'fail', 'die']) {
    await put(`${behaviour}/rows.jsonl`, `{"x":1,"${behaviour}":true}\n`);
  }
  await createModel('doubling', Image);
  await createModel('unknown-image', '1.dkr.ecr.us-east-1.amazonaws.com/other:1');
});

afterAll(async () => {
  await cloud.close();
});

const put = (Key: string, Body: string | Buffer) =>
  s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));

const createModel = (ModelName: string, image: string) =>
  sageMaker.send(
    new CreateModelCommand({
      ModelName,
      ExecutionRoleArn: 'arn:aws:iam::123456789012:role/serving',
      PrimaryContainer: {
        Image: image,
        ModelDataUrl: 's3://data/model.tar.gz',
        Environment: { PID_FILE: pidFile },
      },
    }),
  );

const start = async (
  prefix: string,
  changes: Partial<CreateTransformJobCommandInput> = {},
  input: Partial<TransformInput> = {},
): Promise<string> => {
  const name = `job-${randomUUID()}`;
  await sageMaker.send(
    new CreateTransformJobCommand({
      TransformJobName: name,
      ModelName: 'doubling',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://data/${prefix}` } },
        ContentType: 'application/jsonlines',
        SplitType: 'Line',
        ...input,
      },
      TransformOutput: {
        S3OutputPath: `s3://data/out/${name}/`,
        Accept: 'application/jsonlines',
        AssembleWith: 'Line',
      },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      ...changes,
    }),
  );
  return name;
};

const describeJob = (TransformJobName: string): Promise<DescribeTransformJobCommandOutput> =>
  sageMaker.send(new DescribeTransformJobCommand({ TransformJobName }));

const ended = async (name: string): Promise<DescribeTransformJobCommandOutput> => {
  await waitFor(async () =>
    ['Completed', 'Failed', 'Stopped'].includes((await describeJob(name)).TransformJobStatus!),
  );
  return describeJob(name);
};

const outputs = async (name: string): Promise<Record<string, unknown[]>> => {
  const Prefix = `out/${name}/`;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'data', Prefix }));
  const entries = await Promise.all(
    Contents.map(async ({ Key = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
      const lines = (await Body!.transformToString()).trimEnd().split('\n');
      return [Key.slice(Prefix.length), lines.map((line) => JSON.parse(line) as unknown)] as const;
    }),
  );
  return Object.fromEntries(entries);
};

const servingPid = async (): Promise<number> => {
  return Number(await readFile(pidFile, 'utf8'));
};

describe('a transform job', () => {
  it('scores every object below the prefix, as many lines at once as fit', async () => {
    const name = await start('in');

    const job = await ended(name);

    expect(job.FailureReason).toBeUndefined();
    expect(job).toMatchObject({ TransformJobStatus: 'Completed', ModelName: 'doubling' });
    expect(job.TransformEndTime!.getTime()).toBeGreaterThan(job.TransformStartTime!.getTime());
    expect(await outputs(name)).toEqual({
      'a.jsonl.out': [
        { y: 2, request: 1 },
        { y: 4, request: 1 },
        { y: 6, request: 1 },
      ],
      'sub/b.jsonl.out': [{ y: 8, request: 2 }],
    });
    expect(isRunning(await servingPid())).toBe(false);
  });

  it('scores an object alone, line by line, with the environment of the job', async () => {
    const name = await start('in/a.jsonl', {
      BatchStrategy: 'SingleRecord',
      Environment: { FACTOR: '3' },
    });

    expect((await ended(name)).FailureReason).toBeUndefined();

    expect(await outputs(name)).toEqual({
      'a.jsonl.out': [
        { y: 3, request: 1 },
        { y: 6, request: 2 },
        { y: 9, request: 3 },
      ],
    });
  });

  it('joins what it scored with its input, and keeps what is asked for', async () => {
    const name = await start('in/a.jsonl', {
      DataProcessing: { JoinSource: 'Input', OutputFilter: "$['id','SageMakerOutput']" },
    });

    expect((await ended(name)).FailureReason).toBeUndefined();

    expect((await outputs(name))['a.jsonl.out']![1]).toEqual({
      id: 'u2',
      SageMakerOutput: { y: 4, request: 1 },
    });
  });

  it('sends a compressed object whole where it is not to be split', async () => {
    const name = await start(
      'zipped',
      {},
      {
        CompressionType: 'Gzip',
        SplitType: 'None',
      },
    );

    expect((await ended(name)).FailureReason).toBeUndefined();

    expect(await outputs(name)).toEqual({ 'c.jsonl.gz.out': [{ y: 10, request: 1 }] });
  });

  it.each([
    [
      'fail',
      {},
      /^AlgorithmError: fail\/rows\.jsonl: Bad HTTP status received from algorithm: 500/,
    ],
    ['die', {}, /^AlgorithmError: die\/rows\.jsonl: the algorithm ended while it had a request$/],
    ['nowhere', {}, /^ClientError: Data download failed:No S3 objects found/],
    ['in', { ModelName: 'unknown-image' }, /^ClientError: .*cannot run .*other:1/],
  ])('fails with a reason: %s', async (prefix, changes, reason) => {
    const job = await ended(await start(prefix, changes));

    expect(job.TransformJobStatus).toBe('Failed');
    expect(job.FailureReason).toMatch(reason);
  });

  it('stops at once, with its process', async () => {
    const name = await start('linger');
    await waitFor(async () => isRunning(await servingPid()));

    await sageMaker.send(new StopTransformJobCommand({ TransformJobName: name }));

    expect(await ended(name)).toMatchObject({ TransformJobStatus: 'Stopped' });
    expect(isRunning(await servingPid())).toBe(false);
    await expect(
      sageMaker.send(new StopTransformJobCommand({ TransformJobName: name })),
    ).rejects.toThrow('is in status Stopped');
  });
});

describe('the operations on transform jobs', () => {
  it('list, by status', async () => {
    const name = await start('in');
    await ended(name);

    const { TransformJobSummaries = [] } = await sageMaker.send(
      new ListTransformJobsCommand({ StatusEquals: 'Completed', NameContains: name }),
    );

    expect(TransformJobSummaries).toMatchObject([{ TransformJobName: name }]);
  });

  it.each([
    ['an unknown model', { ModelName: 'nobody' }, 'Could not find model'],
    ['too much at once', { MaxConcurrentTransforms: 20 }, 'must not be greater than 100'],
    [
      'a filter that cannot be read',
      { DataProcessing: { InputFilter: '$..id' } },
      'Member must be a JSONPath',
    ],
  ])('refuse %s', async (_, changes, message) => {
    await expect(start('in', changes)).rejects.toThrow(message);
  });

  it('refuse a name twice, and know no job that is not there', async () => {
    const name = await start('in');

    await expect(start('in', { TransformJobName: name })).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await expect(describeJob('nobody')).rejects.toThrow('Requested resource not found.');
    await ended(name);
  });
});

it('ends what runs when it is closed', async () => {
  await start('linger');
  await waitFor(async () => isRunning(await servingPid()));
  const pid = await servingPid();

  await cloud.sageMaker.close();

  expect(isRunning(pid)).toBe(false);
});
