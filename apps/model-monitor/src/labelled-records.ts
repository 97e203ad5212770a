import { dataBucketKeys } from '@ngwaf/contracts';
import type { RecordModel } from '@ngwaf/model-catalogue';
import { parse } from 'csv-parse/sync';
import * as z from 'zod/mini';

import type { LabelledRecord } from './measure-quality.ts';
import type { ListedObject, Objects } from './objects.ts';

/** Of each file its end is read: what was added last. */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_FILES = 10;
/** Newest first. */
const MAX_ROWS = 2_000;

const manifestLineSchema = z.looseObject({
  source: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
  'label-metadata': z.object({ 'creation-date': z.string() }),
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of a manifest of labels that were given after a time; times in it are UTC without saying so. */
export const fromManifest = (text: string, since: Date): LabelledRecord[] =>
  text.split('\n').flatMap((line) => {
    const { data } = manifestLineSchema.safeParse(parseJson(line));
    const record = data && parseJson(data.source);
    if (!data || !isObject(record)) return [];
    const givenAt = Date.parse(`${data['label-metadata']['creation-date'].slice(0, 23)}Z`);
    return givenAt >= since.getTime() ? [{ record, label: data.label }] : [];
  });

/** The label that a row of the records has in itself; `undefined` where it has none. */
const labelOf = (
  { labelling }: RecordModel,
  row: Readonly<Record<string, string>>,
): 0 | 1 | undefined => {
  if (labelling.kind === 'presence') return row[labelling.column] ? 1 : 0;
  if (labelling.kind !== 'column') return undefined;
  const value = row[labelling.column];
  if (value === '1') return 1;
  return value === '0' ? 0 : undefined;
};

/** Rows of records with their labels, and of each what the model takes. */
export const fromRecords = (model: RecordModel, text: string): LabelledRecord[] => {
  const rows: Record<string, string>[] = parse(text, {
    ...{ columns: true, bom: true, skip_empty_lines: true },
    skip_records_with_error: true,
  });
  const fields = [model.input.id, ...model.input.columns.map(({ name }) => name)];
  return rows.flatMap((row) => {
    const label = labelOf(model, row);
    const record = Object.fromEntries(fields.map((field) => [field, row[field] ?? '']));
    return label === undefined ? [] : [{ record, label }];
  });
};

const hasOwnLabels = ({ labelling }: RecordModel): boolean =>
  labelling.kind === 'column' || labelling.kind === 'presence';

/**
 * Finds rows whose labels came after a time: what people have labelled since, and, for models whose
 * records bear the label, files of records that were added since.
 */
export const createLabelledRecords =
  (objects: Objects, dataBucketOf: (model: RecordModel) => string) =>
  async (model: RecordModel, since: Date): Promise<LabelledRecord[]> => {
    const bucket = dataBucketOf(model);
    const manifest = await objects.read(bucket, dataBucketKeys.labels(model.name), MAX_BYTES);
    const found = fromManifest(manifest ?? '', since);
    if (hasOwnLabels(model)) {
      const added: ListedObject[] = [];
      for await (const page of objects.pages(bucket, dataBucketKeys.recordsPrefix)) {
        added.push(...page.filter(({ modifiedAt }) => modifiedAt > since));
      }
      added.sort((one, other) => other.modifiedAt.getTime() - one.modifiedAt.getTime());
      for (const { key } of added.slice(0, MAX_FILES)) {
        if (found.length >= MAX_ROWS) break;
        const text = await objects.read(bucket, key);
        found.push(...fromRecords(model, text ?? ''));
      }
    }
    return found.slice(-MAX_ROWS);
  };
