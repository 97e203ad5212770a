import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EnvironmentSettings } from '@ngwaf/infra/environments';
import { ROOT } from '../synthesise.ts';

/** How a command ended. */
export interface Outcome {
  code: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** Does something at the first line of output with a text; `interrupt` is Ctrl-C. */
  at?: { text: string; act: (interrupt: () => void) => void };
}

const REGION = 'us-east-1';
const READY_WITHIN_MS = 60_000;
const port = Number(process.env['NGWAF_STACK_TEST_PORT'] ?? 4598);
const stateDir = resolve(ROOT, process.env['NGWAF_STACK_TEST_DIR'] ?? join('.local', 'stack-test'));
const environmentsFile = join(stateDir, 'environments.json');

export const endpointUrl = `http://127.0.0.1:${port}`;

/** The Python of this checkout. */
export const PYTHON =
  process.platform === 'win32'
    ? join(ROOT, '.local', 'venv', 'Scripts', 'python.exe')
    : join(ROOT, '.local', 'venv', 'bin', 'python');

/** What any program of a user's would run with; nothing of this process' own account. */
export const userEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CDKTF_OUTDIR: join(stateDir, 'cdktf.out'),
  NGWAF_ENVIRONMENTS_FILE: environmentsFile,
  NX_DAEMON: 'false',
  CI: '',
});

let cloud: ChildProcess | undefined;

/** Starts a local cloud with nothing in it, for these tests alone. */
export const openAccount = async (): Promise<void> => {
  rmSync(stateDir, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  const log = openSync(join(stateDir, 'local-cloud.log'), 'w');
  cloud = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', join('tools', 'local-cloud', 'src', 'main.ts')],
      ...['--port', String(port), '--state-dir', join(stateDir, 'cloud'), '--python', PYTHON],
    ],
    { cwd: ROOT, env: userEnvironment(), stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const deadline = Date.now() + READY_WITHIN_MS;
  const isReady = () => fetch(`${endpointUrl}/_local/health`).then((answer) => answer.ok);
  while (!(await isReady().catch(() => false))) {
    if (cloud.exitCode !== null || Date.now() > deadline) {
      throw new Error(`the local cloud did not start; see ${stateDir}/local-cloud.log`);
    }
    await delay(200);
  }
};

/** Ends it, with everything that it runs. */
export const endAccount = async (): Promise<void> => {
  if (cloud === undefined || cloud.exitCode !== null) return;
  const ended = once(cloud, 'exit');
  cloud.kill('SIGTERM');
  await ended;
};

/** Writes the configuration of environments that the commands read. */
export const configure = (environments: Record<string, EnvironmentSettings>): void => {
  writeFileSync(environmentsFile, JSON.stringify(environments));
};

/** Runs a command of the repository as a user would, from its root. */
export const runCommand = (
  command: string,
  args: string[],
  { env = {}, at }: RunOptions = {},
): Promise<Outcome> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...userEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    let hasActed = false;
    const keep = (line: string): void => {
      lines.push(line);
      if (hasActed || at === undefined || !line.includes(at.text)) return;
      hasActed = true;
      at.act(() => child.kill('SIGINT'));
    };
    createInterface(child.stdout).on('line', keep);
    createInterface(child.stderr).on('line', keep);
    child.once('error', fail);
    child.once('close', (code) => {
      done({ code, output: lines.join('\n') });
    });
  });

/** `npm run infra -- …`, without npm. */
export const infra = (args: string[], options?: RunOptions): Promise<Outcome> =>
  runCommand(process.execPath, ['--import', 'tsx', 'tools/stack/src/main.ts', ...args], options);

/** A tool of the repository: its output; fails the test if the tool fails. */
export const tool = async (main: string, ...args: string[]): Promise<string> => {
  const { code, output } = await runCommand(process.execPath, ['--import', 'tsx', main, ...args]);
  if (code !== 0) throw new Error(`${main} ${args.join(' ')}:\n${output}`);
  return output;
};
