import * as z from 'zod/mini';

/** What a worker says of an item: the class, or null where the record does not tell. */
export const labelSchema = z.nullable(z.union([z.literal(0), z.literal(1)]));
export type Label = z.infer<typeof labelSchema>;

/** A record of the model, as its schema in the catalogue has it. */
export const labelRecordSchema = z.record(
  z.string(),
  z.nullable(z.union([z.string(), z.number()])),
);

const byWorker = <Schema extends z.ZodMiniType>(value: Schema) => z.record(z.string(), value);

/** An item of a queue, as the table holds it; the API shows its id and record alone. */
export const labelItemSchema = z.object({
  item_id: z.string(),
  record: labelRecordSchema,
  created_at: z.iso.datetime(),
  /** Distance of the live model's score from its threshold; absent where none was scored. */
  uncertainty: z.optional(z.number()),
  /** The right label of a gold item, which measures workers; absent for ordinary ones. */
  gold: z.optional(z.union([z.literal(0), z.literal(1)])),
  state: z.enum(['open', 'labelled', 'undecided']),
  /** How many workers are asked; grows when they do not agree. */
  needed: z.int(),
  answers: byWorker(z.object({ label: labelSchema, at: z.iso.datetime() })),
  /** Until when (epoch milliseconds) the item is kept for a worker who was served it. */
  claims: byWorker(z.number()),
  /** What workers said first of a gold item: taking it back does not better one's accuracy. */
  first_answers: z.optional(byWorker(labelSchema)),
  result: z.optional(
    z.object({
      label: z.union([z.literal(0), z.literal(1)]),
      /** Share of the votes, by weight, that agree with the label. */
      confidence: z.number(),
      at: z.iso.datetime(),
    }),
  ),
  /** Grows with each write: who read an older one writes nothing. */
  version: z.int(),
});
export type LabelItem = z.infer<typeof labelItemSchema>;

/** A worker of a queue, as the table holds it. */
export const workerSchema = z.object({
  worker: z.string(),
  labels: z._default(z.int(), 0),
  gold_seen: z._default(z.int(), 0),
  gold_right: z._default(z.int(), 0),
  /** The item that an undo opens again. */
  last_item: z.optional(z.string()),
  /** The item that was served and not yet answered. */
  claimed_item: z.optional(z.string()),
});
export type Worker = z.infer<typeof workerSchema>;

/** Counts of a queue. Gold items count among the others, but for `open`. */
export const countsSchema = z.object({
  items: z._default(z.int(), 0),
  labelled: z._default(z.int(), 0),
  undecided: z._default(z.int(), 0),
  labels: z._default(z.int(), 0),
  /** Ordinary items without a result; the batch is complete when there are none. */
  open: z._default(z.int(), 0),
});
export type Counts = z.infer<typeof countsSchema>;
