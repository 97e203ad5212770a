import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  DescribeEndpointCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

import { AUC, RANDOM_FOREST_IMAGE, rows } from './testing/random-forest.ts';
import { startTestCloud, waitFor, type TestCloud } from './testing/test-cloud.ts';

const RoleArn = 'arn:aws:iam::123456789012:role/training';

let cloud: TestCloud;
let sageMaker: SageMakerClient;
let runtime: SageMakerRuntimeClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  sageMaker = new SageMakerClient(cloud.client);
  runtime = new SageMakerRuntimeClient({ ...cloud.client, maxAttempts: 1 });
  const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  const put = (Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
  await put('train/rows.csv', rows(600));
  await put('validation/rows.csv', rows(150));
});

afterAll(async () => {
  await cloud.close();
});

const channel = (ChannelName: string, S3Uri: string) => ({
  ChannelName,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } },
});

const train = async (
  name: string,
  hyperparameters: Record<string, string>,
  parent?: string,
): Promise<DescribeTrainingJobCommandOutput> => {
  await sageMaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn,
      AlgorithmSpecification: {
        TrainingImage: RANDOM_FOREST_IMAGE,
        TrainingInputMode: 'File',
        MetricDefinitions: [AUC],
      },
      HyperParameters: { label: 'y', n_estimators: '20', ...hyperparameters },
      InputDataConfig: [
        channel('train', 's3://data/train'),
        channel('validation', 's3://data/validation'),
        ...(parent === undefined ? [] : [channel('model', parent)]),
      ],
      OutputDataConfig: { S3OutputPath: 's3://data/models' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
      StoppingCondition: { MaxRuntimeInSeconds: 600 },
    }),
  );
  const describe = () => sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  await waitFor(async () =>
    ['Completed', 'Failed'].includes((await describe()).TrainingJobStatus ?? ''),
  );
  return describe();
};

const serve = async (name: string, artefact: string, isServerless: boolean) => {
  await sageMaker.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: RoleArn,
      PrimaryContainer: {
        Image: RANDOM_FOREST_IMAGE,
        ModelDataUrl: artefact,
        Environment: { NGWAF_MODEL_VERSION: `version-${name}`, NGWAF_THRESHOLD: '0.35' },
      },
    }),
  );
  const variant = { VariantName: 'AllTraffic', ModelName: name };
  const capacity = isServerless
    ? { ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 } }
    : { InstanceType: 'ml.m5.large' as const, InitialInstanceCount: 1 };
  await sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [{ ...variant, ...capacity }],
    }),
  );
  await sageMaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  const describe = () => sageMaker.send(new DescribeEndpointCommand({ EndpointName: name }));
  await waitFor(async () => (await describe()).EndpointStatus !== 'Creating');
  return describe();
};

const invoke = async (EndpointName: string, ContentType: string, body: string): Promise<string> => {
  const { Body } = await runtime.send(
    new InvokeEndpointCommand({ EndpointName, ContentType, Body: Buffer.from(body) }),
  );
  return Body.transformToString();
};

let artefact: string;

it('trains, with the metric that tuning reads', async () => {
  const job = await train('first', {});

  expect(job.FailureReason).toBeUndefined();
  expect(job.FinalMetricDataList).toMatchObject([{ MetricName: 'validation:auc', Value: 1 }]);
  artefact = job.ModelArtifacts!.S3ModelArtifacts!;
});

it('trains further on what an earlier job made', async () => {
  const job = await train('second', {}, artefact);

  expect(job.FailureReason).toBeUndefined();
});

it('says what is wrong with hyperparameters', async () => {
  const job = await train('third', { n_estimators: 'many' });

  expect(job.TrainingJobStatus).toBe('Failed');
  expect(job.FailureReason).toBe(
    "AlgorithmError: hyperparameters: n_estimators: expected a whole number from 1 to 5000, found 'many', exit code: 2",
  );
});

it.each([
  ['on instances', false],
  ['without servers', true],
])('serves %s, with the version and threshold of its model', async (_, isServerless) => {
  const name = isServerless ? 'serverless' : 'real-time';

  const endpoint = await serve(name, artefact, isServerless);

  expect(endpoint).toMatchObject({
    EndpointStatus: 'InService',
    ProductionVariants: [
      isServerless
        ? { CurrentServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 } }
        : { CurrentInstanceCount: 1 },
    ],
  });
  const instances = [
    { a: 0.8, b: 1, unknown: 'passed over' },
    { a: -0.8, b: null },
  ];
  const answer = JSON.parse(
    await invoke(name, 'application/json', JSON.stringify({ instances })),
  ) as { predictions: number[] };
  expect(answer).toMatchObject({ model: `version-${name}`, threshold: 0.35 });
  expect(answer.predictions[0]).toBeGreaterThan(0.9);
  expect(answer.predictions[1]).toBeLessThan(0.1);
  const lines = instances.map((one) => JSON.stringify(one)).join('\n');
  const scored = await invoke(name, 'application/jsonlines', lines);
  expect(
    scored
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(answer.predictions.map((score) => ({ score })));
});
