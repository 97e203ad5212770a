import { weekdayOf, type Day } from './calendar.ts';
import { foldCase, type ColumnValue } from './parse-column.ts';
import type { Feature } from './schema/feature.ts';

/** Writes a feature's numbers, as many as it has names, to `into` from `at` on. */
export type WriteFeature = (
  columns: readonly ColumnValue[],
  into: (number | null)[],
  at: number,
) => void;

/** Beyond it a number is none for what learns in single precision. */
const MAX_FEATURE = 1e30;

const bounded = (value: number): number | null =>
  Math.abs(value) <= MAX_FEATURE ? value + 0 : null;

/** A feature of one number, of a column that is not empty. */
const ofOne =
  <Value extends ColumnValue>(
    column: number,
    compute: (value: Value) => number | null,
  ): WriteFeature =>
  (columns, into, at) => {
    const value = columns[column];
    into[at] = value === null || value === undefined ? null : compute(value as Value);
  };

/** A feature of one number, of two columns neither of which is empty. */
const ofTwo =
  <Value extends ColumnValue>(
    first: number,
    second: number,
    compute: (a: Value, b: Value) => number | null,
  ): WriteFeature =>
  (columns, into, at) => {
    const a = columns[first];
    const b = columns[second];
    const isEmpty = a === null || a === undefined || b === null || b === undefined;
    into[at] = isEmpty ? null : compute(a as Value, b as Value);
  };

const places = (values: readonly string[]): Map<string, number> =>
  new Map(values.map((value, index) => [foldCase(value), index]));

const oneHot = (column: number, values: readonly string[]): WriteFeature => {
  const known = places(values);
  return (columns, into, at) => {
    for (let index = 0; index <= values.length; index += 1) into[at + index] = 0;
    const value = columns[column];
    if (typeof value === 'string') into[at + (known.get(value) ?? values.length)] = 1;
  };
};

const yearOf = (value: Day | number): number => (typeof value === 'number' ? value : value.year);

const sum =
  (positions: readonly number[]): WriteFeature =>
  (columns, into, at) => {
    let total: number | null = null;
    for (const position of positions) {
      const value = columns[position];
      if (typeof value === 'number') total = (total ?? 0) + value;
    }
    into[at] = total === null ? null : bounded(total);
  };

/** How a feature is computed, given where each column lies. */
export const featureWriter = (feature: Feature, at: (column: string) => number): WriteFeature => {
  switch (feature.kind) {
    case 'number':
      return ofOne(at(feature.column), bounded);
    case 'log1p':
      return ofOne(at(feature.column), (x: number) => Math.sign(x) * Math.log1p(Math.abs(x)) + 0);
    case 'missing': {
      const column = at(feature.column);
      return (columns, into, place) => {
        into[place] = columns[column] === null ? 1 : 0;
      };
    }
    case 'one-hot':
      return oneHot(at(feature.column), feature.values);
    case 'ordinal': {
      const known = places(feature.values);
      return ofOne(at(feature.column), (value: string) => known.get(value) ?? null);
    }
    case 'lookup': {
      const table = new Map(
        Object.entries(feature.table).map(([value, number]) => [foldCase(value), number]),
      );
      return ofOne(at(feature.column), (value: string) => table.get(value) ?? feature.otherwise);
    }
    case 'year':
      return ofOne(at(feature.column), (day: Day) => day.year);
    case 'month':
      return ofOne(at(feature.column), (day: Day) => day.month);
    case 'day':
      return ofOne(at(feature.column), (day: Day) => day.day);
    case 'weekday':
      return ofOne(at(feature.column), weekdayOf);
    case 'days-between':
      return ofTwo(
        at(feature.from),
        at(feature.to),
        (from: Day, to: Day) => to.number - from.number,
      );
    case 'years-between':
      return ofTwo(at(feature.from), at(feature.to), (from: Day | number, to: Day | number) =>
        bounded(yearOf(to) - yearOf(from)),
      );
    case 'ratio':
      return ofTwo(at(feature.of), at(feature.by), (of: number, by: number) =>
        by === 0 ? null : bounded(of / by),
      );
    case 'difference':
      return ofTwo(at(feature.of), at(feature.minus), (of: number, minus: number) =>
        bounded(of - minus),
      );
    case 'sum':
      return sum(feature.columns.map(at));
  }
};
