import * as z from 'zod/mini';

/** Attributes that key the table of items to label, and its index of items that are open. */
export const LABEL_TABLE_KEYS = {
  /** The model whose queue it is. */
  partition: 'queue',
  sort: 'entry',
  /** Sparse: an item that is finished has neither attribute. Least-labelled first. */
  open: { index: 'open-by-need', partition: 'open_queue', sort: 'need' },
} as const;

/** Input of the state that waits for labels: the pipeline's own, and the token that ends it. */
export const waitForLabelsInputSchema = z.looseObject({
  job_key: z.string().check(z.minLength(1)),
  model: z.string().check(z.minLength(1)),
  task_token: z.string().check(z.minLength(1)),
});
export type WaitForLabelsInput = z.infer<typeof waitForLabelsInputSchema>;

/** What the state that waits for labels hands on. */
export const waitForLabelsOutputSchema = z.object({
  /** Items with a label in the manifest. */
  labelled: z.int(),
  /** Where the manifest lies, `s3://bucket/key`. */
  manifest: z.string(),
});
export type WaitForLabelsOutput = z.infer<typeof waitForLabelsOutputSchema>;
