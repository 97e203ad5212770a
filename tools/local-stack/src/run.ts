import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A command that ended with another code than 0; the message carries the end of its output. */
export class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError';
}

export interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Called with each line of output as it comes. */
  onLine?: (line: string) => void;
}

const LINES_KEPT = 40;
const running = new Set<ChildProcess>();

/** Ends the commands that still run, for a caller that is interrupted. */
export const endRunning = (): void => {
  for (const child of running) child.kill('SIGTERM');
};

/**
 * Runs a command to its end and resolves with its standard output.
 *
 * @throws {CommandFailedError} it ended with another code than 0.
 */
export const run = (command: string, args: string[], options: RunOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const stdout: string[] = [];
    const recent: string[] = [];
    const keep = (line: string) => {
      recent.push(line);
      if (recent.length > LINES_KEPT) recent.shift();
      options.onLine?.(line);
    };
    createInterface(child.stdout).on('line', (line) => {
      stdout.push(line);
      keep(line);
    });
    createInterface(child.stderr).on('line', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(stdout.join('\n'));
      else {
        const how = signal ? `was ended by ${signal}` : `ended with code ${code ?? '?'}`;
        reject(new CommandFailedError(`${command} ${args.join(' ')} ${how}\n${recent.join('\n')}`));
      }
    });
  });
