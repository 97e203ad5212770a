import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

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

/** The caller was interrupted: nothing new may start. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

const LINES_KEPT = 40;
const END_WITHIN_MS = 5_000;
/** A group of its own takes what a command starts (Terraform its provider) along when it ends. */
const hasGroups = process.platform !== 'win32';
const running = new Map<ChildProcess, Promise<void>>();
let isInterrupted = false;

const signal = (child: ChildProcess, name: NodeJS.Signals): void => {
  try {
    if (hasGroups && child.pid !== undefined) process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
    // Gone meanwhile.
  }
};

/** @throws {InterruptedError} `interruptRunning` or `endRunning` was called. */
export const refuseIfInterrupted = (): void => {
  if (isInterrupted) throw new InterruptedError('Interrupted');
};

/**
 * Ends the commands that still run, with what they started, and lets none start after them: for a
 * caller that is interrupted and about to exit.
 */
export const endRunning = async (): Promise<void> => {
  isInterrupted = true;
  for (const child of running.keys()) signal(child, 'SIGTERM');
  // A command is closed when all that it started has let go of its output.
  await Promise.race([
    Promise.all(running.values()),
    delay(END_WITHIN_MS, undefined, { ref: false }),
  ]);
  for (const child of running.keys()) signal(child, 'SIGKILL');
};

/**
 * Asks the commands that run to come to an end by themselves, and lets none start after them: Terraform
 * finishes what it has begun, writes its state and lets go of the lock.
 */
export const interruptRunning = (): void => {
  isInterrupted = true;
  for (const child of running.keys()) signal(child, 'SIGINT');
};

/**
 * Runs a command to its end and resolves with its standard output.
 *
 * @throws {CommandFailedError} it ended with another code than 0.
 * @throws {InterruptedError} `endRunning` was called before; nothing was started.
 */
export const run = (command: string, args: string[], options: RunOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    refuseIfInterrupted();
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: hasGroups,
    });
    const closed = new Promise<void>((done) => child.once('close', () => done()));
    running.set(child, closed);
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
    child.on('close', (code, endedBy) => {
      running.delete(child);
      if (code === 0) resolve(stdout.join('\n'));
      else {
        const how = endedBy ? `was ended by ${endedBy}` : `ended with code ${code ?? '?'}`;
        reject(new CommandFailedError(`${command} ${args.join(' ')} ${how}\n${recent.join('\n')}`));
      }
    });
  });
