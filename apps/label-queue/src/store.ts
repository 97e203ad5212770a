import { setTimeout as sleep } from 'node:timers/promises';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { LABEL_TABLE_KEYS } from '@ngwaf/contracts';
import { createTransact, type Write } from '@ngwaf/transactions';
import type * as z from 'zod/mini';

import { ItemNotFoundError, QueueContendedError } from './errors.ts';
import { ITEM_PREFIX, key, openKeys, type Queue } from './keys.ts';
import {
  countsSchema,
  labelItemSchema,
  workerSchema,
  type Counts,
  type LabelItem,
  type Worker,
} from './label-item.ts';
import { waitingSchema, type Waiting } from './waiting.ts';

type Deltas<T> = Partial<Record<keyof T & string, number>>;

/** What a change of an item changes beside it, all or nothing. */
export interface ItemChange {
  item: LabelItem;
  worker: string;
  counts?: Deltas<Counts>;
  /** Counters of the worker, and the items to be remembered or (null) forgotten. */
  tally?: Deltas<Worker>;
  remember?: { last_item?: string | null; claimed_item?: string | null };
}

/** DynamoDB's limit is 100 a transaction; one more write counts the items. */
const ITEMS_PER_WRITE = 99;
const PAGE = 50;
const MAX_ATTEMPTS = 12;

/** Full jitter, doubling up to about half a second. */
const pause = (attempt: number) => sleep(Math.random() * Math.min(500, 10 * 2 ** attempt));

const transact = createTransact((options) => new QueueContendedError(options));

const notThere = `attribute_not_exists(${LABEL_TABLE_KEYS.sort})`;

