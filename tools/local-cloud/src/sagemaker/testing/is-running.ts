import { execFileSync } from 'node:child_process';

/** Whether a process runs; one that has ended but that nobody has waited for yet does not. */
export const isRunning = (pid: number): boolean => {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
};
