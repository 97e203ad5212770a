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

/**
 * One of the tools that a user installs by hand.
 *
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} needed what is new enough
 * @property {string | undefined} found version on the PATH; undefined where there is none
 * @property {string | undefined} problem one line with what to do; undefined where all is well
 */

/** @returns {Tool} */
const checkNode = () => {
  const name = 'Node.js';
  const needed = `${dotted(MINIMUM.node)} or newer`;
  const found = process.versions.node;
  return isAtLeast(parseVersion(found), MINIMUM.node)
    ? { name, needed, found, problem: undefined }
    : {
        name,
        needed,
        found,
        problem: `Node.js ${needed} is needed, found ${found}: https://nodejs.org`,
      };
};

/**
 * The first Python on the PATH that is new enough; `venv` and `ensurepip` are parts of it.
 *
 * @returns {Tool & { command: string }}
 */
const findPython = () => {
  const tool = { name: 'Python', needed: `${dotted(MINIMUM.python)} or newer with venv` };
  const tooOld = [];
  for (const command of PYTHON_NAMES) {
    const text = output(command, ['-c', 'import sys; print(sys.version.split()[0])'])?.trim();
    const version = text && parseVersion(text);
    if (!version) continue;
    if (isAtLeast(version, MINIMUM.python)) {
      const hasVenv = output(command, ['-c', 'import venv, ensurepip']) !== undefined;
      const problem = hasVenv
        ? undefined
        : `${command} ${text} lacks the module venv: install it (Debian and Ubuntu: apt install python3-venv)`;
      return { ...tool, command, found: text, problem };
    }
    tooOld.push(`${command} ${text}`);
  }
  const found = tooOld.length > 0 ? `found ${tooOld.join(', ')}` : 'found none on the PATH';
  return {
    ...tool,
    command: '',
    found: tooOld[0],
    problem: `Python ${tool.needed} is needed, ${found}: https://www.python.org/downloads`,
  };
};

/** @returns {Tool} */
const checkTerraform = () => {
  const tool = { name: 'Terraform', needed: `${dotted(MINIMUM.terraform)} or newer` };
  const text = output('terraform', ['version', '-json']);
  // With a broken CLI configuration, Terraform prints a warning before the JSON.
  const version =
    text && (/"terraform_version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'an unknown version');
  const parsed = version && parseVersion(version);
  const isNewEnough = parsed && isAtLeast(parsed, MINIMUM.terraform);
  const problem = `Terraform ${tool.needed} is needed, found ${version ?? 'none on the PATH'}: https://developer.hashicorp.com/terraform/install`;
  return { ...tool, found: version, problem: isNewEnough ? undefined : problem };
};

/** @returns {Tool[]} the tools that a user installs by hand, with what was found of each */
export const findTools = () => [checkNode(), findPython(), checkTerraform()];

const checkDiskSpace = () => {
  const { bavail, bsize } = statfsSync(ROOT);
  const needed = existsSync(LOCAL) ? NEEDED_BYTES_INSTALLED : NEEDED_BYTES;
  const gigabytes = (bytes) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  return bavail * bsize >= needed
    ? undefined
    : `${gigabytes(needed)} of free disk space are needed below ${ROOT}, found ${gigabytes(bavail * bsize)}`;
};

/**
 * Checks what Python alone needs, for what runs without the rest.
 *
 * @returns {{ python: string, problems: string[] }} as `checkPrerequisites`
 */
export const checkPython = () => {
  const python = findPython();
  const problems = [python.problem, checkDiskSpace()].filter((line) => line !== undefined);
  return { python: python.problem ? '' : python.command, problems };
};

/**
 * Checks what a user has to install by hand, all of it at once.
 *
 * @returns {{ python: string, problems: string[] }} the Python to use, and a line for each problem
 */
export const checkPrerequisites = () => {
  const python = findPython();
  const tools = [checkNode(), python, checkTerraform()];
  const problems = [...tools.map(({ problem }) => problem), checkDiskSpace()].filter(
    (line) => line !== undefined,
  );
  return { python: python.problem ? '' : python.command, problems };
};
