import { randomBytes } from 'node:crypto';

import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateHyperParameterTuningJobCommand,
  type CreateHyperParameterTuningJobCommandInput,
  DescribeHyperParameterTuningJobCommand,
  type DescribeHyperParameterTuningJobCommandOutput,
  DescribeTrainingJobCommand,
  type HyperParameterTuningJobConfig,
  ListHyperParameterTuningJobsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  SageMakerClient,
  StopHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';

import { archive } from '../testing/archives.ts';
import { startTestCloud, waitFor, type TestCloud } from '../testing/test-cloud.ts';

const TrainingImage =
  '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3';

/** Prints a score that is best at 30 trees of kind `b`; lingers or fails when asked to. */
const TRAIN = `
import argparse, sys, time
parser = argparse.ArgumentParser()
parser.add_argument('--trees', type=int)
parser.add_argument('--kind')
parser.add_argument('--behaviour', default='train')
args, _ = parser.parse_known_args()
if args.behaviour == 'fail':
    sys.exit('it was told to')
if args.behaviour == 'linger':
    time.sleep(600)
print('score=0.5;')
print('score=%s;' % (1 - abs(args.trees - 30) / 100 - (0 if args.kind == 'b' else 0.5)))
`;

let cloud: TestCloud;
let sageMaker: SageMakerClient;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ trainingStopGraceMs: 300 });
  sageMaker = new SageMakerClient(cloud.client);
  s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  const Body = await archive({ 'train.py': TRAIN });
  await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'sourcedir.tar.gz', Body }));
});

afterAll(async () => {
  await cloud.close();
});

const config = (changes: Partial<HyperParameterTuningJobConfig> = {}) => ({
  Strategy: 'Bayesian' as const,
  HyperParameterTuningJobObjective: { Type: 'Maximize' as const, MetricName: 'score' },
  ResourceLimits: { MaxNumberOfTrainingJobs: 6, MaxParallelTrainingJobs: 2 },
  ParameterRanges: {
    IntegerParameterRanges: [{ Name: 'trees', MinValue: '1', MaxValue: '90' }],
    CategoricalParameterRanges: [{ Name: 'kind', Values: ['a', 'b'] }],
  },
  RandomSeed: 1,
  ...changes,
});

const start = async (
  behaviour: string,
  changes: Partial<HyperParameterTuningJobConfig> = {},
  others: Partial<CreateHyperParameterTuningJobCommandInput> = {},
): Promise<string> => {
  const name = `tune-${randomBytes(6).toString('hex')}`;
  await sageMaker.send(
    new CreateHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: name,
      HyperParameterTuningJobConfig: config(changes),
      TrainingJobDefinition: {
        StaticHyperParameters: {
          sagemaker_program: 'train.py',
          sagemaker_submit_directory: 's3://data/sourcedir.tar.gz',
          behaviour,
        },
        AlgorithmSpecification: {
          TrainingImage,
          TrainingInputMode: 'File',
          MetricDefinitions: [{ Name: 'score', Regex: 'score=([-0-9.]+);' }],
        },
        RoleArn: 'arn:aws:iam::123456789012:role/training',
        OutputDataConfig: { S3OutputPath: 's3://data/out' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
        StoppingCondition: { MaxRuntimeInSeconds: 600 },
      },
      ...others,
    }),
  );
  return name;
};

const describeJob = (name: string): Promise<DescribeHyperParameterTuningJobCommandOutput> =>
  sageMaker.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }));

const ended = async (name: string): Promise<DescribeHyperParameterTuningJobCommandOutput> => {
  await waitFor(
    async () =>
      ['Completed', 'Failed', 'Stopped'].includes(
        (await describeJob(name)).HyperParameterTuningJobStatus!,
      ),
    60_000,
  );
  return describeJob(name);
};

