import {
  DynamoDBClient,
  GetItemCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';
import { pipelineStatusKey, resourceNames } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import type { PlannedResource } from './plan.ts';
import type { Session } from './session/session.ts';
import { refuseIfInterrupted } from './run.ts';
import { StackError } from './stack-error.ts';

const LOOK_AGAIN_MS = 10_000;

/** What a retraining cannot do without while it runs. */
const NEEDED = [
  'aws_dynamodb_table',
  'aws_s3_bucket',
  'aws_sagemaker_notebook_instance',
  'aws_sfn_state_machine',
];

const ignoringTags = (attributes: unknown): string =>
  JSON.stringify({ ...(attributes as object), tags: undefined, tags_all: undefined });

/**
 * Those of the planned changes that would end a running retraining: the removal (or replacement) of
 * what it needs, and a change of the notebook instance, which the provider stops for it.
 */
export const disturbingChanges = (changes: PlannedResource[]): PlannedResource[] =>
  changes.filter(({ type, change: { actions, before, after } }) => {
    if (!NEEDED.includes(type)) return false;
    if (actions.includes('delete')) return true;
    return (
      type === 'aws_sagemaker_notebook_instance' &&
      actions.includes('update') &&
      ignoringTags(before) !== ignoringTags(after)
    );
  });

/** Key of a job that holds the lease of its model; undefined if none does, or there is no table yet. */
export const runningJob = async ({
  environment,
  clientConfig,
}: Session): Promise<string | undefined> => {
  const dynamo = new DynamoDBClient({ region: clientConfig.region });
  const holderOf = async (model: string): Promise<string | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: resourceNames(environment.prefix).table,
        Key: { job_key: { S: pipelineStatusKey(model) } },
        ConsistentRead: true,
      }),
    );
    return Item?.['pipeline_available']?.BOOL === false
      ? (Item['pipeline_job_key']?.S ?? 'unknown')
      : undefined;
  };
  try {
    const holders = await Promise.all(MODELS.map(({ name }) => holderOf(name)));
    return holders.find((holder) => holder !== undefined);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

/**
 * Lets a running retraining end before changes that would disturb it.
 *
 * @throws {StackError} one runs and nobody wants to wait.
 */
export const letRetrainingEnd = async (
  session: Session,
  changes: PlannedResource[],
  { wait, note }: { wait: boolean; note: (text: string) => void },
): Promise<void> => {
  const disturbing = disturbingChanges(changes).map(({ address }) => address);
  if (disturbing.length === 0) return;
  let noted: string | undefined;
  for (;;) {
    const job = await runningJob(session);
    if (job === undefined) return;
    const why = `the retraining ${job} runs, and this plan changes what it needs (${disturbing.join(', ')})`;
    if (!wait) throw new StackError(`${why}. Nothing was changed. Apply again when it has ended`);
    if (noted !== job) note(`${why}: waiting until it has ended. Ctrl-C changes nothing.`);
    noted = job;
    await delay(LOOK_AGAIN_MS);
    refuseIfInterrupted();
  }
};
