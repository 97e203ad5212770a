import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

import { TrainingDataInvalidError } from './errors.ts';

/** An item that people have labelled. */
export interface LabelledItem {
  record: Record<string, unknown>;
  label: 0 | 1;
}

const METADATA = '-metadata';

const parseLine = (line: string): LabelledItem | undefined => {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const attribute = Object.keys(entry)
    .find((name) => name.endsWith(METADATA))
    ?.slice(0, -METADATA.length);
  const label = attribute === undefined ? undefined : entry[attribute];
  // No label: workers disagreed, or nobody has come to it.
  if (label !== 0 && label !== 1) return undefined;
  const record: unknown = typeof entry['source'] === 'string' ? JSON.parse(entry['source']) : null;
  if (typeof record !== 'object' || record === null) throw new TypeError('source is no record');
  return { record: record as Record<string, unknown>, label };
};

/**
 * What people have labelled, by the user's id: a manifest in Ground Truth's format, each line with
 * its record in `source`, its label (0 or 1) under the name of the attribute, and the metadata of that.
 *
 * @throws {TrainingDataInvalidError} names the line.
 */
export const readManifest = async (
  file: string,
  content: AsyncIterable<Uint8Array>,
  idField: string,
): Promise<Map<string, LabelledItem>> => {
  const items = new Map<string, LabelledItem>();
  let number = 0;
  for await (const line of createInterface({ input: Readable.from(content) })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      const item = parseLine(line);
      if (item) items.set(String(item.record[idField]), item);
    } catch (error) {
      const expected = 'JSON with a record as `source`, a label and its metadata';
      throw new TrainingDataInvalidError(`${file}, line ${number}`, expected, 'something else', {
        cause: error,
      });
    }
  }
  return items;
};
