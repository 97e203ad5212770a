import { readFileSync, readdirSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process ended between the listing and the reading.
  }
};

/** Parents of all processes, from `/proc/<pid>/stat`; the name in brackets may hold spaces. */
const parents = (): Map<number, number> =>
  new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [
        Number(name),
        Number(read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1] ?? 0),
      ]),
  );

/** Megabytes of a process and all below it: each one's share of pages (PSS), so none counts twice. */
export const treeMegabytes = (root: number, marker: string): number => {
  const parentOf = parents();
  const belongs = (pid: number): boolean => {
    for (let current = pid; current > 1; current = parentOf.get(current) ?? 0) {
      if (current === root) return true;
    }
    // What a notebook instance leaves in the background has another parent by now.
    return read(`/proc/${pid}/environ`).includes(marker);
  };
  const kilobytes = [...parentOf.keys()]
    .filter(belongs)
    .map((pid) => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
};

/** Samples the memory of the local cloud until stopped; resolves with the peak in megabytes. */
export const watchMemory = (root: number, marker: string) => {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, treeMegabytes(root, marker));
  };
  const timer = setInterval(sample, 500);
  return {
    stop(): number {
      sample();
      clearInterval(timer);
      return peak;
    },
  };
};
