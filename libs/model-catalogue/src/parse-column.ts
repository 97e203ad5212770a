import { parseDay, type Day } from './calendar.ts';
import type { Column } from './schema/column.ts';

/** What a column of a record holds; null: it is empty. */
export type ColumnValue = number | string | Day | null;

/** What was expected of a value that does not fit. */
export class Unfit {
  constructor(readonly expected: string) {}
}

/** Turns one field into a value; `null` and `''` are dealt with before. */
export type ParseColumn = (value: unknown) => ColumnValue | Unfit;

/** In UTF-16 code units. */
const MAX_TEXT = 200;
const MAX_NUMBER = 1e15;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Longer ones are no numbers that anybody wrote. */
const MAX_DECIMAL = 40;

/** A to Z as small letters, and nothing else: the same in every language and version of Unicode. */
export const foldCase = (text: string): string =>
  /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;

const numberOf = (value: unknown): number => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.length <= MAX_DECIMAL && DECIMAL.test(value)
    ? Number(value)
    : NaN;
};

const parseNumber = ({ min = -MAX_NUMBER, max = MAX_NUMBER, type }: NumberColumn): ParseColumn => {
  const isWhole = type === 'integer';
  const unfit = new Unfit(`a ${isWhole ? 'whole number' : 'number'} from ${min} to ${max}`);
  return (value) => {
    const number = numberOf(value);
    // NaN fits no comparison. -0 becomes 0.
    return number >= min && number <= max && (!isWhole || Number.isInteger(number))
      ? number + 0
      : unfit;
  };
};
type NumberColumn = Extract<Column, { type: 'number' | 'integer' }>;

const parseText = ({ values }: Extract<Column, { type: 'text' }>): ParseColumn => {
  const tooLong = new Unfit(`a text of at most ${MAX_TEXT} characters`);
  if (!values) {
    return (value) =>
      typeof value === 'string' && value.length <= MAX_TEXT ? foldCase(value) : tooLong;
  }
  const known = new Set(values.map(foldCase));
  const unfit = new Unfit(`one of ${values.join(', ')}`);
  return (value) => {
    const folded = typeof value === 'string' && value.length <= MAX_TEXT ? foldCase(value) : '';
    return known.has(folded) ? folded : unfit;
  };
};

const NO_DAY = new Unfit('a day of the calendar as YYYY-MM-DD');
const parseDate: ParseColumn = (value) =>
  (typeof value === 'string' ? parseDay(value) : undefined) ?? NO_DAY;

/** How the fields of a column are read. */
export const columnParser = (column: Column): ParseColumn => {
  switch (column.type) {
    case 'text':
      return parseText(column);
    case 'number':
    case 'integer':
      return parseNumber(column);
    case 'date':
      return parseDate;
  }
};

const MAX_ID = 128;
/** No control characters, and no halves of characters. */
const ID = /^[^\p{Cc}\p{Cs}]+$/u;
export const ID_EXPECTED = `1 to ${MAX_ID} characters, or a whole number`;

/** The id as text; `undefined` when it is none. */
export const parseId = (value: unknown): string | undefined => {
  if (typeof value === 'string') {
    return value.length <= MAX_ID && ID.test(value) ? value : undefined;
  }
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? String((value as number) + 0)
    : undefined;
};
