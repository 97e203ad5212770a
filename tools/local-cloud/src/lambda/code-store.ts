import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

import { unzipSync } from 'fflate';

import { AwsError } from '../context.ts';

/** Functions' code, unpacked, by its hash as Lambda spells it (`CodeSha256`, base64). */
export interface CodeStore {
  /** Unpacks a zip file, unless it is there already, and gives its hash. @throws {AwsError} not a zip file. */
  save(zip: Buffer): Promise<string>;
  /** Folder of the code with this hash. @throws {AwsError} it never passed through this cloud. */
  folder(codeSha256: string): string;
}

export const createCodeStore = (rootDir: string): CodeStore => {
  const folderOf = (codeSha256: string) =>
    join(rootDir, Buffer.from(codeSha256, 'base64').toString('hex'));

  return {
    async save(zip) {
      const codeSha256 = createHash('sha256').update(zip).digest('base64');
      const target = folderOf(codeSha256);
      if (existsSync(target)) return codeSha256;
      const unpacked = `${target}.${randomUUID()}`;
      await unpack(zip, unpacked);
      try {
        await rename(unpacked, target);
      } catch {
        // The same code came twice at the same time; both are equal.
        await rm(unpacked, { recursive: true, force: true });
      }
      return codeSha256;
    },
    folder(codeSha256) {
      const target = folderOf(codeSha256);
      if (existsSync(target)) return target;
      throw new AwsError(
        'ResourceNotFoundException',
        `The code with CodeSha256 ${codeSha256} did not pass through this local cloud; deploy the function again`,
        404,
      );
    },
  };
};

const unpack = async (zip: Buffer, targetDir: string): Promise<void> => {
  for (const [name, content] of Object.entries(readZip(zip))) {
    if (name.endsWith('/')) continue;
    const file = resolve(targetDir, name);
    if (relative(targetDir, file).startsWith('..')) {
      throw invalidZip(`the entry ${name} lies outside of it`);
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await mkdir(targetDir, { recursive: true });
};

const readZip = (zip: Buffer): Record<string, Uint8Array> => {
  try {
    return unzipSync(zip);
  } catch (error) {
    throw invalidZip(error instanceof Error ? error.message : String(error));
  }
};

const invalidZip = (reason: string) =>
  new AwsError(
    'InvalidParameterValueException',
    `Could not unzip uploaded file. Please check your file, then try to upload again. (${reason})`,
  );
