import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';

import { CsvError, parse } from 'csv-parse';

import { checkUtf8 } from './check-utf8.ts';
import { checkCounts, checkHeader, classOf, type RowCounts } from './data-set-rows.ts';
import { DataSetInvalidError } from './errors.ts';
import { createSnapshotWriter, type Snapshot } from './snapshot.ts';

/** What is known of a data set once all of it was read. */
export interface DataSetFacts {
  bytes: number;
  sha256: string;
  rows: RowCounts;
}

export interface ReadDataSet {
  facts: DataSetFacts;
  /** What the job works with. */
  snapshot: Snapshot;
}

/** Bounds the memory that a row can take, a quote that is never closed above all. */
const MAX_ROW_BYTES = 1024 * 1024;

const QUOTES = 'CSV with quotes around whole values only, and doubled within';
const EXPECTED_AND_FOUND: Record<string, [expected: string, found: string]> = {
  CSV_QUOTE_NOT_CLOSED: ['CSV', 'a quote that is never closed'],
  CSV_MAX_RECORD_SIZE: [`CSV with rows of at most ${MAX_ROW_BYTES} bytes`, 'a longer one'],
  INVALID_OPENING_QUOTE: [QUOTES, 'a quote elsewhere'],
  CSV_INVALID_CLOSING_QUOTE: [QUOTES, 'a quote elsewhere'],
};

/** What a row says that has not as many values as the header. */
const countOf = ({ columns, record }: CsvError): [expected: string, found: string] | undefined =>
  Array.isArray(columns) && Array.isArray(record) && columns.length !== record.length
    ? [
        `CSV with as many values in each row as in the header, ${columns.length}`,
        String(record.length),
      ]
    : undefined;

const toInvalid = (error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error;
  const [expected, found] = EXPECTED_AND_FOUND[error.code] ??
    countOf(error) ?? ['CSV', error.message];
  const line = typeof error['lines'] === 'number' ? { line: error['lines'] } : {};
  return new DataSetInvalidError(expected, found, { cause: error, ...line });
};

/** csv-parse counts a line break of two characters within quotes as two. */
const createLineCounter = () => {
  let tooMany = 0;
  return (row: Record<string, string>, lines: number): number => {
    for (const value of Object.values(row)) {
      for (let at = value.indexOf('\r\n'); at >= 0; at = value.indexOf('\r\n', at + 2))
        tooMany += 1;
    }
    return lines - tooMany;
  };
};

/**
 * Reads a data set from end to end, tells what is in it, and masks the secrets in its payloads. Of the
 * file itself nothing is kept: memory is a few megabytes and the masked rows.
 *
 * @param maxBytes beyond which it is refused
 * @throws {DataSetInvalidError} the first thing that is wrong, with its line.
 */
export const validateDataSet = async (
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<ReadDataSet> => {
  const hash = createHash('sha256');
  const rows: RowCounts = { malicious: 0, benign: 0 };
  const snapshot = createSnapshotWriter();
  const lineOf = createLineCounter();
  let bytes = 0;

  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        throw new DataSetInvalidError(`at most ${maxBytes} bytes`, `more than ${maxBytes} bytes`);
      }
      hash.update(chunk);
      yield chunk;
    }
  }

  const parser = parse({
    bom: true,
    columns: (header: string[]) => {
      // Empty lines are skipped elsewhere, but readers take the first line for the header.
      if (parser.info.empty_lines > 0) {
        throw new DataSetInvalidError('the header', 'an empty line', { line: 1 });
      }
      return checkHeader(header);
    },
    // Named, since it would otherwise be guessed from the first line. A lone CR ends a row as well,
    // as it does in Python's reader: within a payload it has to be quoted.
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    // Counted and written here, and dropped.
    on_record: (row: Record<string, string>, { lines }) => {
      const line = lineOf(row, lines);
      const label = classOf(row, line);
      rows[label] += 1;
      snapshot.add({ payload: row['payload'] ?? '', label, isUrl: row['is_url'] ?? '', line });
      return null;
    },
  });
  try {
    await pipeline(() => checkUtf8(measured()), parser.resume());
  } catch (error) {
    throw toInvalid(error);
  }
  if (bytes === 0) throw new DataSetInvalidError('a CSV file', 'an empty file');
  checkCounts(rows);
  return { facts: { bytes, sha256: hash.digest('hex'), rows }, snapshot: snapshot.finish() };
};
