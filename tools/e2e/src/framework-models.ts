import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateModelPackageCommand,
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  SWITCH_KIND,
  modelBucketKeys,
  type JobItem,
  type LocalOutputs,
  type Tags,
} from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { modelResources, planOf, type RecordModel } from '@ngwaf/model-catalogue';
import { create } from 'tar';
import type { CloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';
import { names } from './invariants.ts';
import { PREFIX, recordModel } from './model-data.ts';

export const TAGS: Tags = { project: 'ngwaf', environment: 'dev', 'managed-by': 'pipeline' };
const tagList = () => Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value }));

/** A model of the framework, and where its things are. */
export const frameworkModel = (name: string, { bucket }: LocalOutputs) => {
  const entry = recordModel(name);
  const accountId = bucket.split('-').at(-1) ?? '';
  return {
    entry,
    ...modelResources(PREFIX, accountId, entry),
    roleArn: `arn:aws:iam::${accountId}:role/${PREFIX}-framework-model`,
    image: `${accountId}.dkr.ecr.us-east-1.amazonaws.com/${names.imageRepository('random-forest')}:test`,
  };
};
export type FrameworkModel = ReturnType<typeof frameworkModel>;

/** Numbers from 0 to 1 that look random and are the same each time. */
const createRandom = (seed: number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

/** A record of a model with values that its columns take. */
export const aRecord = (
  { input }: RecordModel,
  index: number,
  random = createRandom(index + 1),
): Record<string, unknown> => {
  const day = () => `2005-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;
  const values = input.columns.map((column): [string, string | number] => {
    switch (column.type) {
      case 'date':
        return [column.name, day()];
      case 'integer':
        return [column.name, 1940 + Math.floor(random() * 50)];
      case 'number':
        return [column.name, Math.round(random() * 1000) / 10];
      case 'text':
        return [column.name, column.values?.[0] ?? ['Germany', 'Poland', ''][index % 3] ?? ''];
    }
  });
  return { [input.id]: `user-${index}`, ...Object.fromEntries(values) };
};

const ROWS = 160;

/** Rows to train on: the features of records, and a label that the first of them tells. */
const trainingCsv = (entry: RecordModel): string => {
  const plan = planOf(entry);
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const features = plan.apply(aRecord(entry, index));
    if ('errors' in features) throw new Error(JSON.stringify(features.errors));
    return [index % 2, ...features.values.map((value) => (value ?? 0) + (index % 2))];
  });
  const header = ['label', ...plan.names.map((name) => `"${name}"`)];
  return [header, ...rows].map((row) => row.join(',')).join('\n');
};

/** Trains a model on a few rows; resolves with its artefact's address. */
export const trainArtefact = async (
  { s3, sageMaker }: CloudClients,
  { entry, modelBucket, roleArn, image, endpoint }: FrameworkModel,
  jobKey: string,
): Promise<string> => {
  const TrainingJobName = `${endpoint}-${jobKey}`;
  const Key = `${modelBucketKeys.jobScratch(jobKey)}${modelBucketKeys.prepared.train}`;
  await s3.send(new PutObjectCommand({ Bucket: modelBucket, Key, Body: trainingCsv(entry) }));
  await sageMaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName,
      RoleArn: roleArn,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      HyperParameters: { label: 'label', n_estimators: '20' },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: `s3://${modelBucket}/${dirname(Key)}/`,
            },
          },
        },
      ],
      OutputDataConfig: { S3OutputPath: `s3://${modelBucket}/${modelBucketKeys.artefactsPrefix}` },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 120 },
      Tags: tagList(),
    }),
  );
  await eventually(async () => {
    const { TrainingJobStatus, FailureReason } = await sageMaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName }),
    );
    expect([TrainingJobStatus, FailureReason]).toEqual(['Completed', undefined]);
  }, 60_000);
  return `s3://${modelBucket}/${modelBucketKeys.artefact(TrainingJobName)}`;
};

