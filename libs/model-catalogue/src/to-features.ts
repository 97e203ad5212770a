import { featureNames } from './feature-names.ts';
import { featureWriter } from './feature-functions.ts';
import { ID_EXPECTED, Unfit, columnParser, parseId, type ColumnValue } from './parse-column.ts';
import type { RecordInput } from './schema/entry.ts';

/** What is wrong with one field of a record; an empty field name: the record itself. */
export interface RecordError {
  field: string;
  message: string;
}

export interface Features {
  /** The user's id, as text. */
  id: string;
  /** In the order of the plan's names. */
  values: (number | null)[];
}

/** How an entry's records become features, prepared once for many. */
export interface FeaturePlan {
  names: readonly string[];
  /** Checks a record and computes its features: microseconds. */
  apply(record: unknown): Features | { errors: RecordError[] };
}

const MAX_SHOWN = 60;
const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string' && value.length > MAX_SHOWN)
    return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
};

const expected = (field: string, what: string, found: unknown): RecordError => ({
  field,
  message: `expected ${what}, found ${shown(found)}`,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Prepares an entry's transformation. */
export const featurePlan = ({ id, columns, features }: RecordInput): FeaturePlan => {
  const positions = new Map(columns.map(({ name }, index) => [name, index]));
  const fields = new Set([id, ...positions.keys()]);
  const parsers = columns.map((column) => ({ name: column.name, parse: columnParser(column) }));
  const names: string[] = [];
  const writers = features.map((feature) => {
    // The schema has seen to it that each column is there.
    const write = featureWriter(feature, (column) => positions.get(column) ?? NaN);
    const at = names.length;
    names.push(...featureNames(feature));
    return { write, at };
  });
  const noSuchField = `unknown field; the fields are ${[...fields].join(', ')}`;

  const apply: FeaturePlan['apply'] = (record) => {
    if (!isRecord(record)) return { errors: [expected('', 'an object', record)] };
    const errors: RecordError[] = [];
    const own = (field: string) => (Object.hasOwn(record, field) ? record[field] : undefined);
    const user = parseId(own(id));
    if (user === undefined) errors.push(expected(id, ID_EXPECTED, own(id)));
    const values: ColumnValue[] = new Array<ColumnValue>(parsers.length);
    for (const [index, { name, parse }] of parsers.entries()) {
      const value = own(name);
      const found = value === '' || value === null ? null : parse(value);
      if (!(found instanceof Unfit)) values[index] = found;
      else errors.push(expected(name, `${found.expected}, or an empty value`, value));
    }
    for (const field of Object.keys(record)) {
      if (!fields.has(field))
        errors.push({ field: field.slice(0, MAX_SHOWN), message: noSuchField });
    }
    if (errors.length > 0 || user === undefined) return { errors };
    const numbers = new Array<number | null>(names.length);
    for (const { write, at } of writers) write(values, numbers, at);
    return { id: user, values: numbers };
  };
  return { names, apply };
};

const plans = new WeakMap<RecordInput, FeaturePlan>();

/** The plan of an entry, made when it is first asked for. */
export const planOf = ({ input }: { input: RecordInput }): FeaturePlan => {
  const known = plans.get(input);
  if (known) return known;
  const plan = featurePlan(input);
  plans.set(input, plan);
  return plan;
};

/**
 * Checks a record and computes what the model sees of it.
 *
 * Every column has to be there; all but the id may be empty ('' or null). Fields that are no
 * columns are errors.
 */
export const toFeatures = (
  entry: { input: RecordInput },
  record: unknown,
): Features | { errors: RecordError[] } => planOf(entry).apply(record);
