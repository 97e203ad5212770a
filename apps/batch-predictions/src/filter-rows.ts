import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { InvalidRequestError } from '@ngwaf/lambda-kit';
import { planOf, type RecordModel } from '@ngwaf/model-catalogue';
import { CsvError, parse } from 'csv-parse';

/** What one batch takes. */
export const LIMITS = { rows: 100_000, bytes: 50 * 1024 * 1024 } as const;
const MAX_ROW_BYTES = 64 * 1024;
/** Faults that are written; further ones are counted alone. */
const MAX_FAULTS = 10_000;
/** Lines that are put together before they become bytes. */
const LINES = 1_000;

/** A file's rows as the model sees them. */
export interface FilteredRows {
  /** An object a line: the id and the features. */
  features: Buffer;
  /** An object a line: row (1 is the first after the header), field, message. */
  faults: Buffer;
  accepted: number;
  refused: number;
}

const refuse = (expected: string, found: string): InvalidRequestError =>
  new InvalidRequestError([{ path: 'body.input', expected, found }]);

const lines = () => {
  const done: Buffer[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) done.push(Buffer.from(`${open.join('\n')}\n`));
    open = [];
  };
  return {
    add(value: object): void {
      open.push(JSON.stringify(value));
      if (open.length === LINES) close();
    },
    whole(): Buffer {
      close();
      return Buffer.concat(done);
    },
  };
};

const limitBytes = (most: number) => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      bytes += chunk.length;
      if (bytes <= most) done(null, chunk);
      else done(refuse(`a file of at most ${most} bytes`, 'more'));
    },
  });
};

const checkHeader = (model: RecordModel, header: string[]): string[] => {
  const { id, columns } = model.input;
  const expected = [id, ...columns.map(({ name }) => name)];
  const missing = expected.filter((name) => !header.includes(name));
  const unknown = header.filter((name) => !expected.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  const found = [
    ...missing.map((name) => `no ${name}`),
    ...unknown.map((name) => `the unknown column ${JSON.stringify(name.slice(0, 60))}`),
    ...twice.map((name) => `${name} twice`),
  ];
  if (found.length > 0) {
    const shown = found.slice(0, 10).join(', ');
    throw refuse(`a CSV file with the columns ${expected.join(', ')}`, shown);
  }
  return header;
};

/**
 * Runs the model's filter over the rows of a CSV file: what fits becomes features, what does not
 * is listed with its faults. Within a few seconds for the largest file.
 *
 * @throws {InvalidRequestError} the file is not CSV in UTF-8 with the model's columns, or too large,
 *   or no row fits.
 */
export const filterRows = async (
  model: RecordModel,
  content: AsyncIterable<Uint8Array>,
  limits: { rows: number; bytes: number } = LIMITS,
): Promise<FilteredRows> => {
  const plan = planOf(model);
  const { id } = model.input;
  const features = lines();
  const faults = lines();
  let [accepted, refused, listed] = [0, 0, 0];
  let first: string | undefined;

  const onRecord = (record: Record<string, string>): null => {
    const row = accepted + refused + 1;
    if (row > limits.rows) throw refuse(`at most ${limits.rows} rows`, 'more');
    const filtered = plan.apply(record);
    if ('errors' in filtered) {
      refused += 1;
      for (const { field, message } of filtered.errors) {
        first ??= `row ${row}: ${field}: ${message}`;
        if ((listed += 1) <= MAX_FAULTS) faults.add({ row, field, message });
      }
    } else {
      accepted += 1;
      const named = plan.names.map((name, index) => [name, filtered.values[index]] as const);
      features.add(Object.fromEntries<unknown>([[id, filtered.id], ...named]));
    }
    return null;
  };
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkHeader(model, header),
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    on_record: onRecord,
  });
  try {
    await pipeline(content, limitBytes(limits.bytes), parser.resume());
  } catch (error) {
    if (error instanceof CsvError) throw refuse('CSV', error.message);
    throw error;
  }
  if (accepted === 0) {
    throw refuse('at least one row that the model takes', first ?? 'no rows');
  }
  return { features: features.whole(), faults: faults.whole(), accepted, refused };
};