/** An artefact of files that are given, where a model's artefacts lie. */
export const putArtefact = async (
  { s3 }: CloudClients,
  { modelBucket }: FrameworkModel,
  name: string,
  files: Record<string, string>,
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-artefact-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const file = join(folder, '..', `${name}.tar.gz`);
  await create({ gzip: true, file, cwd: folder }, Object.keys(files));
  const Key = modelBucketKeys.artefact(name);
  await s3.send(new PutObjectCommand({ Bucket: modelBucket, Key, Body: await readFile(file) }));
  await Promise.all([rm(folder, { recursive: true }), rm(file)]);
  return `s3://${modelBucket}/${Key}`;
};

/** Registers a version, as the pipeline does before it is deployed; resolves with its ARN. */
export const registerVersion = async (
  { sageMaker }: CloudClients,
  { modelPackageGroup, image }: FrameworkModel,
  { version, artefact, threshold = 0.5 }: { version: string; artefact: string; threshold?: number },
): Promise<string> => {
  const { ModelPackageArn = '' } = await sageMaker.send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: modelPackageGroup,
      ModelApprovalStatus: 'PendingManualApproval',
      InferenceSpecification: {
        Containers: [{ Image: image, ModelDataUrl: artefact }],
        SupportedContentTypes: ['application/json'],
        SupportedResponseMIMETypes: ['application/json'],
      },
      CustomerMetadataProperties: { version, job_key: version, threshold: String(threshold) },
    }),
  );
  return ModelPackageArn;
};

/** What deploy-model answered last, or the error that it ended with. */
export type Deployed = { done: true } | { errorType: string; errorMessage: string };

const jobsOf = ({ awsEndpointUrl, region, table }: LocalOutputs) =>
  createJobStore(
    new DynamoDBClient({
      endpoint: awsEndpointUrl,
      region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
    table,
  );

/** Puts a version live by the function deploy-model, holding the model's lease as a job does. */
export const deployVersion = async (
  { lambda }: CloudClients,
  outputs: LocalOutputs,
  { entry }: FrameworkModel,
  {
    version,
    packageArn,
    despiteAlarms,
  }: { version: string; packageArn: string; despiteAlarms?: boolean },
): Promise<Deployed> => {
  const jobs = jobsOf(outputs);
  const now = new Date();
  const started = await jobs.start({
    job: {
      ...{ job_key: version, kind: SWITCH_KIND, model: entry.name, status: 'training' },
      ...{ created_at: now.toISOString(), train_file_path: '' },
    } satisfies Omit<JobItem, 'fencing_token'>,
    now,
    leaseExpiresAt: Math.floor(now.getTime() / 1000) + 300,
  });
  if (started.outcome !== 'taken') throw new Error(`${entry.name}: ${started.outcome}`);
  const { job } = started;
  try {
    return await callUntilDone(lambda, {
      ...{ job_key: version, model: entry.name, fencing_token: job.fencing_token },
      ...{ comparison: { promoted: true, reason: '', model_package_arn: packageArn } },
      ...(despiteAlarms && { despite_alarms: true }),
    });
  } finally {
    const ending = { status: 'success' } as const;
    await jobs.settle(job, { ending, endedAt: new Date().toISOString() });
  }
};

const callUntilDone = async (lambda: CloudClients['lambda'], input: object): Promise<Deployed> => {
  let deployment: object | undefined;
  return eventually(async () => {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({
        FunctionName: `${names.function('deploy-model')}:live`,
        Payload: JSON.stringify({ ...input, ...(deployment && { deployment }) }),
      }),
    );
    const answer = JSON.parse(Buffer.from(Payload ?? []).toString()) as Deployed;
    if (FunctionError !== undefined) return answer;
    deployment = answer;
    if (!('done' in answer) || !answer.done) throw new Error(JSON.stringify(answer));
    return answer;
  }, 60_000);
};
