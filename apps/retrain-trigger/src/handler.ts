import { httpHandler, type Logger } from '@ngwaf/lambda-kit';
import * as z from 'zod/mini';

import {
  createRetrainTrigger,
  type RetrainTriggerOptions,
  type RetrainTriggerPorts,
} from './retrain-trigger.ts';

const request = z.object({
  body: z.object({
    train_file_path: z.string().check(z.minLength(1)),
    keep_contradicting_rows: z.optional(z.boolean()),
  }),
  headers: z.object({
    'idempotency-key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  }),
});

export const createHandler = (
  ports: RetrainTriggerPorts,
  options: RetrainTriggerOptions,
  logger?: Logger,
) => {
  const retrain = createRetrainTrigger(ports, options);
  return httpHandler(
    request,
    async ({ body, headers }) => ({
      message: 'training has kicked off',
      job_key: await retrain({
        trainFilePath: body.train_file_path,
        keepContradictingRows: body.keep_contradicting_rows ?? false,
        idempotencyKey: headers['idempotency-key'],
      }),
    }),
    logger ? { logger } : {},
  );
};
