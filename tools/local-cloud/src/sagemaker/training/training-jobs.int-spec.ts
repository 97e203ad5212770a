import { randomUUID } from 'node:crypto';

import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
  ListTrainingJobsCommand,
  SageMakerClient,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';

import { archive, readFromArchive } from '../testing/archives.ts';
import { startTestCloud, waitFor, type TestCloud } from '../testing/test-cloud.ts';

const IMAGE = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3';

/** Fits a mean, tells what it was told, and fails or lingers when asked to. */
const TRAIN = `
import argparse, json, os, pathlib, signal, subprocess, sys, time
parser = argparse.ArgumentParser()
parser.add_argument('--behaviour', default='train')
parser.add_argument('--l2', type=float)
parser.add_argument('--epochs', type=int)
args = parser.parse_args()
model = pathlib.Path(os.environ['SM_MODEL_DIR'])
if args.behaviour == 'fail':
    pathlib.Path(os.environ['SM_OUTPUT_DIR'], 'failure').write_text('no rows of class 1')
    pathlib.Path(os.environ['SM_OUTPUT_DATA_DIR'], 'report.txt').write_text('why')
    sys.exit(3)
if args.behaviour == 'crash':
    raise ValueError('bad number')
if args.behaviour == 'linger':
    def on_term(*_):
        (model / 'partial').write_text('so far')
        sys.exit(0)
    signal.signal(signal.SIGTERM, on_term)
    print('lingering', flush=True)
    time.sleep(600)
if args.behaviour == 'stubborn':
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True)
    print('stubborn', flush=True)
    time.sleep(600)
rows = pathlib.Path(os.environ['SM_CHANNEL_TRAIN'], 'data.csv').read_text().split()
mean = sum(map(float, rows)) / len(rows)
print('mean=%s;' % 0)
print('mean=%s;' % mean)
(model / 'model.json').write_text(json.dumps({
    'mean': mean, 'l2': args.l2, 'epochs': args.epochs, 'hps': json.loads(os.environ['SM_HPS']),
    'channels': json.loads(os.environ['SM_CHANNELS']), 'job': os.environ['TRAINING_JOB_NAME'],
    'extra': os.environ['EXTRA'], 'cwd': os.getcwd(),
    'aws': sorted(name for name in os.environ if name.startswith('AWS_')),
}))
`;

let cloud: TestCloud;
let sageMaker: SageMakerClient;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ trainingStopGraceMs: 300 });
  sageMaker = new SageMakerClient(cloud.client);
  s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  const put = (Key: string, Body: string | Buffer) =>
    s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
  await put('in/train/data.csv', '1\n2\n6\n');
  await put('source/sourcedir.tar.gz', await archive({ 'train.py': TRAIN }));
  await put('sourcedir.tar.gz', await archive({ 'train.py': TRAIN }));
});

afterAll(async () => {
  await cloud.close();
});

const start = async (changes: Partial<CreateTrainingJobCommandInput> = {}): Promise<string> => {
  const name = `job-${randomUUID()}`;
  await sageMaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: 'arn:aws:iam::123456789012:role/training',
      AlgorithmSpecification: {
        TrainingImage: IMAGE,
        TrainingInputMode: 'File',
        MetricDefinitions: [{ Name: 'mean', Regex: 'mean=([0-9.]+);' }],
      },
      HyperParameters: hyperparameters({}),
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/in/train' } },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://data/out/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Environment: { EXTRA: 'from the request' },
      ...changes,
    }),
  );
  return name;
};

const hyperparameters = (values: Record<string, unknown>) => ({
  sagemaker_program: '"train.py"',
  sagemaker_submit_directory: '"s3://data/sourcedir.tar.gz"',
  ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)])),
});

const describeJob = (name: string): Promise<DescribeTrainingJobCommandOutput> =>
  sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));

const ended = async (name: string): Promise<DescribeTrainingJobCommandOutput> => {
  await waitFor(async () =>
    ['Completed', 'Failed', 'Stopped'].includes((await describeJob(name)).TrainingJobStatus!),
  );
  return describeJob(name);
};

const prints = async (name: string, text: string) => {
  const logs = new CloudWatchLogsClient(cloud.client);
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  await waitFor(async () => {
    const { logStreams } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: name }),
    );
    const { events } = await logs.send(
      new GetLogEventsCommand({ logGroupName, logStreamName: logStreams![0]!.logStreamName! }),
    );
    return events!.some(({ message }) => message!.includes(text));
  });
};

const fetchBytes = async (url: string) => {
  const Key = url.replace('s3://data/', '');
  return (
    await s3.send(new GetObjectCommand({ Bucket: 'data', Key }))
  ).Body!.transformToByteArray();
};

