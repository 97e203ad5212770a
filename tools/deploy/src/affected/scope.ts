import type { Checkout } from './git.ts';
import type { Release } from './release-record.ts';

/** What to ship: what changed since a commit, or everything, and why. */
export type Scope = { base: string; why: string } | { base?: undefined; why: string };

const short = (commit: string): string => commit.slice(0, 8);

/** Decides from what an environment runs and what is checked out. */
export const decideScope = (release: Release | undefined, checkout: Checkout): Scope => {
  if (!release) return { why: 'everything: nothing has been released here yet' };
  const { commit } = release;
  if (!checkout.has(commit)) {
    const shallow = checkout.isShallow
      ? 'this clone is shallow (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)'
      : 'this clone does not know that commit';
    return { why: `everything: ${short(commit)} is live, and ${shallow}` };
  }
  // Nx compares with the common ancestor: going back in history would then ship nothing.
  if (!checkout.contains(commit)) {
    return { why: `everything: ${short(commit)} is live, and HEAD does not contain it` };
  }
  return {
    base: commit,
    why: `what changed since ${short(commit)}, live since ${release.deployed_at} by ${release.by}`,
  };
};
