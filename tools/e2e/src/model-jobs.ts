import {
  DescribeEndpointCommand,
  ListHyperParameterTuningJobsCommand,
  ListModelPackagesCommand,
  ListTrainingJobsCommand,
  ListTransformJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { leaseSchema, pipelineStatusKey, type LocalOutputs } from '@ngwaf/contracts';
import { modelResources, type RecordModel } from '@ngwaf/model-catalogue';
import type { ApiClient } from '@ngwaf/tool-local-stack';
import type { CloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';
import { ACCOUNT, PREFIX } from './model-data.ts';

/** Asks for a training; resolves with the answer. */
export const askForTraining = (
  api: ApiClient,
  { name }: RecordModel,
  body?: object,
  headers: Record<string, string> = {},
) => api.call('POST', `/models/${name}/training-jobs`, body, headers);

/** Starts a training and resolves with its key; anything but 202 fails the test. */
export const startTraining = async (
  api: ApiClient,
  entry: RecordModel,
  body?: object,
  headers: Record<string, string> = {},
): Promise<string> => {
  const answer = await askForTraining(api, entry, body, headers);
  expect([answer.status, answer.body]).toEqual([
    202,
    { message: 'training has started', job_key: expect.stringMatching(/^job-/) as string },
  ]);
  return (answer.body as { job_key: string }).job_key;
};

/** The model's lease as the table holds it; undefined before its first job. */
export const modelLease = async (
  { dynamo }: CloudClients,
  { table }: LocalOutputs,
  { name }: RecordModel,
) => {
  const Key = { job_key: pipelineStatusKey(name) };
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: table, Key, ConsistentRead: true }),
  );
  return Item && leaseSchema.parse(Item);
};

/** Name of the endpoint config that a model's endpoint serves; undefined where there is none. */
export const liveConfig = async (
  { sageMaker }: CloudClients,
  entry: RecordModel,
): Promise<string | undefined> => {
  const { endpoint } = modelResources(PREFIX, ACCOUNT, entry);
  const found = await sageMaker
    .send(new DescribeEndpointCommand({ EndpointName: endpoint }))
    .catch(() => undefined);
  return found?.EndpointConfigName;
};

/**
 * What must hold of a model whenever no job of it runs: its lease is free, nothing of SageMaker runs
 * for it, and its endpoint serves an approved version.
 */
export const expectModelQuiet = async (
  clients: CloudClients,
  outputs: LocalOutputs,
  entry: RecordModel,
): Promise<void> => {
  const { sageMaker } = clients;
  const { endpoint, modelPackageGroup } = modelResources(PREFIX, ACCOUNT, entry);
  expect(await modelLease(clients, outputs, entry)).toMatchObject({ pipeline_available: true });
  const running = { StatusEquals: 'InProgress' as const };
  const [training, tuning, transforms] = await Promise.all([
    sageMaker.send(new ListTrainingJobsCommand({ ...running, NameContains: endpoint })),
    sageMaker.send(new ListHyperParameterTuningJobsCommand(running)),
    sageMaker.send(new ListTransformJobsCommand({ ...running, NameContains: endpoint })),
  ]);
  expect(training.TrainingJobSummaries).toEqual([]);
  expect(tuning.HyperParameterTuningJobSummaries).toEqual([]);
  expect(transforms.TransformJobSummaries).toEqual([]);
  const config = await liveConfig(clients, entry);
  if (config === undefined) return;
  const { ModelPackageSummaryList = [] } = await sageMaker.send(
    new ListModelPackagesCommand({
      ModelPackageGroupName: modelPackageGroup,
      ModelApprovalStatus: 'Approved',
      MaxResults: 100,
    }),
  );
  const descriptions = ModelPackageSummaryList.map(
    ({ ModelPackageDescription }) => ModelPackageDescription ?? '',
  );
  const version = config.slice(endpoint.length + 1);
  expect(descriptions.filter((text) => text.includes(version))).toHaveLength(1);
};

/** The same, for when the clean-up of an ended job may still be on its way. */
export const expectModelQuietSoon = (
  clients: CloudClients,
  outputs: LocalOutputs,
  entry: RecordModel,
): Promise<void> => eventually(() => expectModelQuiet(clients, outputs, entry), 30_000);
