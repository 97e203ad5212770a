import * as z from 'zod/mini';

import { text } from './parts.ts';

const name = text;

/**
 * A column of a record.
 *
 * Every column has to be there; all may be empty ('' or null). Numbers may come as JSON's numbers
 * or, as in CSV files, as texts in decimal notation.
 */
export const columnSchema = z.discriminatedUnion('type', [
  z.strictObject({
    name,
    type: z.literal('text'),
    /** If given, nothing else is taken (compared without regard to the case of A to Z). */
    values: z.optional(z.array(z.string()).check(z.minLength(1))),
  }),
  z.strictObject({
    name,
    type: z.literal('number'),
    /** Least and greatest value taken; default: a magnitude of at most 1e15. */
    min: z.optional(z.number()),
    max: z.optional(z.number()),
  }),
  /** A whole number. */
  z.strictObject({
    name,
    type: z.literal('integer'),
    min: z.optional(z.int()),
    max: z.optional(z.int()),
  }),
  /** A day of the calendar as `YYYY-MM-DD`. */
  z.strictObject({ name, type: z.literal('date') }),
]);
export type Column = z.infer<typeof columnSchema>;
export type ColumnType = Column['type'];
