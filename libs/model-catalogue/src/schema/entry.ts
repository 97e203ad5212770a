import * as z from 'zod/mini';

import { algorithmSchema } from './algorithm.ts';
import { columnSchema } from './column.ts';
import { findContradictions } from './contradictions.ts';
import { featureSchema } from './feature.ts';
import { labelQueueSchema, labellingSchema } from './labelling.ts';
import {
  gateSchema,
  retentionSchema,
  routingSchema,
  scheduleSchema,
  servingSchema,
  trainingSchema,
  triggerSchema,
} from './operation.ts';
import { slug, text } from './parts.ts';

/** One field of a form is the user's id; it is no feature. */
export const recordInputSchema = z.strictObject({
  kind: z.literal('record'),
  /** Field with the user's id: 1 to 128 characters or a whole number, never empty. */
  id: z._default(text, 'user_id'),
  /** All fields of a record but the id. */
  columns: z.array(columnSchema).check(z.minLength(1)),
  features: z.array(featureSchema).check(z.minLength(1)),
});
export type RecordInput = z.infer<typeof recordInputSchema>;

const entryFields = z.strictObject({
  /** In routes and job records. */
  name: slug(64),
  /** In physical names. */
  code: slug(12),
  purpose: text,
  /** `notebook`: trained by the WAF's notebook; `framework`: by the state machine for all models. */
  pipeline: z._default(z.enum(['notebook', 'framework']), 'framework'),
  /** Short name of the data bucket; models may share one. */
  data: z.strictObject({ bucket: slug(22) }),
  algorithm: algorithmSchema,
  input: z.discriminatedUnion('kind', [
    /** Text, scored as the WAF's API takes it. */
    z.strictObject({ kind: z.literal('payload') }),
    recordInputSchema,
  ]),
  labelling: labellingSchema,
  /** What people are asked about this model's records; default: nothing can be asked. */
  labelQueue: z.optional(labelQueueSchema),
  training: z._default(trainingSchema, trainingSchema.parse({})),
  gate: z._default(gateSchema, gateSchema.parse({})),
  serving: servingSchema,
  routing: routingSchema,
  /** Default: only when asked, or by a trigger. */
  schedule: z.optional(scheduleSchema),
  triggers: z._default(z.array(triggerSchema), []),
  retention: z._default(retentionSchema, retentionSchema.parse({})),
});

/** A model of the catalogue. */
export const modelEntrySchema = entryFields.check(
  z.check(({ value, issues }) => {
    for (const { path, message } of findContradictions(value)) {
      issues.push({ code: 'custom', input: value, path, message });
    }
  }),
);
export type ModelEntry = z.infer<typeof entryFields>;
/** An entry as it is written: what has a default may be left out. */
export type ModelDefinition = z.input<typeof entryFields>;
/** A model that scores records with an id. */
export type RecordModel = ModelEntry & { input: RecordInput };
