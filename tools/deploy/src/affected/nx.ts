import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { DeployError } from '../deploy-error.ts';

/** Runs Nx in the repository at `root`; its output is shown, or given back with `capture`. */
const runNx = (
  root: string,
  args: string[],
  { capture = false, env = {} }: { capture?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const nx = createRequire(join(root, 'package.json')).resolve('nx/bin/nx');
    const child = spawn(process.execPath, [nx, ...args], {
      cwd: root,
      // Its plugins as processes of their own take longer to start than all that they do here.
      env: { ...process.env, NX_TUI: 'false', NX_ISOLATE_PLUGINS: 'false', ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }),
    );
  });

/** How far Nx looks: from a commit to HEAD, or with `isDirty` to what lies in the folder. */
export interface Range {
  base: string;
  isDirty: boolean;
}

const rangeArguments = ({ base, isDirty }: Range): string[] => [
  `--base=${base}`,
  ...(isDirty ? [] : ['--head=HEAD']),
];

/** Names of the projects that changes since `base` touch, dependants included. */
export const affectedProjects = async (root: string, range: Range): Promise<string[]> => {
  const args = ['show', 'projects', '--affected', '--json', ...rangeArguments(range)];
  const { code, output } = await runNx(root, args, { capture: true });
  if (code !== 0) throw new DeployError(`nx ${args.join(' ')} ended with ${code}`);
  return z.array(z.string()).parse(JSON.parse(output));
};

/**
 * Runs the target `deploy` of affected projects (of all, without a range).
 *
 * @returns whether all of them succeeded
 */
export const runDeployTargets = async (
  root: string,
  range: Range | undefined,
  { args, env }: { args: string[]; env: NodeJS.ProcessEnv },
): Promise<boolean> => {
  const which = range ? ['affected', ...rangeArguments(range)] : ['run-many'];
  const { code } = await runNx(
    root,
    [...which, '--target=deploy', '--output-style=static', ...args],
    { env },
  );
  return code === 0;
};
