import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { DeployError } from './deploy-error.ts';

/** What a build made. @throws {DeployError} it has not been built. */
export const readBundle = (root: string, file: string, buildCommand: string): Uint8Array => {
  if (!existsSync(file)) {
    throw new DeployError(`${relative(root, file)} does not exist: build it with ${buildCommand}`);
  }
  return readFileSync(file);
};
