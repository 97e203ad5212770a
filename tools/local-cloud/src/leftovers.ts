import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { markerOf } from './processes.ts';

/** Which run last used a state folder. */
interface Run {
  id: string;
  pid: number;
  /** When that process started, in the system's words: tells it from a later one with its number. */
  startedAt: string;
}

/** The state folder belongs to a local cloud that is still running. */
export class StateDirInUseError extends Error {
  override readonly name = 'StateDirInUseError';
}

/**
 * Takes the state folder for a new run and ends what an earlier run left when it was killed.
 *
 * Only processes that carry the earlier run's marker, in environment or arguments, are ended.
 *
 * @throws {StateDirInUseError} the earlier run is alive.
 */
export const takeStateDir = (stateDir: string, runId: string): void => {
  mkdirSync(stateDir, { recursive: true });
  const file = join(stateDir, 'run.json');
  const earlier = readRun(file);
  if (earlier && earlier.pid !== process.pid && startOf(earlier.pid) === earlier.startedAt) {
    throw new StateDirInUseError(
      `${stateDir} is used by the local cloud with process id ${earlier.pid}; stop that one or choose another --state-dir`,
    );
  }
  if (earlier) endProcessesOf(earlier.id);
  const run: Run = { id: runId, pid: process.pid, startedAt: startOf(process.pid) ?? '' };
  writeFileSync(file, JSON.stringify(run));
};

const readRun = (file: string): Run | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch {
    // Half written by a run that was killed: it had not started any process yet.
    return undefined;
  }
};

const hasProcFs = existsSync('/proc/self/stat');

const startOf = (pid: number): string | undefined => {
  try {
    if (!hasProcFs)
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .toString()
        .trim();
    // Field 22, counted after the command's name, which may hold spaces and parentheses.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
};

const endProcessesOf = (runId: string): void => {
  const marker = markerOf(runId);
  for (const pid of hasProcFs ? markedInProcFs(marker) : markedByPs(marker)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
};

const markedInProcFs = (marker: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return ['environ', 'cmdline'].some((file) =>
          readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0').includes(marker),
        );
      } catch {
        return false; // Gone meanwhile, or another user's.
      }
    });

const markedByPs = (marker: string): number[] =>
  execFileSync('ps', ['-axww', '-E', '-o', 'pid=,command='], { maxBuffer: 2 ** 26 })
    .toString()
    .split('\n')
    .filter((line) => line.split(' ').includes(marker))
    .map((line) => Number.parseInt(line, 10));
