import {
  InvalidRequestError,
  ModelNotFoundError,
  httpHandler,
  httpRoutes,
  type Logger,
} from '@ngwaf/lambda-kit';
import { findModel, isRecordModel, type RecordModel } from '@ngwaf/model-catalogue';
import * as z from 'zod/mini';

import { batchSchema, type KeptBatch } from './batch.ts';
import { createBatchPredictions, type BatchPorts } from './batch-predictions.ts';

const model = z.string().check(z.minLength(1), z.maxLength(64));
const start = z.object({
  pathParameters: z.object({ model }),
  body: z.strictObject({ input: z.string().check(z.minLength(1)) }),
  headers: z.object({
    'idempotency-key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  }),
});
const look = z.object({
  pathParameters: z.object({
    model,
    batch_id: z.string().check(z.regex(/^[0-9a-f]{12}$/, 'the batch_id of a batch')),
  }),
});

/** @throws {ModelNotFoundError} @throws {InvalidRequestError} */
const recordModel = (name: string): RecordModel => {
  const entry = findModel(name);
  if (!entry) throw new ModelNotFoundError(name);
  if (isRecordModel(entry)) return entry;
  const expected = 'a model that scores records';
  throw new InvalidRequestError([{ path: 'pathParameters.model', expected, found: name }]);
};

export const createHandler = (ports: BatchPorts, logger?: Logger) => {
  const options = logger ? { logger } : {};
  const shown = { body: (batch: KeptBatch) => batchSchema.parse(batch) };
  const batches = createBatchPredictions(ports);
  return httpRoutes({
    'POST /models/{model}/batch-predictions': httpHandler(
      start,
      ({ pathParameters, body, headers }) =>
        batches.start(recordModel(pathParameters.model), {
          input: body.input,
          idempotencyKey: headers['idempotency-key'],
        }),
      { ...options, ...shown, status: 202 },
    ),
    'GET /models/{model}/batch-predictions/{batch_id}': httpHandler(
      look,
      ({ pathParameters }) =>
        batches.status(recordModel(pathParameters.model), pathParameters.batch_id),
      { ...options, ...shown },
    ),
  });
};
