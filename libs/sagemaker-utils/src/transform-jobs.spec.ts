import {
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { mockClient } from 'aws-sdk-client-mock';

import { createTransformJobs, type LinesTransform } from './transform-jobs.ts';

const sageMaker = mockClient(SageMakerClient);
const jobs = createTransformJobs(new SageMakerClient({ region: 'us-east-1' }));
const job: LinesTransform = {
  ...{ name: 'batch-1', modelName: 'model-1', idField: 'user_id', tags: [] },
  ...{ input: 's3://models/batch/1/features.jsonl', output: 's3://models/batch/1/output' },
  instances: { instanceType: 'ml.m5.large', instanceCount: 1 },
};
const failure = (name: string, message = name) => Object.assign(new Error(message), { name });

beforeEach(() => sageMaker.reset());

describe('transform jobs', () => {
  it('score line by line, and put each score beside its user', async () => {
    sageMaker.on(CreateTransformJobCommand).resolves({});

    await jobs.start(job);

    expect(sageMaker.commandCalls(CreateTransformJobCommand)[0]?.args[0].input).toEqual({
      TransformJobName: 'batch-1',
      ModelName: 'model-1',
      BatchStrategy: 'MultiRecord',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: job.input } },
        ContentType: 'application/jsonlines',
        SplitType: 'Line',
      },
      TransformOutput: {
        ...{ S3OutputPath: job.output, Accept: 'application/jsonlines', AssembleWith: 'Line' },
      },
      DataProcessing: { JoinSource: 'Input', OutputFilter: "$['user_id','SageMakerOutput']" },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      Tags: [],
    });
  });

  it('are started once', async () => {
    sageMaker.on(CreateTransformJobCommand).rejects(failure('ResourceInUse'));

    await expect(jobs.start(job)).resolves.toBeUndefined();
  });

  it('pass on what else is wrong', async () => {
    sageMaker.on(CreateTransformJobCommand).rejects(failure('ResourceLimitExceeded'));

    await expect(jobs.start(job)).rejects.toThrow('ResourceLimitExceeded');
  });

  it('tell how they stand, and that there is none', async () => {
    sageMaker
      .on(DescribeTransformJobCommand)
      .resolvesOnce({ TransformJobStatus: 'Failed', FailureReason: 'why' })
      .rejectsOnce(failure('ValidationException', 'Could not find requested job'));

    await expect(jobs.describe('a')).resolves.toEqual({ status: 'Failed', failureReason: 'why' });
    await expect(jobs.describe('b')).resolves.toBeUndefined();
  });
});
