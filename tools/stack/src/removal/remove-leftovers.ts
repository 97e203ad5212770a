import { DeleteApiKeyCommand, paginateGetApiKeys } from '@aws-sdk/client-api-gateway';
import {
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from './clients.ts';
import { isGone } from './is-gone.ts';

type Show = (text: string) => void;

/** Log groups that SageMaker shares out among all jobs and instances of an account. */
const SHARED_GROUPS = ['TrainingJobs', 'TransformJobs', 'ProcessingJobs', 'NotebookInstances'].map(
  (kind) => `/aws/sagemaker/${kind}`,
);

/** Keys that clients were given: they are nobody's once the API is gone. */
export const removeApiKeys = async ({ apiGateway }: Clients, prefix: string): Promise<void> => {
  const ours: string[] = [];
  for await (const { items = [] } of paginateGetApiKeys({ client: apiGateway }, {})) {
    for (const { id, name = '', tags } of items) {
      const isOurs = tags?.['ngwaf:stack'] === prefix || name.startsWith(`${prefix}-`);
      if (id !== undefined && isOurs) ours.push(id);
    }
  }
  for (const apiKey of ours) await apiGateway.send(new DeleteApiKeyCommand({ apiKey }));
};

const removeGroups = async ({ logs }: Clients, logGroupNamePrefix: string, show: Show) => {
  for await (const { logGroups = [] } of paginateDescribeLogGroups(
    { client: logs },
    { logGroupNamePrefix },
  )) {
    for (const { logGroupName } of logGroups) {
      show(logGroupName ?? '');
      await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    }
  }
};

const removeStreams = async ({ logs }: Clients, logGroupName: string, prefix: string) => {
  const input = { logGroupName, logStreamNamePrefix: `${prefix}-` };
  const names: string[] = [];
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client: logs }, input)) {
      names.push(...logStreams.flatMap(({ logStreamName }) => logStreamName ?? []));
    }
  } catch (error) {
    if (isGone(error)) return;
    throw error;
  }
  for (const logStreamName of names) {
    await logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName }));
  }
};

/** Logs that SageMaker made, which are not Terraform's. */
export const removeLogs = async (clients: Clients, prefix: string, show: Show): Promise<void> => {
  await removeGroups(clients, `/aws/sagemaker/Endpoints/${prefix}-`, show);
  for (const group of SHARED_GROUPS) await removeStreams(clients, group, prefix);
};
