import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readPackageFolder, type ShippedPackage } from './package-folder.ts';

const metafileSchema = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});

/**
 * `node_modules/a/node_modules/@b/c` of a file below it, wherever esbuild ran; undefined for a file of
 * ours.
 */
const packageFolderOf = (file: string): string | undefined =>
  /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];

/** Folders of the packages that esbuild put something of into a bundle. */
const packageFolders = (metafile: string): string[] => {
  const { outputs } = metafileSchema.parse(JSON.parse(readFileSync(metafile, 'utf8')));
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : [])),
  );
  return [...new Set(files.flatMap((file) => packageFolderOf(file) ?? []))];
};

/** Reports of esbuild about each app's bundle, by the app's name. */
const metafiles = (root: string): Map<string, string> => {
  const apps = join(root, 'apps');
  const found = new Map<string, string>();
  for (const app of readdirSync(apps).sort()) {
    // What is not TypeScript (an image's Python) has no bundle.
    if (!existsSync(join(apps, app, 'tsconfig.json'))) continue;
    const file = join(apps, app, 'dist', 'meta.json');
    if (!existsSync(file)) {
      throw new Error(
        `apps/${app}/dist/meta.json is not there: run npx nx run-many -t build first`,
      );
    }
    found.set(app, file);
  }
  return found;
};

/** The npm packages that are in the apps' bundles. */
export const bundledPackages = (root: string): ShippedPackage[] => {
  const apps = new Map<string, string[]>();
  for (const [app, file] of metafiles(root)) {
    for (const folder of packageFolders(file)) apps.set(folder, [...(apps.get(folder) ?? []), app]);
  }
  return [...apps].map(([folder, where]) => ({
    ...readPackageFolder(join(root, folder)),
    where,
  }));
};
