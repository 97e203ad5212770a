import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { LABEL_TABLE_KEYS, predictionBucketKeys, type LocalOutputs } from '@ngwaf/contracts';
import { modelResources, type RecordModel } from '@ngwaf/model-catalogue';
import type { CloudClients } from './cloud-client.ts';
import { names } from './invariants.ts';
import { PREFIX, recordModel } from './model-data.ts';

/** A model that people are asked about, and where its data is. */
export const queueModel = (name: string, { bucket }: Pick<LocalOutputs, 'bucket'>) => {
  const entry = recordModel(name);
  const accountId = bucket.split('-').at(-1) ?? '';
  const { dataBucket } = modelResources(PREFIX, accountId, entry);
  return { name, entry, dataBucket, predictionBucket: `${PREFIX}-predictions-${accountId}` };
};
export type QueueModel = ReturnType<typeof queueModel>;

/** A record with nothing in it but its user, which every model takes. */
export const emptyRecord = ({ input }: RecordModel, user: string): Record<string, string> => ({
  ...Object.fromEntries(input.columns.map(({ name }) => [name, ''])),
  [input.id]: user,
});

/**
 * A prediction in the bucket of predictions, as if it had been routed just now; resolves with what
 * removes it.
 */
export const putPrediction = async (
  { s3 }: CloudClients,
  { name, entry, predictionBucket }: QueueModel,
  { id, user, score }: { id: string; user: string; score: number },
): Promise<() => Promise<void>> => {
  const prediction = {
    ...{ prediction_id: id, model: name, version: 'job-2020', at: new Date().toISOString() },
    ...{ user_id: user, score, label: 0, threshold: 0.5, route: 'intervention' },
    record: emptyRecord(entry, user),
  };
  const place = { Bucket: predictionBucket, Key: predictionBucketKeys.prediction(prediction) };
  await s3.send(new PutObjectCommand({ ...place, Body: JSON.stringify(prediction) }));
  return async () => {
    await s3.send(new DeleteObjectCommand(place));
  };
};

/** Empties the queue of a model: as on a new stack. */
export const forgetQueue = async (
  { dynamo }: CloudClients,
  { name }: Pick<QueueModel, 'name'>,
): Promise<void> => {
  const TableName = names.labelTable;
  const { partition, sort } = LABEL_TABLE_KEYS;
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#queue = :queue',
      ExpressionAttributeNames: { '#queue': partition },
      ExpressionAttributeValues: { ':queue': name },
    }),
  );
  for (const item of Items) {
    const Key = { [partition]: item[partition] as unknown, [sort]: item[sort] as unknown };
    await dynamo.send(new DeleteCommand({ TableName, Key }));
  }
};
