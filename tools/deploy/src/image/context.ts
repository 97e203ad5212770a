import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ImageName } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';

/** What an image is built from. */
export interface BuildContext {
  name: ImageName;
  folder: string;
  /** Hash of all files, in hexadecimal: what the image is tagged with. */
  tag: string;
}

/** What Python leaves behind; `.dockerignore` keeps it from the image. */
const isLeftBehind = (path: string): boolean =>
  path.split(sep).includes('__pycache__') || path.endsWith('.pyc');

/**
 * Reads an image's build context, `apps/<name>/image`.
 *
 * Names, contents and whether a file may be run make the hash; times do not, so that every checkout
 * of a commit has the same.
 */
export const readContext = (root: string, name: ImageName): BuildContext => {
  const folder = join(root, 'apps', name, 'image');
  if (!existsSync(join(folder, 'Dockerfile'))) {
    throw new DeployError(`${relative(root, folder)} has no Dockerfile: nothing to build`);
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !isLeftBehind(path))
    .sort();
  const hash = createHash('sha256');
  for (const path of files) {
    const file = join(folder, path);
    const content = readFileSync(file);
    const isExecutable = (statSync(file).mode & 0o100) !== 0;
    const header = [path.replaceAll(sep, '/'), isExecutable ? 'x' : '-', content.length];
    hash.update(`${JSON.stringify(header)}\n`).update(content);
  }
  return { name, folder, tag: hash.digest('hex') };
};
