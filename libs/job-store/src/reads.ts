import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { JobItem, Lease } from '@ngwaf/contracts';

import {
  fromItem,
  idempotencyKey,
  idempotencyRecordSchema,
  isJob,
  jobKey,
  leaseFromItem,
  leaseKey,
  type IdempotencyRecord,
  type Item,
} from './items.ts';

/** Strongly consistent reads by key, each of one item. */
export const createReads = (client: DynamoDBDocumentClient, table: string) => {
  const get = async (key: Item): Promise<Item | undefined> => {
    const command = new GetCommand({ TableName: table, Key: key, ConsistentRead: true });
    const { Item: item } = await client.send(command);
    return item;
  };

  return {
    /** The job, with what the API never shows; `undefined` when there is none. */
    find: async (key: string): Promise<JobItem | undefined> => {
      const item = await get(jobKey(key));
      return item && isJob(item) ? fromItem(item) : undefined;
    },

    /** A model's lease; `undefined` until its first job took it. */
    findLease: async (model: string): Promise<Lease | undefined> => {
      const item = await get(leaseKey(model));
      return item && leaseFromItem(item);
    },

    /** What an idempotency key (by its SHA-256) started, unless that is forgotten by now. */
    findIdempotencyRecord: async (
      hash: string,
      nowSeconds: number,
    ): Promise<IdempotencyRecord | undefined> => {
      const item = await get(idempotencyKey(hash));
      const record = item && idempotencyRecordSchema.parse(item);
      return record && record.expires_at > nowSeconds ? record : undefined;
    },
  };
};
export type Reads = ReturnType<typeof createReads>;
