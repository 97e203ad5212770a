import { dataBucketKeys } from '@ngwaf/contracts';
import { findModel, isRecordModel } from '@ngwaf/model-catalogue';
import { syntheticData } from '@ngwaf/tool-catalogue';

/**
 * Made-up records of a model, with the columns that it takes.
 *
 * @throws {Error} there is no such model, or nothing is made up for it.
 */
export const syntheticRecords = (model: string, count: number): Record<string, string>[] => {
  const entry = findModel(model);
  if (!entry || !isRecordModel(entry)) throw new Error(`${model} takes no records`);
  const file = syntheticData().find(
    ({ dataBucket, key }) =>
      dataBucket === entry.data.bucket && key.startsWith(dataBucketKeys.recordsPrefix),
  );
  const [header = '', ...lines] = file?.content.trimEnd().split('\n') ?? [];
  if (lines.length === 0) throw new Error(`Nothing is made up for ${model}`);
  const taken = new Set([entry.input.id, ...entry.input.columns.map(({ name }) => name)]);
  const names = header.split(',');
  return Array.from({ length: count }, (_, index) => {
    const cells = lines[index % lines.length]!.split(',');
    return Object.fromEntries(
      names.flatMap((name, column) => (taken.has(name) ? [[name, cells[column] ?? '']] : [])),
    );
  });
};
