import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';

import type { RecordedCall } from './iam/call-log.ts';
import { RANDOM_FOREST_IMAGE, rows } from './sagemaker/testing/random-forest.ts';
import { callIam, eventually, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let sfn: SFNClient;
let sageMaker: SageMakerClient;

const arn = (role: string) => `arn:aws:iam::123456789012:role/${role}`;

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new SFNClient({ ...cloud.client, maxAttempts: 1 });
  sageMaker = new SageMakerClient({ ...cloud.client, maxAttempts: 1 });
  await fetch(`${cloud.url}/data`, { method: 'PUT' });
  await fetch(`${cloud.url}/data/train/rows.csv`, { method: 'PUT', body: rows(300) });
  await createRole('training', 'sagemaker.amazonaws.com', ['*', '*']);
  await createRole(
    'pipeline',
    'states.amazonaws.com',
    ['events:*', 'arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsFor*'],
    ['sagemaker:CreateTrainingJob', '*'],
    ['sagemaker:DescribeTrainingJob', '*'],
    ['sagemaker:StopTrainingJob', '*'],
    ['sagemaker:CreateProcessingJob', '*'],
    ['iam:PassRole', arn('training')],
  );
}, 60_000);

afterAll(async () => {
  sfn.destroy();
  sageMaker.destroy();
  await cloud.close();
});

const createRole = async (
  RoleName: string,
  Service: string,
  ...statements: [Action: string, Resource: string][]
) => {
  const Version = '2012-10-17';
  await callIam(cloud.url, 'CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({
      Version,
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } },
    }),
  });
  await callIam(cloud.url, 'PutRolePolicy', {
    RoleName,
    PolicyName: 'permissions',
    PolicyDocument: JSON.stringify({
      Version,
      Statement: statements.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })),
    }),
  });
};

const training = (name: string, hyperparameters: Record<string, string> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
  Parameters: {
    TrainingJobName: name,
    RoleArn: arn('training'),
    AlgorithmSpecification: { TrainingImage: RANDOM_FOREST_IMAGE, TrainingInputMode: 'File' },
    HyperParameters: { label: 'y', n_estimators: '5', ...hyperparameters },
    InputDataConfig: [
      {
        ChannelName: 'train',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/train' } },
      },
    ],
    OutputDataConfig: { S3OutputPath: 's3://data/models' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  },
  End: true,
});

/** More trees than are grown before a test is done with them. */
const long = { n_estimators: '5000', min_samples_leaf: '1' };

const create = async (name: string, task: object, role = 'pipeline'): Promise<string> => {
  const definition = JSON.stringify({ StartAt: 'Do', States: { Do: task } });
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({ name, roleArn: arn(role), definition }),
  );
  return stateMachineArn!;
};

const start = async (name: string, task: object): Promise<string> => {
  const stateMachineArn = await create(name, task);
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  return executionArn!;
};

const ended = (executionArn: string) =>
  eventually(async () => {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  }, 30_000);

const statusOf = async (TrainingJobName: string) => {
  const job = await sageMaker
    .send(new DescribeTrainingJobCommand({ TrainingJobName }))
    .catch(() => undefined);
  return job && `${job.TrainingJobStatus}/${job.SecondaryStatus}`;
};

const reaches = (name: string, status: string) =>
  eventually(async () => ((await statusOf(name)) === status ? true : undefined), 30_000);

describe('a task that waits for a job', () => {
  it('goes on with what is said of the job at its end', async () => {
    const execution = await ended(await start('succeeding', training('good')));

    const job = JSON.parse(execution.output!) as Record<string, unknown>;
    expect(job).toMatchObject({
      TrainingJobName: 'good',
      TrainingJobStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: 's3://data/models/good/output/model.tar.gz' },
    });
    expect(Math.abs(Number(job['CreationTime']) - Date.now())).toBeLessThan(60_000);
    expect(job).not.toHaveProperty('ResponseMetadata');
  });

  it('fails as the job fails, with all that is said of it', async () => {
    const execution = await ended(await start('failing', training('bad', { label: 'nothing' })));

    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(execution.cause!)).toMatchObject({
      TrainingJobName: 'bad',
      TrainingJobStatus: 'Failed',
      FailureReason: expect.stringMatching(/^AlgorithmError: .*nothing/) as string,
    });
  });

  it('names the error of a job that cannot be created', async () => {
    const execution = await ended(await start('repeating', training('good')));

    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'SageMaker.ResourceInUseException',
      cause: expect.stringContaining('already exists') as string,
    });
  });

  it('stops its job when the execution is stopped', async () => {
    const executionArn = await start('stopping', training('stopped', long));
    await reaches('stopped', 'InProgress/Training');

    await sfn.send(new StopExecutionCommand({ executionArn }));

    await reaches('stopped', 'Stopped/Stopped');
  });

  it('stops its job when its time is up', async () => {
    const executionArn = await start('limited', {
      ...training('limited', long),
      TimeoutSeconds: 2,
    });

    expect(await ended(executionArn)).toMatchObject({
      status: expect.stringMatching('FAILED|TIMED_OUT') as string,
    });
    await reaches('limited', 'Stopped/Stopped');
  });

  it('stops its job when a branch beside it fails', async () => {
    const branch = (task: object) => ({ StartAt: 'Do', States: { Do: task } });
    const executionArn = await start('beside', {
      Type: 'Parallel',
      Branches: [
        branch(training('beside', long)),
        branch({ ...training('failing-beside', { label: 'nothing' }), Retry: [] }),
      ],
      End: true,
    });

    expect(await ended(executionArn)).toMatchObject({ status: 'FAILED' });
    await reaches('beside', 'Stopped/Stopped');
  });

  it('is told that Spark is not run here', async () => {
    const execution = await ended(
      await start('preparing', {
        Type: 'Task',
        Resource: 'arn:aws:states:::sagemaker:createProcessingJob.sync',
        Parameters: { ProcessingJobName: 'prepare' },
        End: true,
      }),
    );

    expect(execution).toMatchObject({
      status: 'FAILED',
      error: 'SageMaker.AmazonSageMakerException',
      cause: expect.stringContaining('Spark has no stand-in here') as string,
    });
  });

  it('acts under the role of its state machine', async () => {
    const response = await fetch(`${cloud.url}/_local/calls?principal=state-machine:stopping`);
    const { calls } = (await response.json()) as { calls: RecordedCall[] };
    const actions = new Set(calls.map(({ action }) => action));

    expect([...actions].sort()).toEqual([
      'events:DescribeRule',
      'events:PutRule',
      'events:PutTargets',
      'iam:PassRole',
      'sagemaker:CreateTrainingJob',
      'sagemaker:DescribeTrainingJob',
      'sagemaker:StopTrainingJob',
    ]);
  });
});

describe('a state machine', () => {
  it('needs a role that may manage the rules of what it waits for', async () => {
    await createRole('ruleless', 'states.amazonaws.com', ['sagemaker:*', '*']);

    await expect(create('ruleless', training('never'), 'ruleless')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to create managed-rule') as string,
    });
    const stateMachineArn = await create('changing', { Type: 'Pass', End: true }, 'ruleless');
    const definition = JSON.stringify({ StartAt: 'Do', States: { Do: training('never') } });
    await expect(
      sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('is refused for a task that SageMaker does not have', async () => {
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createModel.sync',
      Parameters: {},
      End: true,
    };

    await expect(create('unknown', task)).rejects.toThrow();
  });
});
