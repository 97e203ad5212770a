import { InvalidRequestError, describeValue } from '@ngwaf/lambda-kit';
import { parse } from 'csv-parse/sync';

/** A row as it came: a record of the model, perhaps with `gold`. */
export type Row = Record<string, unknown>;

const refuse = (expected: string, found: string): InvalidRequestError =>
  new InvalidRequestError([{ path: 'body.file', expected, found }]);

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fromCsv = (text: string): Row[] => {
  try {
    return parse(text, { bom: true, columns: true, skip_empty_lines: true });
  } catch (error) {
    const found = error instanceof Error ? error.message : 'something else';
    throw refuse('CSV with a header line', found);
  }
};

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse('JSON', `${text.length} characters that are not JSON`);
  }
};

const PARSERS: Record<string, (text: string) => unknown> = {
  csv: fromCsv,
  json: fromJson,
  jsonl: (text) =>
    text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map(fromJson),
};

/**
 * The rows of a file by its name's end: `.csv` with a header, `.json` with an array, `.jsonl` with an
 * object a line.
 *
 * @throws {InvalidRequestError} the content is of another form.
 */
export const readRows = (key: string, bytes: Uint8Array): Row[] => {
  const format = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
  const parser = PARSERS[format];
  if (!parser) throw refuse('a file named .csv, .json or .jsonl', describeValue(key));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('text in UTF-8', 'bytes that are not');
  }
  const rows = parser(text);
  if (!Array.isArray(rows) || !rows.every(isRow)) {
    throw refuse('an array of records', describeValue(rows));
  }
  return rows;
};
