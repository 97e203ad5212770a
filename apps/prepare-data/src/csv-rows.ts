import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { CsvError, parse, type Info } from 'csv-parse';

import { TrainingDataInvalidError } from './errors.ts';

/** A row of a CSV file by its header, or why it is none. */
export interface CsvRow {
  line: number;
  /** Absent when the row has not as many values as the header. */
  values?: Record<string, string>;
  found: number;
  expected: number;
}

/** Bounds the memory that a row can take, a quote that is never closed above all. */
const MAX_ROW_BYTES = 1024 * 1024;

/** Text of bytes in UTF-8. */
async function* decoded(file: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // Drops a byte order mark.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of content) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new TrainingDataInvalidError(file, 'text in UTF-8', 'bytes that are not', {
      cause: error,
    });
  }
}

const checkHeader = (file: string, header: string[], needed: readonly string[]): void => {
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    const found = header.slice(0, 40).join(', ').slice(0, 400);
    throw new TrainingDataInvalidError(file, `the columns ${missing.join(', ')}`, found || 'none');
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new TrainingDataInvalidError(file, 'each column once', `${twice} twice`);
  }
};

/**
 * The rows of a CSV file with a header, one by one; memory stays within a few megabytes.
 *
 * @param needed columns that the header must have
 * @throws {TrainingDataInvalidError} the file is no CSV in UTF-8, or has not all columns.
 */
export async function* csvRows(
  file: string,
  content: AsyncIterable<Uint8Array>,
  needed: readonly string[],
): AsyncGenerator<CsvRow> {
  const parser = parse({
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    relax_column_count: true,
    info: true,
  });
  let header: string[] | undefined;
  try {
    // What goes wrong there ends the parser, and the loop below throws it.
    pipeline(Readable.from(decoded(file, content)), parser).catch(() => undefined);
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: Info;
    }>) {
      if (!header) {
        header = record;
        checkHeader(file, header, needed);
        continue;
      }
      const counts = { line: info.lines, found: record.length, expected: header.length };
      if (counts.found !== counts.expected) yield counts;
      else yield { ...counts, values: byName(header, record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: number };
    const where = lines === undefined ? file : `${file}, line ${lines}`;
    throw new TrainingDataInvalidError(where, 'CSV', error.message, { cause: error });
  }
  if (!header) throw new TrainingDataInvalidError(file, 'a header', 'an empty file');
}

const byName = (header: readonly string[], record: readonly string[]): Record<string, string> => {
  const values: Record<string, string> = {};
  for (let index = 0; index < header.length; index += 1) {
    values[header[index] ?? ''] = record[index] ?? '';
  }
  return values;
};
