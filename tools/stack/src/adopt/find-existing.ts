import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { GetBucketTaggingCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ClientConfig } from '../session/session.ts';
import { StackError } from '../stack-error.ts';
import type { DataStore } from './kept-data.ts';

/** Something that exists: what Terraform imports it by, and whose it says it is. */
export interface Existing {
  id: string;
  tags: Record<string, string>;
}

const toTags = (tags: { Key?: string | undefined; Value?: string | undefined }[] = []) =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

const findBucket = async (config: ClientConfig, name: string): Promise<Existing | undefined> => {
  try {
    const command = new GetBucketTaggingCommand({ Bucket: name });
    const { TagSet } = await new S3Client(config).send(command);
    return { id: name, tags: toTags(TagSet) };
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    if (error.name === 'NoSuchBucket') return undefined;
    if (error.name === 'NoSuchTagSet') return { id: name, tags: {} };
    if (error.$metadata.httpStatusCode === 403) {
      throw new StackError(
        `bucket ${name} exists and may not be looked at: it is another account's, or these credentials lack s3:GetBucketTagging`,
        { cause: error },
      );
    }
    throw error;
  }
};

const findTable = async (
  { region }: Pick<ClientConfig, 'region'>,
  name: string,
): Promise<(Existing & { keyArn: string | undefined }) | undefined> => {
  const dynamo = new DynamoDBClient({ region });
  try {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
    const { Tags } = await dynamo.send(
      new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn }),
    );
    return { id: name, tags: toTags(Tags), keyArn: Table?.SSEDescription?.KMSMasterKeyArn };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

/** The key that encrypts the table of jobs: whoever kept the one kept the other. */
const findKey = async (
  { region }: ClientConfig,
  { type, name: alias }: DataStore,
  table: string,
): Promise<Existing | undefined> => {
  const found = await findTable({ region }, table);
  const keyId = found?.keyArn?.split('/').at(-1);
  if (!found || keyId === undefined) return undefined;
  return { id: type === 'aws_kms_key' ? keyId : alias, tags: found.tags };
};

/**
 * Looks a bucket, table or key up; undefined if there is none.
 *
 * @param table name of the environment's table of jobs.
 * @throws {StackError} it is another account's.
 */
export const findExisting = (
  config: ClientConfig,
  store: DataStore,
  table: string,
): Promise<Existing | undefined> => {
  switch (store.type) {
    case 'aws_s3_bucket':
      return findBucket(config, store.name);
    case 'aws_dynamodb_table':
      return findTable(config, store.name);
    case 'aws_kms_key':
    case 'aws_kms_alias':
      return findKey(config, store, table);
  }
};
