import { placeOf, planOf, type RecordModel } from '@ngwaf/model-catalogue';
import { CliError } from '@ngwaf/tool-cli';
import { parse } from 'csv-parse/sync';

/** In how many parts users are split; each can be held out. The first is that of training jobs. */
export const PARTS = 5;

/** Features and labels as CSV: what to learn from, and the fifth of the users that is held out. */
export interface LabelledFeatures {
  learn: string;
  heldOut: string;
  rows: { learn: number; heldOut: number };
}

const labelOf = ({ labelling }: RecordModel, row: Record<string, string>): string | undefined => {
  if (labelling.kind === 'column') return row[labelling.column] || undefined;
  if (labelling.kind === 'presence') return row[labelling.column] === '' ? '0' : '1';
  throw new CliError(
    `expected a model labelled by a column or by presence, found ${labelling.kind}: its labels come from elsewhere`,
  );
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * What a model sees of records, for measuring: rows at fault or without a label are left out.
 *
 * @param part which fifth of the users is held out, from 0
 */
export const labelledFeatures = (
  entry: RecordModel,
  records: string,
  part: number,
): LabelledFeatures => {
  const plan = planOf(entry);
  const fields = [entry.input.id, ...entry.input.columns.map(({ name }) => name)];
  const header = [...plan.names.map(quoted), 'label'].join(',');
  const learn = [header];
  const heldOut = [header];
  for (const row of parse<Record<string, string>>(records, { columns: true, bom: true })) {
    const features = plan.apply(Object.fromEntries(fields.map((name) => [name, row[name]])));
    const label = labelOf(entry, row);
    if ('errors' in features || label === undefined) continue;
    const side = Math.floor(placeOf(features.id) * PARTS) === part ? heldOut : learn;
    side.push([...features.values.map((value) => value ?? ''), label].join(','));
  }
  return {
    learn: learn.join('\n') + '\n',
    heldOut: heldOut.join('\n') + '\n',
    rows: { learn: learn.length - 1, heldOut: heldOut.length - 1 },
  };
};
