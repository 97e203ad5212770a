import { join } from 'node:path';

/** Folders of this checkout that the setup fills; everything below `.local` can be deleted. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const LOCAL = join(ROOT, '.local');
export const VENV = join(LOCAL, 'venv');
/** checkov and the like: they need other versions of packages than the local cloud does. */
export const SCRUTINY_VENV = join(LOCAL, 'scrutiny-venv');

/** The interpreter of a virtual environment. */
export const pythonOf = (folder) =>
  process.platform === 'win32'
    ? join(folder, 'Scripts', 'python.exe')
    : join(folder, 'bin', 'python');
export const VENV_PYTHON = pythonOf(VENV);
