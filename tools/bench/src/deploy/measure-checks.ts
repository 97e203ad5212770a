import { timed } from '../seconds.ts';
import { makeChangingClone } from './changing-clone.ts';

export interface CheckFigures {
  tasks: number;
  coldSeconds: number;
  cachedSeconds: number;
  /** With one function changed. */
  changedSeconds: number;
  changedTasks: number;
}

const run = ['run-many', '--targets=lint,typecheck,test,build', '--parallel=2'];

const ranOf = (output: string) => {
  const [, total = '0'] = /Cache: +\d+\/(\d+) hit/.exec(output) ?? [];
  const [, hits = '0'] = /Cache: +(\d+)\/\d+ hit/.exec(output) ?? [];
  return { total: Number(total), ran: Number(total) - Number(hits) };
};

/** All checks of all projects in a fresh checkout: nothing cached, all cached, one function changed. */
export const measureChecks = async (): Promise<CheckFigures> => {
  const clone = await makeChangingClone({});
  try {
    const [coldSeconds, cold] = await timed(() => clone.nx(...run, '--output-style=static'));
    const [cachedSeconds] = await timed(() => clone.nx(...run, '--output-style=static'));
    await clone.change();
    const [changedSeconds, changed] = await timed(() => clone.nx(...run, '--output-style=static'));
    return {
      tasks: ranOf(cold).total,
      coldSeconds,
      cachedSeconds,
      changedSeconds,
      changedTasks: ranOf(changed).ran,
    };
  } finally {
    clone.remove();
  }
};
