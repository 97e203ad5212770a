import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runTool } from './run-tool.ts';

const VENV = join(ROOT, '.local', 'venv');

/** Folder of everything that the local environment has installed, dependencies included. */
export const installedPackages = async (): Promise<string> => {
  const python =
    process.platform === 'win32'
      ? join(VENV, 'Scripts', 'python.exe')
      : join(VENV, 'bin', 'python');
  const { code, stdout, stderr } = await runTool(python, [
    '-c',
    "import sysconfig; print(sysconfig.get_paths()['purelib'])",
  ]);
  if (code !== 0) throw new Error(`${python} ended with ${code}: ${stderr}`);
  return stdout.trim();
};

/** The packages that a start script installs on the notebook instance, as a requirements file. */
export const notebookRequirements = (script: string): string => {
  const [, block] = /^PACKAGES = \{$(.*?)^\}$/ms.exec(script) ?? [];
  const pins = [...(block ?? '').matchAll(/"([\w-]+)": "([\w.]+)"/g)];
  if (pins.length === 0) throw new Error('on-start.sh has no PACKAGES with versions');
  return pins.map(([, name, version]) => `${name}==${version}\n`).join('');
};

/** Writes those requirements into a folder; resolves with the file. */
export const writeNotebookRequirements = (folder: string): string => {
  const script = readFileSync(join(ROOT, 'notebooks', 'lifecycle', 'on-start.sh'), 'utf8');
  const file = join(folder, 'notebook-instance.txt');
  writeFileSync(file, notebookRequirements(script));
  return file;
};
