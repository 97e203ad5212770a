import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import * as tar from 'tar';

/** A tar.gz of files given by path and content. */
export const archive = async (files: Record<string, string>): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-archive-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const file = join(folder, '..', `${folder.split('/').at(-1)}.tar.gz`);
    await tar.c({ gzip: true, file, cwd: folder }, Object.keys(files));
    const bytes = await readFile(file);
    await rm(file);
    return bytes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Content of one file of a tar.gz. */
export const readFromArchive = async (bytes: Uint8Array, path: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-archive-'));
  try {
    await writeFile(join(folder, 'archive.tar.gz'), bytes);
    await tar.x({ file: join(folder, 'archive.tar.gz'), cwd: folder });
    return await readFile(join(folder, path), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
