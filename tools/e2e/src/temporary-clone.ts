import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '@ngwaf/tool-local-stack';

const execute = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What a command of a clone came to. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A checkout of this one's files for tests that change and commit them. */
export interface TemporaryClone {
  root: string;
  /** Runs a program in it to its end; never throws for an exit code. */
  run: (program: string, args: string[], env?: NodeJS.ProcessEnv) => Promise<Ended>;
  /** Replaces a text in a file; throws if it does not stand there. */
  edit: (path: string, from: string, to: string) => void;
  write: (path: string, content: string) => void;
  /** Commits everything; resolves with the commit. */
  commit: (message: string) => Promise<string>;
  remove: () => void;
}

/** Packages are linked from here; those of the workspace lead to the clone's own folders. */
const linkNodeModules = (root: string): void => {
  const [from, to] = [join(ROOT, 'node_modules'), join(root, 'node_modules')];
  mkdirSync(join(to, '@ngwaf'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@ngwaf') symlinkSync(join(from, name), join(to, name));
  }
  for (const name of readdirSync(join(from, '@ngwaf'))) {
    const link = join(from, '@ngwaf', name);
    if (lstatSync(link).isSymbolicLink()) symlinkSync(readlinkSync(link), join(to, '@ngwaf', name));
  }
};

const gitOptions = [
  ...['-c', 'user.name=test', '-c', 'user.email=test@example.com'],
  ...['-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/dev/null'],
];

/**
 * A git checkout of its own, of one commit with the files of this one as they lie there, uncommitted
 * changes included. Packages and the Python environment are shared; nothing is built.
 */
export const makeTemporaryClone = async (): Promise<TemporaryClone> => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ngwaf-clone-')));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = await execute('git', list, { cwd: ROOT, maxBuffer: MAX_OUTPUT_BYTES });
  for (const file of stdout.split('\0').filter((path) => path && existsSync(join(ROOT, path)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(root, file));
  }
  linkNodeModules(root);
  mkdirSync(join(root, '.local'));
  symlinkSync(join(ROOT, '.local', 'venv'), join(root, '.local', 'venv'));

  const run: TemporaryClone['run'] = async (program, args, env = {}) => {
    try {
      const options = { cwd: root, env: { ...process.env, NX_DAEMON: 'false', ...env } };
      const ended = await execute(program, args, { ...options, maxBuffer: MAX_OUTPUT_BYTES });
      return { code: 0, ...ended };
    } catch (error) {
      const { code, stdout = '', stderr = '' } = error as Partial<Ended>;
      if (typeof code !== 'number') throw error;
      return { code, stdout, stderr };
    }
  };
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await execute('git', [...gitOptions, ...args], { cwd: root });
    return stdout.trim();
  };
  const commit = async (message: string): Promise<string> => {
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  await git('init', '--quiet', '--initial-branch=main');
  await commit('chore: start');
  return {
    root,
    run,
    commit,
    edit: (path, from, to) => {
      const text = readFileSync(join(root, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
      writeFileSync(join(root, path), text.replace(from, to));
    },
    write: (path, content) => writeFileSync(join(root, path), content),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
