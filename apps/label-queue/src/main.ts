import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { labelQueueEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';
import { modelResources } from '@ngwaf/model-catalogue';

import { readDataFile, writeLines } from './data-files.ts';
import { createHandler } from './handler.ts';
import type { QueueModel } from './queue-rules.ts';
import { createRecentPredictions } from './recent-predictions.ts';
import { createLabelStore } from './store.ts';
import { createTaskSuccess } from './task-success.ts';

const env = parseEnv(labelQueueEnvSchema);
const s3 = new S3Client({});
const bucketOf = (model: QueueModel) =>
  modelResources(env.NAME_PREFIX, env.ACCOUNT_ID, model).dataBucket;

export const handler = createHandler({
  store: createLabelStore(new DynamoDBClient({}), env.LABEL_TABLE_NAME),
  readFile: (model, path) => readDataFile(s3, bucketOf(model), path),
  recentPredictions: createRecentPredictions(s3, env.PREDICTIONS_BUCKET),
  writeManifest: (model, key, text) => writeLines(s3, bucketOf(model), key, text),
  sendSuccess: createTaskSuccess(new SFNClient({})),
  now: () => new Date(),
  random: Math.random,
});
