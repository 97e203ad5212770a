import { parse } from 'csv-parse/sync';
import { dataBucketKeys } from '@ngwaf/contracts';
import { findModel, isRecordModel } from '@ngwaf/model-catalogue';
import { localData } from '@ngwaf/tool-catalogue';
import { ROOT } from './stack-options.ts';

/**
 * Records of a model with the columns that it takes, from what it learns from on this machine;
 * none where there is no such data.
 *
 * @throws {Error} there is no such model.
 */
export const sampleRecords = async (
  model: string,
  count: number,
): Promise<Record<string, string>[]> => {
  const entry = findModel(model);
  if (!entry || !isRecordModel(entry)) throw new Error(`${model} takes no records`);
  const file = (await localData(ROOT)).find(
    ({ dataBucket, key }) =>
      dataBucket === entry.data.bucket && key.startsWith(dataBucketKeys.recordsPrefix),
  );
  if (!file) return [];
  const rows = parse<Record<string, string>>(file.content, { columns: true, bom: true, to: count });
  const taken = new Set([entry.input.id, ...entry.input.columns.map(({ name }) => name)]);
  return Array.from({ length: rows.length === 0 ? 0 : count }, (_, index) =>
    Object.fromEntries(
      Object.entries(rows[index % rows.length]!).filter(([column]) => taken.has(column)),
    ),
  );
};