/** The items, workers and counts of the queues: one DynamoDB table, in our words. */
export const createLabelStore = (dynamo: DynamoDBClient, table: string) => {
  const client = DynamoDBDocumentClient.from(dynamo, {
    marshallOptions: { removeUndefinedValues: true },
  });

  const read = async <Schema extends z.ZodMiniType>(
    schema: Schema,
    queue: Queue,
    entry: string,
  ): Promise<z.infer<Schema> | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: key(queue, entry), ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  };

  const findItem = (queue: Queue, id: string) => read(labelItemSchema, queue, ITEM_PREFIX + id);

  const findWorker = async (queue: Queue, worker: string): Promise<Worker> =>
    (await read(workerSchema, queue, `worker#${worker}`)) ?? workerSchema.parse({ worker });

  const add = (queue: Queue, entry: string, deltas: object, fields: object = {}): Write => {
    const set = Object.entries(fields).filter(([, value]) => value !== null);
    const removed = Object.entries(fields).filter(([, value]) => value === null);
    const added = Object.entries(deltas).filter(([, by]) => by !== 0);
    const names = [...set, ...removed, ...added].map(([name]) => [`#${name}`, name]);
    const clause = (verb: string, parts: string[]) =>
      parts.length > 0 ? [`${verb} ${parts.join(', ')}`] : [];
    return {
      Update: {
        TableName: table,
        Key: key(queue, entry),
        UpdateExpression: [
          ...clause(
            'SET',
            set.map(([name]) => `#${name} = :${name}`),
          ),
          ...clause(
            'REMOVE',
            removed.map(([name]) => `#${name}`),
          ),
          ...clause(
            'ADD',
            added.map(([name]) => `#${name} :${name}`),
          ),
        ].join(' '),
        ExpressionAttributeNames: Object.fromEntries(names) as Record<string, string>,
        ExpressionAttributeValues: Object.fromEntries(
          [...set, ...added].map(([name, value]) => [`:${name}`, value as unknown]),
        ),
      },
    };
  };

  const put = (queue: Queue, item: LabelItem, condition: string, seen?: number): Write => ({
    Put: {
      TableName: table,
      Item: { ...key(queue, ITEM_PREFIX + item.item_id), ...openKeys(queue, item), ...item },
      ConditionExpression: condition,
      ...(seen !== undefined && {
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': seen },
      }),
    },
  });

  /** Adds up to 99 items; tells how many were not there before. */
  const addSome = async (queue: Queue, items: LabelItem[]): Promise<number> => {
    let fresh = items;
    while (fresh.length > 0) {
      const open = fresh.filter(({ gold }) => gold === undefined).length;
      const refused = await transact(client, [
        ...fresh.map((item) => put(queue, item, notThere)),
        add(queue, '_counts', { items: fresh.length, open }),
      ]);
      if (!refused) return fresh.length;
      fresh = fresh.filter((_item, index) => refused[index] !== true);
    }
    return 0;
  };

  return {
    findItem,
    findWorker,

    /** @returns how many of the items were not in the queue before; the others stay as they were. */
    async addItems(queue: Queue, items: LabelItem[]): Promise<number> {
      let added = 0;
      for (let at = 0; at < items.length; at += ITEMS_PER_WRITE) {
        added += await addSome(queue, items.slice(at, at + ITEMS_PER_WRITE));
      }
      return added;
    },

    /**
     * Reads an item, has it changed, and writes it with what changes beside it, unless somebody else
     * wrote it meanwhile: then again from the start.
     *
     * @param change gives `undefined` to write nothing.
     * @returns what was written, or `undefined`.
     * @throws {ItemNotFoundError}
     * @throws {QueueContendedError} others were faster each time.
     */
    async changeItem(
      queue: Queue,
      id: string,
      change: (item: LabelItem) => ItemChange | undefined,
    ): Promise<LabelItem | undefined> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const seen = await findItem(queue, id);
        if (!seen) throw new ItemNotFoundError(id);
        const changed = change(seen);
        if (!changed) return undefined;
        const item = { ...changed.item, version: seen.version + 1 };
        const { worker, counts = {}, tally = {}, remember = {} } = changed;
        const refused = await transact(client, [
          put(queue, item, '#version = :seen', seen.version),
          add(queue, `worker#${worker}`, tally, { worker, ...remember }),
          ...(Object.values(counts).some((by) => by !== 0) ? [add(queue, '_counts', counts)] : []),
        ]);
        if (!refused) return item;
        await pause(attempt);
      }
      throw new QueueContendedError();
    },

    /**
     * Open items (or gold ones), the least labelled first, a page at a time. May be some moments
     * old: who serves one reads it again.
     */
    async *openItems(queue: Queue, kind: 'ordinary' | 'gold'): AsyncGenerator<LabelItem> {
      const { index, partition } = LABEL_TABLE_KEYS.open;
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: index,
            KeyConditionExpression: '#queue = :queue',
            ExpressionAttributeNames: { '#queue': partition },
            ExpressionAttributeValues: { ':queue': kind === 'gold' ? `${queue}#gold` : queue },
            Limit: PAGE,
            ExclusiveStartKey: from,
          }),
        );
        for (const item of Items) yield labelItemSchema.parse(item);
        from = LastEvaluatedKey;
      } while (from);
    },

    /** Everything of a queue that begins with this, whole, with strong consistency. */
    async *entries<Schema extends z.ZodMiniType>(
      queue: Queue,
      prefix: string,
      schema: Schema,
    ): AsyncGenerator<z.infer<Schema>> {
      const { partition, sort } = LABEL_TABLE_KEYS;
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            ConsistentRead: true,
            KeyConditionExpression: '#queue = :queue AND begins_with(#entry, :prefix)',
            ExpressionAttributeNames: { '#queue': partition, '#entry': sort },
            ExpressionAttributeValues: { ':queue': queue, ':prefix': prefix },
            ExclusiveStartKey: from,
          }),
        );
        for (const item of Items) yield schema.parse(item);
        from = LastEvaluatedKey;
      } while (from);
    },

    counts: async (queue: Queue): Promise<Counts> =>
      (await read(countsSchema, queue, '_counts')) ?? countsSchema.parse({}),

    findWaiting: (queue: Queue): Promise<Waiting | undefined> =>
      read(waitingSchema, queue, '_waiting'),

    /** The newest wait is the one that counts: an earlier one's token is of a try that is over. */
    async startWaiting(queue: Queue, waiting: Waiting): Promise<void> {
      await client.send(
        new PutCommand({ TableName: table, Item: { ...key(queue, '_waiting'), ...waiting } }),
      );
    },

    /** Nothing happens where another wait has begun. */
    async endWaiting(queue: Queue, { task_token }: Waiting): Promise<void> {
      await client
        .send(
          new UpdateCommand({
            TableName: table,
            Key: key(queue, '_waiting'),
            UpdateExpression: 'REMOVE task_token',
            ConditionExpression: 'task_token = :token',
            ExpressionAttributeValues: { ':token': task_token },
          }),
        )
        .catch((error: unknown) => {
          if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) {
            throw error;
          }
        });
    },
  };
};
export type LabelStore = ReturnType<typeof createLabelStore>;
