import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { markerOf, type ProcessGroups } from '../processes.ts';
import { readMarkedLines } from './marked-lines.ts';
import type { FunctionError } from './outcome.ts';

/** What `runtime.mjs` sends. */
export type RuntimeMessage =
  | { type: 'ready' }
  | { type: 'init-error'; error: FunctionError }
  | {
      type: 'result';
      payload?: string;
      error?: FunctionError;
      /** The process is in an unknown state and takes no further event. */
      isFatal?: boolean;
      maxRssBytes: number;
    };

/** What came of waiting for a message. */
export type Answer = RuntimeMessage | { type: 'exit'; how: string } | { type: 'timeout' };

export interface RuntimeProcessOptions {
  codeDir: string;
  environment: Record<string, string>;
  maxHeapMiB: number;
  processes: ProcessGroups;
  onLine(line: string): void;
}

/** A Node.js process with the runtime script inside. */
export interface RuntimeProcess {
  send(message: object): void;
  /**
   * The next message, once all that was logged before it has been read.
   *
   * To be called before what causes the message; one call at a time.
   */
  answer(timeoutMs: number): Promise<Answer>;
  isAlive(): boolean;
  kill(): Promise<void>;
}

const runtimeScript = join(import.meta.dirname, 'runtime.mjs');

export const startRuntimeProcess = (options: RuntimeProcessOptions): RuntimeProcess => {
  const token = randomUUID();
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${options.maxHeapMiB}`,
      ...[runtimeScript, token],
      // Not in the environment: that is the function's own.
      markerOf(options.processes.runId),
    ],
    {
      cwd: options.codeDir,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: options.environment,
    },
  );
  options.processes.adopt(child);

  // Both are there: `stdio` asks for them.
  const streams = [child.stdout!, child.stderr!].map((stream) =>
    readMarkedLines(stream, `\0${token}\0`, (line) => options.onLine(line)),
  );
  let isAlive = true;
  let onMessage: (message: RuntimeMessage) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(signal ? `signal: ${signal}` : `exit status ${String(code)}`),
    );
  });
  void ended.then(() => (isAlive = false));
  child.on('message', (message) => onMessage(message as RuntimeMessage));

  return {
    isAlive: () => isAlive,
    send(message) {
      // A process that has just ended is told by `answer`, not by a failing send.
      if (child.connected) child.send(message, () => undefined);
    },
    answer(timeoutMs) {
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve({ type: 'timeout' }), timeoutMs);
        onMessage = (message) => {
          clearTimeout(timer);
          void Promise.all(streams.map((stream) => stream.nextMark())).then(() => resolve(message));
        };
        void ended.then((how) => {
          clearTimeout(timer);
          resolve({ type: 'exit', how });
        });
      });
    },
    async kill() {
      isAlive = false;
      await options.processes.kill(child, 0);
      await ended;
    },
  };
};
