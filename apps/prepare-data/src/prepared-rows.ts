import { modelBucketKeys } from '@ngwaf/contracts';
import type { Split } from '@ngwaf/model-catalogue';

/** Takes text in pieces; what was written counts once it is closed. */
export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

const { train, validation, testFeatures, testLabels } = modelBucketKeys.prepared;

/** A cell of CSV. */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(cell).join(',')}\n`;

/** Writes prepared rows: CSV to learn from and to validate with, JSON lines and labels to test. */
export const createPreparedRows = (
  open: (key: string) => Sink,
  names: readonly string[],
  label: string,
) => {
  const header = csvLine([...names, label]);
  const started = new Map<string, Sink>();
  const sink = async (key: string, first = ''): Promise<Sink> => {
    const known = started.get(key);
    if (known) return known;
    const opened = open(key);
    started.set(key, opened);
    if (first !== '') await opened.write(first);
    return opened;
  };
  const table = { train, validation };

  return {
    add: async (
      split: Split,
      { id, values }: { id: string; values: readonly (number | null)[] },
      rowLabel: 0 | 1,
    ): Promise<void> => {
      if (split !== 'test') {
        await (await sink(table[split], header)).write(csvLine([...values, rowLabel]));
        return;
      }
      const features = Object.fromEntries(
        names.map((name, index) => [name, values[index] ?? null]),
      );
      await (await sink(testFeatures)).write(`${JSON.stringify(features)}\n`);
      await (await sink(testLabels, 'user_id,label\n')).write(csvLine([id, rowLabel]));
    },
    close: async (): Promise<void> => {
      await Promise.all([...started.values()].map((each) => each.close()));
    },
  };
};
