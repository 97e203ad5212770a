import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MODELS } from '@ngwaf/model-catalogue';
import { syntheticData, type SyntheticFile } from './synthetic/synthetic-data.ts';

/** Folder of a clone with data of one's own for the local cloud, by data bucket; git ignores it. */
export const OWN_DATA_FOLDER = 'data';

/** Where the files of a data bucket lie in a clone, as they are to lie in the bucket. */
export const ownDataFolder = (root: string, dataBucket: string): string =>
  join(root, OWN_DATA_FOLDER, dataBucket);

const ownFiles = async (root: string, dataBucket: string): Promise<SyntheticFile[]> => {
  const folder = ownDataFolder(root, dataBucket);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .map(async (name) => ({
        dataBucket,
        key: name.replaceAll('\\', '/'),
        content: await readFile(join(folder, name), 'utf8'),
      })),
  );
};

/** What models learn from on one machine: the files of one's own, made-up ones where there are none. */
export const localData = async (root: string): Promise<SyntheticFile[]> => {
  const buckets = [...new Set(MODELS.map(({ data }) => data.bucket))];
  const own = (await Promise.all(buckets.map((bucket) => ownFiles(root, bucket)))).flat();
  const isOwn = (bucket: string) => own.some(({ dataBucket }) => dataBucket === bucket);
  return [...own, ...syntheticData().filter(({ dataBucket }) => !isOwn(dataBucket))];
};