describe('a tuning job', () => {
  it('trains within its ranges, and tells the best', async () => {
    const name = await start('train');

    const job = await ended(name);

    expect(job).toMatchObject({
      HyperParameterTuningJobStatus: 'Completed',
      TrainingJobStatusCounters: { Completed: 6, InProgress: 0, NonRetryableError: 0, Stopped: 0 },
      ObjectiveStatusCounters: { Succeeded: 6, Pending: 0, Failed: 0 },
    });
    const { TrainingJobSummaries = [] } = await sageMaker.send(
      new ListTrainingJobsForHyperParameterTuningJobCommand({
        HyperParameterTuningJobName: name,
        SortBy: 'FinalObjectiveMetricValue',
        SortOrder: 'Descending',
      }),
    );
    expect(TrainingJobSummaries).toHaveLength(6);
    expect(TrainingJobSummaries[0]!.TrainingJobName).toBe(job.BestTrainingJob!.TrainingJobName);
    for (const summary of TrainingJobSummaries) {
      const { trees, kind } = summary.TunedHyperParameters as { trees: string; kind: string };
      const expected = 1 - Math.abs(Number(trees) - 30) / 100 - (kind === 'b' ? 0 : 0.5);
      const { Value } = summary.FinalHyperParameterTuningJobObjectiveMetric!;
      expect(Value).toBeCloseTo(expected, 5);
      expect(summary.TrainingJobName).toMatch(new RegExp(`^${name}-00[1-6]-[0-9a-f]{8}$`));
    }
    const values = TrainingJobSummaries.map(
      (one) => one.FinalHyperParameterTuningJobObjectiveMetric!.Value!,
    );
    expect(values).toEqual([...values].sort((a, b) => b - a));
  }, 60_000);

  it('makes real training jobs, each with its artefact', async () => {
    const name = await start('train', {
      Strategy: 'Random',
      ResourceLimits: { MaxNumberOfTrainingJobs: 1, MaxParallelTrainingJobs: 1 },
    });
    const { BestTrainingJob } = await ended(name);
    const TrainingJobName = BestTrainingJob!.TrainingJobName!;

    const training = await sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));

    expect(training).toMatchObject({
      TrainingJobStatus: 'Completed',
      TuningJobArn: `arn:aws:sagemaker:us-east-1:123456789012:hyper-parameter-tuning-job/${name}`,
      HyperParameters: { ...BestTrainingJob!.TunedHyperParameters, behaviour: 'train' },
    });
    const Key = `out/${TrainingJobName}/output/model.tar.gz`;
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'data', Key }))).resolves.toBeDefined();
  });

  it('fails when none of its training jobs succeeds', async () => {
    const job = await ended(
      await start('fail', {
        ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 1 },
      }),
    );

    expect(job).toMatchObject({
      HyperParameterTuningJobStatus: 'Failed',
      FailureReason: expect.stringMatching(/^No training job succeeded after 5 attempts/) as string,
      TrainingJobStatusCounters: { NonRetryableError: 5 },
    });
    expect(job.BestTrainingJob).toBeUndefined();
  }, 60_000);

  it('stops with its training jobs', async () => {
    const name = await start('linger');
    await waitFor(
      async () => (await describeJob(name)).TrainingJobStatusCounters?.InProgress === 2,
    );

    await sageMaker.send(
      new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }),
    );

    expect(await ended(name)).toMatchObject({
      HyperParameterTuningJobStatus: 'Stopped',
      TrainingJobStatusCounters: { InProgress: 0, Stopped: 2 },
    });
  });

  it('is listed', async () => {
    const { HyperParameterTuningJobSummaries } = await sageMaker.send(
      new ListHyperParameterTuningJobsCommand({ StatusEquals: 'Stopped' }),
    );

    expect(HyperParameterTuningJobSummaries).toMatchObject([
      { HyperParameterTuningJobStatus: 'Stopped', Strategy: 'Bayesian' },
    ]);
  });
});

it.each([
  ['a strategy that is not done here', { Strategy: 'Hyperband' as const }, 'Bayesian or Random'],
  [
    'more at a time than in all',
    { ResourceLimits: { MaxNumberOfTrainingJobs: 1, MaxParallelTrainingJobs: 2 } },
    'must not be greater than MaxNumberOfTrainingJobs 1, got 2',
  ],
  [
    'an objective that no job prints',
    { HyperParameterTuningJobObjective: { Type: 'Maximize' as const, MetricName: 'auc' } },
    'Objective metric auc is none of the MetricDefinitions: score',
  ],
  ['nothing to search', { ParameterRanges: {} }, 'has no range to search'],
  [
    'a range twice decided',
    {
      ParameterRanges: {
        CategoricalParameterRanges: [{ Name: 'behaviour', Values: ['train'] }],
      },
    },
    'Hyperparameter behaviour is both static and to be tuned',
  ],
])('a tuning job is refused for %s', async (_, changes, message) => {
  await expect(start('train', changes)).rejects.toThrow(message);
});
