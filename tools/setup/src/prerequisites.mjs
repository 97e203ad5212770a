import { spawnSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { LOCAL, ROOT } from './paths.mjs';

/** Oldest versions that the two commands were tried with. */
const MINIMUM = { node: [20, 19], python: [3, 11], terraform: [1, 5] };

/** What node modules, the virtual environment and one run of the stack take, with some room. */
const NEEDED_BYTES = 4 * 1024 ** 3;
/** What a run takes once everything is installed. */
const NEEDED_BYTES_INSTALLED = 1024 ** 3;

const PYTHON_NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];

/** @returns {number[] | undefined} the first `major.minor` in a text */
export const parseVersion = (text) => {
  const match = /(\d+)\.(\d+)/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
};

/** Whether `found` is at least `minimum`, both `[major, minor]`. */
export const isAtLeast = (found, minimum) =>
  found[0] > minimum[0] || (found[0] === minimum[0] && found[1] >= minimum[1]);

const output = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? stdout : undefined;
};

const dotted = (version) => version.join('.');

const checkNode = () => {
  const found = parseVersion(process.versions.node);
  return isAtLeast(found, MINIMUM.node)
    ? undefined
    : `Node.js ${dotted(MINIMUM.node)} or newer is needed, found ${process.versions.node}: https://nodejs.org`;
};

/** The first Python on the PATH that is new enough; `venv` and `ensurepip` are parts of it. */
const findPython = () => {
  const tooOld = [];
  for (const name of PYTHON_NAMES) {
    const text = output(name, ['-c', 'import sys; print(sys.version.split()[0])']);
    const version = text && parseVersion(text);
    if (!version) continue;
    if (isAtLeast(version, MINIMUM.python)) {
      const hasVenv = output(name, ['-c', 'import venv, ensurepip']) !== undefined;
      return hasVenv
        ? { python: name }
        : {
            problem: `${name} ${text.trim()} lacks the module venv: install it (Debian and Ubuntu: apt install python3-venv)`,
          };
    }
    tooOld.push(`${name} ${text.trim()}`);
  }
  const found = tooOld.length > 0 ? `found ${tooOld.join(', ')}` : 'found none on the PATH';
  return {
    problem: `Python ${dotted(MINIMUM.python)} or newer with venv is needed, ${found}: https://www.python.org/downloads`,
  };
};

const checkTerraform = () => {
  const text = output('terraform', ['version', '-json']);
  const advice = 'https://developer.hashicorp.com/terraform/install';
  const needed = `Terraform ${dotted(MINIMUM.terraform)} or newer is needed`;
  if (text === undefined) return `${needed}, found none on the PATH: ${advice}`;
  // With a broken CLI configuration, Terraform prints a warning before the JSON.
  const version = /"terraform_version":\s*"([^"]+)"/.exec(text)?.[1] ?? '';
  const parsed = parseVersion(version);
  return parsed && isAtLeast(parsed, MINIMUM.terraform)
    ? undefined
    : `${needed}, found ${version || 'an unknown version'}: ${advice}`;
};

const checkDiskSpace = () => {
  const { bavail, bsize } = statfsSync(ROOT);
  const needed = existsSync(LOCAL) ? NEEDED_BYTES_INSTALLED : NEEDED_BYTES;
  const gigabytes = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  return bavail * bsize >= needed
    ? undefined
    : `${gigabytes(needed)} of free disk space are needed below ${ROOT}, found ${gigabytes(bavail * bsize)}`;
};

/**
 * Checks what a user has to install by hand, all of it at once.
 *
 * @returns {{ python: string, problems: string[] }} the Python to use, and a line for each problem
 */
export const checkPrerequisites = () => {
  const { python = '', problem } = findPython();
  const problems = [checkNode(), problem, checkTerraform(), checkDiskSpace()].filter(
    (line) => line !== undefined,
  );
  return { python, problems };
};
