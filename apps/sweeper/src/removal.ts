import type { SweepMode, Tags } from '@ngwaf/contracts';

import type { Kind, LeftOver } from './left-overs.ts';

export interface RemovalPorts {
  tagsOf(arn: string): Promise<Tags>;
  /** Whether a job that has not ended needs it; read anew. */
  isNeeded(item: LeftOver): Promise<boolean>;
  /** The configs that endpoints serve, or will once their update is done; read anew. */
  servedConfigs(): Promise<ReadonlySet<string>>;
  /** Each does nothing when the thing is gone. */
  remove: Record<Kind, (name: string) => Promise<void>>;
  secondsLeft(): number;
}

export interface RemovalOptions {
  mode: SweepMode;
  /** What is removed has all of these. */
  ownerTags: Tags;
}

export type Outcome = 'reported' | 'removed' | 'not_ours' | 'next_run';

/** At most so many removals a run: the next one goes on. */
const MAX_REMOVALS = 50;
/** Removals end in good order before the function's own time is up. */
const RESERVE_SECONDS = 10;

/** Removes left-overs one by one; `undefined` for one that turned out to be in use again. */
export const createRemoval = (ports: RemovalPorts, { mode, ownerTags }: RemovalOptions) => {
  let removals = 0;

  const isOurs = async (arn: string): Promise<boolean> => {
    const tags = await ports.tagsOf(arn);
    return Object.entries(ownerTags).every(([key, value]) => tags[key] === value);
  };

  return async (item: LeftOver): Promise<Outcome | undefined> => {
    if (item.arn !== undefined && !(await isOurs(item.arn))) return 'not_ours';
    if (mode === 'report') return 'reported';
    if (removals >= MAX_REMOVALS || ports.secondsLeft() < RESERVE_SECONDS) return 'next_run';
    // Right before: since the lists were read a job may have begun, or put a version live.
    const isServed =
      item.kind === 'endpoint_config' && (await ports.servedConfigs()).has(item.name);
    if (isServed || (await ports.isNeeded(item))) return undefined;
    await ports.remove[item.kind](item.name);
    removals += 1;
    return 'removed';
  };
};
