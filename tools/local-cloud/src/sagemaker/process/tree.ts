import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Environment variable by which a process, its children and theirs are known as one container's. */
export const MARKER = 'NGWAF_CONTAINER_ID';

/** What one container runs: all processes that carry its marker or belong to its process group. */
export interface Tree {
  marker: string;
  groupId: number;
}

/**
 * Ends all of a tree's processes: SIGTERM, then SIGKILL after `graceMs`; resolves once all are gone.
 *
 * Asked again and again until nothing is found: processes may start others while they are ended.
 */
export const endTree = async (tree: Tree, graceMs: number): Promise<void> => {
  const deadline = Date.now() + graceMs;
  const told = new Set<number>();
  for (;;) {
    const members = findMembers(tree);
    if (members.length === 0) return;
    const signal = Date.now() < deadline ? 'SIGTERM' : 'SIGKILL';
    for (const pid of members) {
      if (signal === 'SIGTERM' && told.has(pid)) continue;
      told.add(pid);
      send(pid, signal);
    }
    await delay(20);
  }
};

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
};

/** Process ids of a tree, this process excluded. */
export const findMembers = (tree: Tree): number[] =>
  (process.platform === 'linux' ? inProc(tree) : inProcessTable(tree)).filter(
    (pid) => pid !== process.pid,
  );

/** Linux: the marker is in `/proc/<pid>/environ`, also of processes that began a session of their own. */
const inProc = ({ marker, groupId }: Tree): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        // After the name in parentheses: state, parent, process group. A zombie has ended.
        const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z' || state === 'X') return false;
        if (Number(group) === groupId) return true;
        return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(
          `\0${MARKER}=${marker}\0`,
        );
      } catch {
        return false; // ended meanwhile, or another user's
      }
    });

/** Elsewhere: the process group, and whatever its members started as long as these live. */
const inProcessTable = ({ groupId }: Tree): number[] => {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => !state?.startsWith('Z'))
    .map(([pid, parent, group]) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
    }));
  const members = new Set(rows.filter(({ group }) => group === groupId).map(({ pid }) => pid));
  for (let size = -1; size !== members.size;) {
    size = members.size;
    for (const { pid, parent } of rows) if (members.has(parent)) members.add(pid);
  }
  return [...members];
};
