import * as z from 'zod/mini';

import { text } from './parts.ts';

const column = text;
/** Default: made of the kind and its columns. */
const name = z.optional(text);
const values = z.array(z.string()).check(z.minLength(1));

/**
 * What a model sees of a record, as data: TypeScript and Python compute it alike.
 *
 * A feature of an empty column is null, unless its kind says otherwise.
 */
export const featureSchema = z.discriminatedUnion('kind', [
  /** The number itself. */
  z.strictObject({ kind: z.literal('number'), column, name }),
  /** sign(x) · log(1 + |x|): for amounts of money and counts. */
  z.strictObject({ kind: z.literal('log1p'), column, name }),
  /** 1 where the column is empty, else 0. */
  z.strictObject({ kind: z.literal('missing'), column, name }),
  /**
   * One feature of 0 or 1 for each value, and one more for any other value; all 0 when empty.
   * Values are compared without regard to the case of A to Z.
   */
  z.strictObject({ kind: z.literal('one-hot'), column, name, values }),
  /** The value's place in the list, from 0; null for a value that is not in it. */
  z.strictObject({ kind: z.literal('ordinal'), column, name, values }),
  /** A number for each value; `otherwise` for one that is not in the table. */
  z.strictObject({
    kind: z.literal('lookup'),
    column,
    name,
    table: z.record(z.string(), z.number()),
    otherwise: z.nullable(z.number()),
  }),
  z.strictObject({ kind: z.literal('year'), column, name }),
  /** 1 (January) to 12. */
  z.strictObject({ kind: z.literal('month'), column, name }),
  /** 1 to 31. */
  z.strictObject({ kind: z.literal('day'), column, name }),
  /** 1 (Monday) to 7. */
  z.strictObject({ kind: z.literal('weekday'), column, name }),
  /** Days from one date to another; negative when `to` is earlier. */
  z.strictObject({ kind: z.literal('days-between'), from: column, to: column, name }),
  /** Years from a year (a whole number) or a date to a date, by the years alone. */
  z.strictObject({ kind: z.literal('years-between'), from: column, to: column, name }),
  /** `of` divided by `by`; null where `by` is 0. */
  z.strictObject({ kind: z.literal('ratio'), of: column, by: column, name }),
  /** `of` minus `minus`. */
  z.strictObject({ kind: z.literal('difference'), of: column, minus: column, name }),
  /** Sum of the columns that are not empty; null when all are. */
  z.strictObject({
    kind: z.literal('sum'),
    columns: z.array(column).check(z.minLength(2)),
    name,
  }),
]);
export type Feature = z.infer<typeof featureSchema>;
export type FeatureKind = Feature['kind'];
