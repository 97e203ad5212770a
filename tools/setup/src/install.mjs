import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LOCAL, pythonOf, ROOT, SCRUTINY_VENV, VENV, VENV_PYTHON } from './paths.mjs';

/** Runs a command with its output shown; rejects with the command line when it fails. */
const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      ...options,
    });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}`)),
    );
  });

const hashOf = async (...files) => {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
};

/**
 * Runs `install` unless what it would install is there already, made from the same files.
 *
 * The stamp is written last, so that an interrupted installation is made again.
 */
const once = async ({ what, stamp, hash, isThere, install }) => {
  const found = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (isThere() && found === hash) return;
  const start = Date.now();
  console.log(`Installing ${what} …`);
  await rm(stamp, { force: true });
  await install();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, hash);
  console.log(`Installed ${what} in ${Math.round((Date.now() - start) / 1000)} s`);
};

const installNodeModules = async () => {
  const lock = join(ROOT, 'package-lock.json');
  await once({
    what: 'node modules (npm ci)',
    stamp: join(ROOT, 'node_modules', '.ngwaf-stamp'),
    hash: await hashOf(lock),
    isThere: () => existsSync(join(ROOT, 'node_modules', 'nx')),
    install: () => run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  });
};

const isLink = (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

const pipInstall = (python, requirements) => {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  return run(python, ['-m', 'pip', 'install', ...quiet, '-r', requirements]);
};

/** A virtual environment in a folder of its own, with what a requirements file pins. */
const installPython = async ({ what, python, folder, requirements }) => {
  const folderPython = pythonOf(folder);
  await once({
    what,
    stamp: join(folder, '.ngwaf-stamp'),
    hash: await hashOf(requirements),
    isThere: () => existsSync(folderPython),
    install: async () => {
      await mkdir(LOCAL, { recursive: true });
      // A link leads to another checkout's environment, whose packages are not ours to remove.
      if (!isLink(folder)) await run(python, ['-m', 'venv', '--clear', folder]);
      await pipInstall(folderPython, requirements);
    },
  });
};

/** Installs the Python packages that the checkout lacks. */
export const installPythonPackages = (python) =>
  installPython({
    what: 'Python packages (a virtual environment in .local/venv)',
    python,
    folder: VENV,
    requirements: join(ROOT, 'tools', 'setup', 'requirements.txt'),
  });

/** Installs what the checkout lacks: node modules and a virtual environment, side by side. */
export const installDependencies = async (python) => {
  // Both are waited for, so that none goes on behind an error message.
  const installations = [installNodeModules(), installPythonPackages(python)];
  const failed = (await Promise.allSettled(installations)).find(({ reason }) => reason);
  if (failed) throw failed.reason;
};

/** Adds what draws the evaluation's picture to the virtual environment, which has to be there. */
export const installEvaluationPackages = async () => {
  const requirements = join(ROOT, 'notebooks', 'ngwaf_eval', 'requirements.txt');
  await once({
    what: 'Python packages of the evaluation',
    // Goes with the environment when that is made anew, and is then written again.
    stamp: join(VENV, '.ngwaf-evaluation-stamp'),
    hash: await hashOf(requirements),
    isThere: () => true,
    install: () => pipInstall(VENV_PYTHON, requirements),
  });
};

/** Installs the tools that look at what we made; only checks need them, so nothing else waits. */
export const installScrutinyTools = (python) =>
  installPython({
    what: 'scrutiny tools (a virtual environment in .local/scrutiny-venv)',
    python,
    folder: SCRUTINY_VENV,
    requirements: join(ROOT, 'tools', 'scrutiny', 'requirements.txt'),
  });
