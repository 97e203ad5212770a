import * as z from 'zod/mini';

/** Most records of one request; past them the answer is 400. */
export const MAX_RECORDS = 1_000;

/** The body of `POST /models/{model}/predictions`; what a record holds is the model's own business. */
export const predictionRequestSchema = z.object({
  pathParameters: z.object({ model: z.string() }),
  headers: z.object({
    'idempotency-key': z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  }),
  body: z.strictObject({
    records: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_RECORDS)),
  }),
});

export const modelRequestSchema = z.object({ pathParameters: z.object({ model: z.string() }) });

export const listRequestSchema = z.object({});
