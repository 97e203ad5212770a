import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateHyperParameterTuningJobCommand,
  CreateModelCommand,
  CreateTrainingJobCommand,
  CreateTransformJobCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  type CreateTrainingJobCommandInput,
} from '@aws-sdk/client-sagemaker';
import { parseTags, wafBucketKeys, type LocalOutputs } from '@ngwaf/contracts';
import { readStackOutputs } from '@ngwaf/tool-local-stack';
import { create } from 'tar';
import type { CloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';
import { testStackOptions } from './test-stack.ts';

/** What the pipeline would tag its own with. */
const ownTags = async () => {
  const { pipeline_environment } = await readStackOutputs(testStackOptions);
  const tags = parseTags(pipeline_environment.NGWAF_TAGS) ?? {};
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
};

const archiveOf = async (path: string, content: string): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-left-over-'));
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
  const file = join(folder, 'archive.tar.gz');
  await create({ gzip: true, file, cwd: folder }, [path]);
  const archive = await readFile(file);
  await rm(folder, { recursive: true });
  return archive;
};

/** Starts a training job that no job of the pipeline knows; resolves with its name. */
export const startOrphanTrainingJob = async (
  { sageMaker, s3 }: CloudClients,
  { bucket }: LocalOutputs,
  tagged: 'as our own' | 'as nobody’s' = 'as our own',
): Promise<string> => {
  const name = `ngwaf-dev-waf-orphan-${randomUUID().slice(0, 8)}`;
  await sageMaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      ...(await endlessTraining({ s3 }, bucket, name)),
      ...(tagged === 'as our own' && { Tags: await ownTags() }),
    }),
  );
  return name;
};

/** A training that works for longer than any test waits. */
const endlessTraining = async ({ s3 }: Pick<CloudClients, 's3'>, bucket: string, name: string) => {
  const { pipeline_environment: environment } = await readStackOutputs(testStackOptions);
  const key = `${wafBucketKeys.jobScratch(name)}source.tar.gz`;
  const archive = await archiveOf('train.py', 'import time\ntime.sleep(600)\n');
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: archive }));
  return {
    RoleArn: environment.NGWAF_EXECUTION_ROLE_ARN,
    AlgorithmSpecification: {
      TrainingImage: environment.NGWAF_TRAINING_IMAGE,
      TrainingInputMode: 'File',
    },
    HyperParameters: {
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: JSON.stringify(`s3://${bucket}/${key}`),
    },
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/${wafBucketKeys.jobScratch(name)}` },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  } satisfies Partial<CreateTrainingJobCommandInput>;
};

/** Starts a tuning job that no job of the pipeline knows; resolves with its name. */
export const startOrphanTuningJob = async (
  { sageMaker, s3 }: CloudClients,
  { bucket }: LocalOutputs,
): Promise<string> => {
  const name = `ngwaf-dev-${randomUUID().slice(-12)}`;
  const { HyperParameters, AlgorithmSpecification, ...training } = await endlessTraining(
    { s3 },
    bucket,
    name,
  );
  await sageMaker.send(
    new CreateHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: name,
      HyperParameterTuningJobConfig: {
        Strategy: 'Random',
        HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'auc' },
        ResourceLimits: { MaxNumberOfTrainingJobs: 1, MaxParallelTrainingJobs: 1 },
        ParameterRanges: {
          IntegerParameterRanges: [{ Name: 'depth', MinValue: '1', MaxValue: '2' }],
        },
      },
      TrainingJobDefinition: {
        ...training,
        StaticHyperParameters: HyperParameters,
        AlgorithmSpecification: {
          ...AlgorithmSpecification,
          TrainingInputMode: 'File',
          MetricDefinitions: [{ Name: 'auc', Regex: 'auc=([0-9.]+)' }],
        },
      },
      Tags: await ownTags(),
    }),
  );
  return name;
};

/** Starts a transform job that no job of the pipeline knows, on the live model; resolves with its name. */
export const startOrphanTransformJob = async (
  { sageMaker, s3 }: CloudClients,
  { bucket }: LocalOutputs,
): Promise<string> => {
  const { pipeline_environment: environment } = await readStackOutputs(testStackOptions);
  const name = `ngwaf-dev-waf-orphan-${randomUUID().slice(0, 8)}`;
  const scratch = wafBucketKeys.jobScratch(name);
  // Its model is never ready.
  const slow = 'import time\ndef model_fn(folder):\n    time.sleep(600)\n';
  const put = (key: string, body: Buffer | string) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${scratch}${key}`, Body: body }));
  await put('model.tar.gz', await archiveOf('code/inference.py', slow));
  await put('input/lines.jsonl', '{}\n');
  const Tags = await ownTags();
  await sageMaker.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: environment.NGWAF_EXECUTION_ROLE_ARN,
      PrimaryContainer: {
        Image: environment.NGWAF_TRAINING_IMAGE,
        ModelDataUrl: `s3://${bucket}/${scratch}model.tar.gz`,
      },
      Tags,
    }),
  );
  await sageMaker.send(
    new CreateTransformJobCommand({
      TransformJobName: name,
      ModelName: name,
      TransformInput: {
        DataSource: {
          S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/${scratch}input/` },
        },
        ContentType: 'application/jsonlines',
        SplitType: 'Line',
      },
      TransformOutput: { S3OutputPath: `s3://${bucket}/${scratch}output/` },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      Tags,
    }),
  );
  return name;
};

/** Makes an endpoint config and a model that nothing serves, alike to the live ones. */
export const makeOrphanVersion = async (
  { sageMaker }: CloudClients,
  { endpointName }: LocalOutputs,
): Promise<string> => {
  const { EndpointConfigName } = await sageMaker.send(
    new DescribeEndpointCommand({ EndpointName: endpointName }),
  );
  const { ProductionVariants } = await sageMaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName }),
  );
  const [variant] = ProductionVariants ?? [];
  const live = await sageMaker.send(new DescribeModelCommand({ ModelName: variant?.ModelName }));
  const name = `ngwaf-dev-trial-${randomUUID().slice(0, 8)}`;
  const Tags = await ownTags();
  await sageMaker.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: live.ExecutionRoleArn,
      PrimaryContainer: live.PrimaryContainer,
      Tags,
    }),
  );
  await sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: [{ ...variant, VariantName: 'live', ModelName: name }],
      Tags,
    }),
  );
  return name;
};

/** Makes an endpoint beside the live one, in service; resolves with its name, also its config's and model's. */
export const makeOrphanEndpoint = async (
  clients: CloudClients,
  outputs: LocalOutputs,
): Promise<string> => {
  const { sageMaker } = clients;
  const name = await makeOrphanVersion(clients, outputs);
  const Tags = await ownTags();
  await sageMaker.send(
    new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name, Tags }),
  );
  await eventually(async () => {
    const { EndpointStatus } = await sageMaker.send(
      new DescribeEndpointCommand({ EndpointName: name }),
    );
    expect(EndpointStatus).toBe('InService');
  }, 60_000);
  return name;
};
