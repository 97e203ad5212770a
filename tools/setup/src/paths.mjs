import { join } from 'node:path';

/** Folders of this checkout that the setup fills; everything below `.local` can be deleted. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const LOCAL = join(ROOT, '.local');
export const VENV = join(LOCAL, 'venv');
export const VENV_PYTHON =
  process.platform === 'win32' ? join(VENV, 'Scripts', 'python.exe') : join(VENV, 'bin', 'python');
