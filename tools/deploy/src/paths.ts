import { join } from 'node:path';
import type { FunctionName } from '@ngwaf/contracts';

export const ROOT = join(import.meta.dirname, '../../..');

/** The file that a function's build makes. */
export const functionBundle = (root: string, name: FunctionName): string =>
  join(root, 'apps', name, 'dist', 'main.cjs');

/** The file that the notebook's build makes. */
export const notebookBundle = (root: string): string =>
  join(root, 'notebooks', 'dist', 'bundle.tar.gz');
