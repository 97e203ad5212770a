import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
const VENV = join(ROOT, '.local', 'scrutiny-venv');

/** A program of the Python environment that `npm run scrutiny` and `npm test` install. */
export const venvProgram = (name: string): string => {
  const program =
    process.platform === 'win32' ? join(VENV, 'Scripts', `${name}.exe`) : join(VENV, 'bin', name);
  if (existsSync(program)) return program;
  throw new Error(`${name} is not installed: run this by "npm run scrutiny", which installs it`);
};

export interface ToolResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a tool in the repository's root to its end, whatever its exit code. */
export const runTool = (
  program: string,
  args: string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<ToolResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });

/**
 * What a tool printed as JSON.
 *
 * @throws {Error} it printed something else: then it failed, and what it said is in the message.
 */
export const jsonOf = (tool: string, { code, stdout, stderr }: ToolResult): unknown => {
  try {
    return JSON.parse(stdout);
  } catch (error) {
    const said = [stderr, stdout].join('\n').trim().slice(-2000);
    throw new Error(`${tool} ended with ${code} and printed no JSON: ${said}`, { cause: error });
  }
};
