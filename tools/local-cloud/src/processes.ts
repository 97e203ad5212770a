import { spawn, type ChildProcess, type SpawnOptions, type StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Processes } from './context.ts';

/** Variable by which every process of one run can be recognised, even after its gateway died. */
export const RUN_MARKER = 'NGWAF_LOCAL_CLOUD_RUN';

/** The marker of a run, as it stands in the environment or among the arguments of its processes. */
export const markerOf = (runId: string): string => `${RUN_MARKER}=${runId}`;

const defaultGraceMs = 5_000;

/** The processes of one run of the local cloud; `close` ends all that are left. */
export interface ProcessGroups extends Processes {
  /** Value of the run's marker. */
  readonly runId: string;
  /** Ends a process that was spawned elsewhere (detached, so leading its group) together with the rest. */
  adopt(child: ChildProcess): void;
  /** Ends every group, all at the same time. */
  close(graceMs?: number): Promise<void>;
  /** Ends every group at once and without waiting: for the gateway's last moments. */
  killAllNow(): void;
}

/**
 * Keeps track of process groups.
 *
 * A group is remembered until it is killed, not until its leader exits: a lifecycle script leaves
 * its notebook running behind it.
 */
export const createProcesses = (runId: string): ProcessGroups => {
  const groups = new Set<ChildProcess>();

  const adopt = (child: ChildProcess): void => {
    if (child.pid === undefined) return;
    groups.add(child);
    child.once('exit', () => {
      if (!signalGroup(child.pid!, 0)) groups.delete(child);
    });
  };

  const kill = async (child: ChildProcess, graceMs = defaultGraceMs): Promise<void> => {
    if (child.pid === undefined) return;
    await endGroup(child.pid, graceMs);
    groups.delete(child);
  };

  return {
    runId,
    adopt,
    kill,
    start(command, args, options) {
      const { logFile, ...spawnOptions } = options;
      const child = withLog(logFile, (log) =>
        spawn(command, args, {
          ...spawnOptions,
          detached: true,
          stdio: toLog(spawnOptions.stdio, log),
          env: { ...(spawnOptions.env ?? process.env), [RUN_MARKER]: runId },
        }),
      );
      // Without a listener a command that cannot be started would end the gateway.
      child.on('error', () => undefined);
      adopt(child);
      return child;
    },
    async close(graceMs = defaultGraceMs) {
      await Promise.all([...groups].map((child) => kill(child, graceMs)));
    },
    killAllNow() {
      for (const child of groups) signalGroup(child.pid!, 'SIGKILL');
      groups.clear();
    },
  };
};

const withLog = <T>(logFile: string, use: (descriptor: number) => T): T => {
  mkdirSync(dirname(logFile), { recursive: true });
  const descriptor = openSync(logFile, 'a');
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** What the caller asked for, but with standard output and error in the log. */
const toLog = (stdio: SpawnOptions['stdio'], log: number): StdioOptions => {
  const asked = Array.isArray(stdio) ? stdio : [];
  return [asked[0] ?? 'ignore', log, log, ...asked.slice(3)];
};

/** Whether the signal reached a process of the group; signal 0 only asks. */
const signalGroup = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
};

const endGroup = async (pid: number, graceMs: number): Promise<void> => {
  if (!signalGroup(pid, 'SIGTERM')) return;
  if (await isGoneWithin(pid, graceMs)) return;
  signalGroup(pid, 'SIGKILL');
  // Not for ever: a zombie whose parent does not reap it keeps its group alive and is harmless.
  await isGoneWithin(pid, 1_000);
};

const isGoneWithin = async (pid: number, milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds;
  while (signalGroup(pid, 0)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
};
