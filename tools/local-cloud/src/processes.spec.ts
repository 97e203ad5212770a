import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { takeStateDir } from './leftovers.ts';
import { createProcesses } from './processes.ts';

const newDir = () => mkdtempSync(join(tmpdir(), 'processes-'));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie is as good as gone.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};
const until = async (condition: () => boolean) => {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Not within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** A shell that leaves a process behind, as a lifecycle script does; gives that process's id. */
const startWithGrandchild = async (runId: string, trap = '') => {
  const dir = newDir();
  const processes = createProcesses(runId);
  const pidFile = join(dir, 'pid');
  const script = `${trap} (${trap} sleep 60) & echo $! > ${pidFile}; echo said; ${trap && 'wait'}`;
  const child = processes.start('/bin/sh', ['-c', script], {
    logFile: join(dir, 'logs', 'it.log'),
  });
  const read = () => {
    try {
      return Number(readFileSync(pidFile, 'utf8'));
    } catch {
      return 0;
    }
  };
  await until(() => read() > 0);
  return { processes, child, grandchild: read(), logFile: join(dir, 'logs', 'it.log') };
};

describe('createProcesses', () => {
  it('writes output to the log and ends what the process left behind', async () => {
    const { processes, child, grandchild, logFile } = await startWithGrandchild('run-1');
    await until(() => child.exitCode !== null);
    const wasAlive = isAlive(grandchild);

    await processes.kill(child);

    expect(wasAlive).toBe(true);
    expect(isAlive(grandchild)).toBe(false);
    expect(readFileSync(logFile, 'utf8')).toContain('said');
  });

  it('kills what does not end when asked', async () => {
    const { processes, child, grandchild } = await startWithGrandchild('run-2', 'trap "" TERM;');

    await processes.kill(child, 100);

    expect(isAlive(grandchild)).toBe(false);
  });

  it('ends everything on close', async () => {
    const one = await startWithGrandchild('run-3');
    const two = one.processes.start('/bin/sleep', ['60'], { logFile: one.logFile });

    await one.processes.close();

    expect([isAlive(one.grandchild), isAlive(two.pid!)]).toEqual([false, false]);
  });

  it('survives a command that cannot be run', async () => {
    const processes = createProcesses('run-4');
    const child = processes.start('/no/such/command', [], { logFile: join(newDir(), 'log') });

    await expect(processes.kill(child)).resolves.toBeUndefined();
  });
});

describe('takeStateDir', () => {
  it('ends what an earlier run left behind, and nothing else', async () => {
    const dir = newDir();
    const earlier = await startWithGrandchild('run-5');
    const other = await startWithGrandchild('run-6');
    // As if that run's gateway had been killed: its process id is another's by now.
    writeFileSync(
      join(dir, 'run.json'),
      JSON.stringify({ id: 'run-5', pid: 1, startedAt: 'another' }),
    );

    takeStateDir(dir, 'run-7');
    await until(() => !isAlive(earlier.grandchild));

    expect(isAlive(other.grandchild)).toBe(true);
    await other.processes.close();
  });
});
