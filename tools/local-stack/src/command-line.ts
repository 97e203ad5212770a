import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * What a process was started with: its arguments, each followed by a space.
 *
 * Undefined where the system does not say (Windows, no such process).
 */
export const commandLineOf = (pid: number): string | undefined => {
  try {
    if (existsSync('/proc/self/cmdline')) {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    const text = execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return `${text.trim()} `;
  } catch {
    return undefined;
  }
};