describe('a training job', () => {
  it('runs the script with its data, arguments and environment, and uploads what it made', async () => {
    const name = await start({ HyperParameters: hyperparameters({ l2: 0.5, epochs: 3 }) });

    const job = await ended(name);

    expect(job.FailureReason).toBeUndefined();
    expect(job).toMatchObject({
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: `s3://data/out/${name}/output/model.tar.gz` },
      FinalMetricDataList: [{ MetricName: 'mean', Value: 3 }],
    });
    expect(job.SecondaryStatusTransitions!.map(({ Status }) => Status)).toEqual([
      'Starting',
      'Downloading',
      'Training',
      'Uploading',
      'Completed',
    ]);
    expect(job.TrainingEndTime!.getTime()).toBeGreaterThan(job.TrainingStartTime!.getTime());
    expect(job.BillableTimeInSeconds).toBeGreaterThan(0);
    const bytes = await fetchBytes(job.ModelArtifacts!.S3ModelArtifacts!);
    expect(JSON.parse(await readFromArchive(bytes, 'model.json'))).toMatchObject({
      mean: 3,
      l2: 0.5,
      epochs: 3,
      hps: { l2: 0.5, epochs: 3 },
      channels: ['train'],
      job: name,
      extra: 'from the request',
      aws: expect.arrayContaining(['AWS_ENDPOINT_URL', 'AWS_SECRET_ACCESS_KEY']) as unknown,
    });
    await prints(name, 'mean=3.0;');
  });

  it('finds its code in a channel where it has no network, and knows nothing of AWS', async () => {
    const channel = (ChannelName: string, S3Uri: string) => ({
      ChannelName,
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } },
    });
    const name = await start({
      EnableNetworkIsolation: true,
      HyperParameters: {
        ...hyperparameters({}),
        sagemaker_submit_directory: '"/opt/ml/input/data/code/sourcedir.tar.gz"',
      },
      InputDataConfig: [
        channel('train', 's3://data/in/train'),
        channel('code', 's3://data/source/'),
      ],
    });

    const job = await ended(name);

    expect(job.FailureReason).toBeUndefined();
    const bytes = await fetchBytes(job.ModelArtifacts!.S3ModelArtifacts!);
    expect(JSON.parse(await readFromArchive(bytes, 'model.json'))).toMatchObject({
      mean: 3,
      aws: [],
    });
  });

  it('fails with what the script wrote to output/failure, and keeps its output', async () => {
    const name = await start({ HyperParameters: hyperparameters({ behaviour: 'fail' }) });

    const job = await ended(name);

    expect(job).toMatchObject({
      TrainingJobStatus: 'Failed',
      SecondaryStatus: 'Failed',
      FailureReason: 'AlgorithmError: no rows of class 1, exit code: 3',
    });
    const bytes = await fetchBytes(`s3://data/out/${name}/output/output.tar.gz`);
    expect(await readFromArchive(bytes, 'report.txt')).toBe('why');
  });

  it('fails with the end of what a crashed script printed', async () => {
    const job = await ended(
      await start({ HyperParameters: hyperparameters({ behaviour: 'crash' }) }),
    );

    expect(job.FailureReason).toMatch(/^AlgorithmError: ExecuteUserScriptError:\nExitCode 1\n/);
    expect(job.FailureReason).toMatch(/ValueError: bad number[^]*, exit code: 1$/);
  });

  it('stops on request, and uploads what a script saved on SIGTERM', async () => {
    const name = await start({ HyperParameters: hyperparameters({ behaviour: 'linger' }) });
    await prints(name, 'lingering');

    await sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: name }));
    const job = await ended(name);

    expect(job).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
    const bytes = await fetchBytes(job.ModelArtifacts!.S3ModelArtifacts!);
    expect(await readFromArchive(bytes, 'partial')).toBe('so far');
    await expect(
      sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: name })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The request was rejected because the training job is in status Stopped.',
    });
  });

  it('is killed when it outlives its maximum run time and does not listen', async () => {
    const started = Date.now();
    const name = await start({
      HyperParameters: hyperparameters({ behaviour: 'stubborn' }),
      StoppingCondition: { MaxRuntimeInSeconds: 1 },
    });

    const job = await ended(name);

    expect(job).toMatchObject({
      TrainingJobStatus: 'Stopped',
      SecondaryStatus: 'MaxRuntimeExceeded',
    });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it.each([
    [
      'data that is not there',
      {
        InputDataConfig: [
          {
            ChannelName: 'train',
            DataSource: {
              S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://data/nothing' },
            },
          },
        ],
      },
      /^ClientError: Data download failed:No S3 objects found under S3 URL "s3:\/\/data\/nothing"/,
    ],
    [
      'an image that cannot be run',
      {
        AlgorithmSpecification: { TrainingImage: 'my/image:1', TrainingInputMode: 'File' as const },
      },
      /^ClientError: The local cloud runs the AWS scikit-learn image .* cannot run my\/image:1/,
    ],
    [
      'code that is not there',
      {
        HyperParameters: {
          sagemaker_program: 'train.py',
          sagemaker_submit_directory: 's3://data/none.tar.gz',
        },
      },
      /^ClientError: s3:\/\/data\/none.tar.gz does not exist/,
    ],
    [
      'code to be downloaded without a network',
      { EnableNetworkIsolation: true },
      /^ClientError: A container without network cannot download its code from s3:\/\/data\/sourcedir/,
    ],
  ])('fails with a reason for %s', async (_, changes, reason) => {
    const job = await ended(await start(changes));

    expect(job.TrainingJobStatus).toBe('Failed');
    expect(job.FailureReason).toMatch(reason);
  });

  it('cannot be created twice', async () => {
    const name = await start();

    await expect(start({ TrainingJobName: name })).rejects.toMatchObject({
      name: 'ResourceInUse',
      message: `Training job names must be unique within an AWS account and region, and a training job with this name already exists (arn:aws:sagemaker:us-east-1:123456789012:training-job/${name})`,
    });
    await ended(name);
  });

  it('is unknown by another name', async () => {
    await expect(describeJob('nothing')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Requested resource not found.',
    });
  });

  it('is listed with the others, latest first, in pages', async () => {
    const names = [await start(), await start()];
    await Promise.all(names.map(ended));

    const first = await sageMaker.send(new ListTrainingJobsCommand({ MaxResults: 1 }));
    const second = await sageMaker.send(
      new ListTrainingJobsCommand({ MaxResults: 1, NextToken: first.NextToken }),
    );

    expect(first.TrainingJobSummaries![0]!.TrainingJobName).toBe(names[1]);
    expect(second.TrainingJobSummaries![0]!.TrainingJobName).toBe(names[0]);
  });
});
