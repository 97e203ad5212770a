import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelPackageCommand,
  DescribeNotebookInstanceCommand,
  ListEndpointConfigsCommand,
  ListModelPackagesCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  PIPELINE_STATUS_KEY,
  hasEnded,
  jobItemSchema,
  leaseSchema,
  resourceNames,
  type LocalOutputs,
} from '@ngwaf/contracts';
import type { ApiClient } from '@ngwaf/tool-local-stack';
import type { CloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';

export const names = resourceNames('ngwaf-dev');

/** The lease as the table holds it; undefined before the first retraining. */
export const readLease = async ({ dynamo }: CloudClients, { table }: LocalOutputs) => {
  const { Item } = await dynamo.send(
    new GetCommand({
      TableName: table,
      Key: { job_key: PIPELINE_STATUS_KEY },
      ConsistentRead: true,
    }),
  );
  return Item && leaseSchema.parse(Item);
};

/** A job's item, what the API does not show included. */
export const readJobItem = async (
  { dynamo }: CloudClients,
  { table }: LocalOutputs,
  jobKey: string,
) => {
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: table, Key: { job_key: jobKey }, ConsistentRead: true }),
  );
  return jobItemSchema.parse(Item);
};

/** Version that the live endpoint serves, e.g. `base-…` or a job key. */
export const liveVersion = async (
  { sageMaker }: CloudClients,
  { endpointName }: LocalOutputs,
): Promise<string> => {
  const endpoint = await sageMaker.send(
    new DescribeEndpointCommand({ EndpointName: endpointName }),
  );
  return (endpoint.EndpointConfigName ?? '').slice(endpointName.length + 1);
};

/** Versions in the registry with the approval status of each. */
const registeredVersions = async ({ sageMaker }: CloudClients) => {
  const { ModelPackageSummaryList } = await sageMaker.send(
    new ListModelPackagesCommand({
      ModelPackageGroupName: names.modelPackageGroup,
      // The newest hundred, more than any run makes; the default is ten.
      MaxResults: 100,
    }),
  );
  const packages = await Promise.all(
    (ModelPackageSummaryList ?? []).map(({ ModelPackageArn }) =>
      sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn })),
    ),
  );
  return new Map(
    packages.map(({ CustomerMetadataProperties, ModelApprovalStatus }) => [
      CustomerMetadataProperties?.['version'],
      ModelApprovalStatus,
    ]),
  );
};

/**
 * What must hold whenever no job runs: the lease is free, nothing billable is left of a job but
 * the endpoint, and the endpoint serves an approved version from a config of its own.
 */
export const expectQuiet = async (
  clients: CloudClients,
  outputs: LocalOutputs,
  api: ApiClient,
): Promise<void> => {
  const { sageMaker } = clients;
  const lease = await readLease(clients, outputs);
  expect(lease).toMatchObject({ pipeline_available: true });

  const { body } = await api.call('GET', '/all-jobs');
  const jobs = body as { status: 'training' | 'success' }[];
  expect(jobs.filter(({ status }) => !hasEnded(status))).toEqual([]);

  const notebook = await sageMaker.send(
    new DescribeNotebookInstanceCommand({ NotebookInstanceName: names.notebookInstance }),
  );
  expect(notebook.NotebookInstanceStatus).toBe('Stopped');

  const running = await sageMaker.send(new ListTrainingJobsCommand({ StatusEquals: 'InProgress' }));
  expect(running.TrainingJobSummaries).toEqual([]);

  const endpoint = await sageMaker.send(
    new DescribeEndpointCommand({ EndpointName: outputs.endpointName }),
  );
  expect(endpoint.EndpointStatus).toBe('InService');
  await sageMaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: endpoint.EndpointConfigName }),
  );

  const approved = await registeredVersions(clients);
  const version = await liveVersion(clients, outputs);
  expect([version, approved.get(version)]).toEqual([version, 'Approved']);

  const { EndpointConfigs } = await sageMaker.send(
    new ListEndpointConfigsCommand({ NameContains: `${outputs.endpointName}-` }),
  );
  const orphans = (EndpointConfigs ?? [])
    .map(({ EndpointConfigName }) =>
      (EndpointConfigName ?? '').slice(outputs.endpointName.length + 1),
    )
    .filter((name) => approved.get(name) !== 'Approved');
  expect(orphans).toEqual([]);
};

/** The same, for when the clean-up of an ended job may still be on its way. */
export const expectQuietSoon = (
  clients: CloudClients,
  outputs: LocalOutputs,
  api: ApiClient,
): Promise<void> => eventually(() => expectQuiet(clients, outputs, api), 30_000);
