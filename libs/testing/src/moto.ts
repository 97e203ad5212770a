import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const WORKSPACE_ROOT = join(import.meta.dirname, '../../..');
const PYTHON = join(WORKSPACE_ROOT, '.local/venv/bin/python');
const START_TIMEOUT_MS = 60_000;

export interface Moto {
  /** Configuration of an SDK client that talks to this server. */
  clientConfig: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    forcePathStyle: boolean;
  };
  /** Ends the server; resolves once it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts moto's server, an AWS in memory, on a free port of this machine; takes about two seconds.
 *
 * Needs the virtual environment under `.local/` (`npm start` and `npm test` make it).
 */
export const startMoto = async (): Promise<Moto> => {
  if (!existsSync(PYTHON)) throw new Error(`${PYTHON} does not exist: run npm start once`);
  const server = spawn(PYTHON, ['-u', '-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGKILL');
    await ended;
  };

  const address = await new Promise<string>((resolve, reject) => {
    const output: string[] = [];
    const fail = (why: string) => reject(new Error(`moto ${why}:\n${output.join('\n')}`));
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    server.once('exit', () => fail('ended at once'));
    for (const stream of [server.stdout, server.stderr]) {
      createInterface(stream).on('line', (line) => {
        output.push(line);
        const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      });
    }
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  return {
    clientConfig: {
      endpoint: address,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      forcePathStyle: true,
    },
    stop,
  };
};
