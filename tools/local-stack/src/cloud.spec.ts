import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCloud, stopCloud } from './cloud.ts';
import { stackPaths } from './stack-options.ts';

const options = { stateDir: mkdtempSync(join(tmpdir(), 'ngwaf-local-stack-')) };
const { cloudDir, cloudState } = stackPaths(options);
const children: ChildProcess[] = [];

/** A process that does nothing, with the arguments given, and a state file that names it. */
const startProcess = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', '--', ...args]);
  children.push(child);
  // Nothing listens on port 1: as a cloud that is still starting, it does not answer.
  writeFileSync(cloudState, JSON.stringify({ pid: child.pid, port: 1, region: 'us-east-1' }));
  return child;
};

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(options.stateDir, { recursive: true });
});

describe('findCloud', () => {
  it('passes over a later process that got the number of a cloud', async () => {
    startProcess('--state-dir', `${cloudDir}-of-another`);

    expect(await findCloud(options)).toBeUndefined();
  });

  it('passes over a state file that was half written', async () => {
    writeFileSync(cloudState, '{"pid": 1');

    expect(await findCloud(options)).toBeUndefined();
  });
});

describe('stopCloud', () => {
  it('ends a cloud that does not answer yet', async () => {
    const child = startProcess('--state-dir', cloudDir, '--python', 'python');
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

    expect(await stopCloud(options)).toBe(true);
    expect(await ended).toBe('SIGTERM');
  });
});
