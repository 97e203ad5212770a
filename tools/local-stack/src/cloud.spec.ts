import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortInUseError, findCloud, refuseTakenPort, stopCloud } from './cloud.ts';
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

describe('refuseTakenPort', () => {
  it('names the port that another program listens on', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;

    const attempt = refuseTakenPort({ port });

    await expect(attempt).rejects.toThrow(PortInUseError);
    await expect(attempt).rejects.toThrow(new RegExp(`Port ${port} is in use`));
    server.close();
    await expect(refuseTakenPort({ port })).resolves.toBeUndefined();
  });
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
