import type { Column, Feature } from '@ngwaf/model-catalogue';
import { parse } from 'csv-parse/sync';

/** So many of a file's rows are looked at. */
const MAX_ROWS = 20_000;
/** Texts with more values than this are no categories. */
const MAX_CATEGORIES = 20;
/** A category is worth a feature of its own from this share of the rows on. */
const MIN_SHARE = 0.01;

/** What a file's header and rows suggest; a person is to look over it. */
export interface Guess {
  columns: Column[];
  features: Feature[];
  /** What was left out, and why. */
  notes: string[];
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const typeOf = (values: readonly string[]): Column['type'] => {
  if (values.length === 0) return 'text';
  if (values.every((value) => DAY.test(value))) return 'date';
  return values.every((value) => NUMBER.test(value)) ? 'number' : 'text';
};

const categoriesOf = (values: readonly string[]): string[] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= values.length * MIN_SHARE)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MAX_CATEGORIES)
    .map(([value]) => value);
};

/** Amounts and counts with a long tail tell more by their logarithm. */
const isSkewed = (values: readonly string[]): boolean => {
  const sorted = values.map(Number).sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return at(0) >= 0 && at(0.99) > 20 * Math.max(1e-9, at(0.5));
};

const featuresOf = (
  { name, type }: Column,
  values: readonly string[],
  rows: number,
  notes: string[],
): Feature[] => {
  const missing: Feature[] = values.length < 0.9 * rows ? [{ kind: 'missing', column: name }] : [];
  if (type === 'number') {
    return [{ kind: isSkewed(values) ? 'log1p' : 'number', column: name }, ...missing];
  }
  if (type === 'date') return missing;
  const categories = categoriesOf(values);
  if (categories.length > 0)
    return [{ kind: 'one-hot', column: name, values: categories }, ...missing];
  notes.push(`${name}: no value is common enough for a feature`);
  return missing;
};

/**
 * Columns and features that a CSV file suggests: numbers as they are or by their logarithm, texts by
 * their common values, dates by the days between them. No date by itself: when somebody came is
 * seldom what is to be learned.
 */
export const guessColumns = (csv: string, id: string, excluded: readonly string[]): Guess => {
  const rows = parse<Record<string, string>>(csv, { columns: true, bom: true, to: MAX_ROWS });
  const notes: string[] = [];
  const names = Object.keys(rows[0] ?? {}).filter(
    (name) => name !== id && !excluded.includes(name),
  );
  const valuesOf = (name: string) =>
    rows.map((row) => row[name] ?? '').filter((cell) => cell !== '');
  const columns = names.map((name): Column => ({ name, type: typeOf(valuesOf(name)) }));
  const features = columns.flatMap((column) =>
    featuresOf(column, valuesOf(column.name), rows.length, notes),
  );
  const dates = columns.filter(({ type }) => type === 'date').map(({ name }) => name);
  for (const [index, to] of dates.entries()) {
    const from = dates[index - 1];
    if (from !== undefined) features.push({ kind: 'days-between', from, to });
  }
  if (dates.length === 1)
    notes.push(`${dates[0]}: a date alone makes no feature; compare it with another`);
  return { columns, features, notes };
};
