import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { GetBucketTaggingCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '@ngwaf/contracts';
import type { Session } from '../session/session.ts';
import { StackError } from '../stack-error.ts';
import { stateAddresses } from '../terraform.ts';
import { dataStores, type DataStore } from './kept-data.ts';

type Tags = Record<string, string>;

const toTags = (tags: { Key?: string | undefined; Value?: string | undefined }[] = []): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

/** Tags of a bucket; undefined if there is no such bucket. */
const bucketTags = async (s3: S3Client, name: string): Promise<Tags | undefined> => {
  try {
    return toTags((await s3.send(new GetBucketTaggingCommand({ Bucket: name }))).TagSet);
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    if (error.name === 'NoSuchBucket') return undefined;
    if (error.name === 'NoSuchTagSet') return {};
    if (error.$metadata.httpStatusCode === 403) {
      throw new StackError(
        `bucket ${name} exists and may not be looked at: it is another account's, or these credentials lack s3:GetBucketTagging`,
        { cause: error },
      );
    }
    throw error;
  }
};

/** Tags of a table; undefined if there is no such table. */
const tableTags = async (dynamo: DynamoDBClient, name: string): Promise<Tags | undefined> => {
  try {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
    const { Tags: tags } = await dynamo.send(
      new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn }),
    );
    return toTags(tags);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

/** Those of an environment's buckets and tables that exist, though Terraform's state does not know. */
const findKept = async (session: Session): Promise<DataStore[]> => {
  const known = new Set(await stateAddresses(session.terraform));
  const s3 = new S3Client(session.clientConfig);
  const dynamo = new DynamoDBClient({ region: session.clientConfig.region });
  const { name: environment } = session.environment;
  const kept: DataStore[] = [];
  for (const store of dataStores(session).filter(({ address }) => !known.has(address))) {
    const isBucket = store.type === 'aws_s3_bucket';
    const tags = isBucket ? await bucketTags(s3, store.name) : await tableTags(dynamo, store.name);
    if (tags === undefined) continue;
    if (tags['project'] !== PROJECT || tags['environment'] !== environment) {
      throw new StackError(
        `environment ${environment}: ${isBucket ? 'bucket' : 'table'} ${store.name} exists and is not its own (tags project=${tags['project'] ?? 'none'}, environment=${tags['environment'] ?? 'none'}): give the environment another prefix in infra/environments.ts`,
      );
    }
    kept.push(store);
  }
  return kept;
};

/**
 * Has the next plan import the data that an earlier removal kept, and names it.
 *
 * @throws {StackError} a name is taken by something that is not this environment's.
 */
export const adoptKeptData = async (session: Session): Promise<DataStore[]> => {
  const file = join(session.terraform.dir, 'adopted.tf.json');
  const kept = await findKept(session);
  if (kept.length === 0) {
    await rm(file, { force: true });
    return kept;
  }
  await writeFile(
    file,
    JSON.stringify({ import: kept.map(({ address, name }) => ({ to: address, id: name })) }),
  );
  return kept;
};
