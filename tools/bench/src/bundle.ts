import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '@ngwaf/tool-local-stack';

const FOLDER = join(ROOT, '.local', 'bench');

/** Bundles a source of the repository as functions are bundled; answers the bundle's file. */
export const bundle = async (
  source: string,
  name: string,
  external: string[] = [],
): Promise<string> => {
  const outfile = join(FOLDER, `${name}.cjs`);
  await mkdir(FOLDER, { recursive: true });
  await build({
    entryPoints: [join(ROOT, source)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
};
