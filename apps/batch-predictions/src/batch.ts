import * as z from 'zod/mini';

/** A batch as the API shows it. */
export const batchSchema = z.object({
  batch_id: z.string(),
  model: z.string(),
  /** Version that scores, a job key. */
  version: z.string(),
  status: z.enum(['running', 'success', 'failed']),
  created_at: z.iso.datetime(),
  input: z.string(),
  /** Rows of the input: those that are scored, and those that are not records of the model. */
  rows: z.object({ accepted: z.int(), refused: z.int() }),
  threshold: z.number(),
  /** `<bucket>/<key>` of a CSV file with id, score and label; once the batch has succeeded. */
  scores: z.optional(z.string()),
  /** `<bucket>/<key>` of a file with an object a fault: row, field, message; if there are any. */
  errors: z.optional(z.string()),
  failure: z.optional(z.string()),
  ended_at: z.optional(z.iso.datetime()),
});

/** A batch as its folder keeps it. */
export const keptBatchSchema = z.extend(batchSchema, {
  /** The version's SageMaker model: a start that was interrupted goes on with the same. */
  model_name: z.string(),
});
export type KeptBatch = z.infer<typeof keptBatchSchema>;

/** Layout of a batch in its model's bucket. */
export const batchKeys = (id: string) => ({
  /** The batch itself, as `batchSchema`. */
  batch: `batch/${id}/batch.json`,
  /** An object a row: the id and the features. */
  features: `batch/${id}/features.jsonl`,
  errors: `batch/${id}/errors.jsonl`,
  /** What the transform job writes. */
  outputPrefix: `batch/${id}/output`,
  output: `batch/${id}/output/features.jsonl.out`,
  scores: `batch/${id}/scores.csv`,
});
