import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const PRETTIER = join(import.meta.dirname, '../../../node_modules/prettier/bin/prettier.cjs');

/** Writes a file in the repository's format, by Prettier. */
export const writeFormatted = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await promisify(execFile)(process.execPath, [PRETTIER, '--write', '--log-level=warn', path]);
};
