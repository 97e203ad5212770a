import { execFileSync } from 'node:child_process';
import { DeployError } from '../deploy-error.ts';

/** What git knows of a checkout. */
export interface Checkout {
  /** Full hash of HEAD. */
  head: string;
  /** Whether anything differs from HEAD, new files included. */
  isDirty: boolean;
  /** Whether history was cut off when it was cloned. */
  isShallow: boolean;
  has: (commit: string) => boolean;
  /** Whether HEAD contains the commit. */
  contains: (commit: string) => boolean;
}

const run = (root: string, args: string[]): string =>
  execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

const succeeds = (root: string, args: string[]): boolean => {
  try {
    run(root, args);
    return true;
  } catch {
    return false;
  }
};

/**
 * Looks at the git checkout at `root`.
 *
 * @throws {DeployError} it is none, or has no commit.
 */
export const readCheckout = (root: string): Checkout => {
  let head: string;
  try {
    head = run(root, ['rev-parse', '--verify', 'HEAD']);
  } catch (error) {
    throw new DeployError(
      `${root} is no git checkout with a commit, so nobody can say what changed: ship everything with npx nx run-many -t deploy`,
      { cause: error },
    );
  }
  return {
    head,
    isDirty: run(root, ['status', '--porcelain']) !== '',
    isShallow: run(root, ['rev-parse', '--is-shallow-repository']) === 'true',
    has: (commit) => succeeds(root, ['cat-file', '-e', `${commit}^{commit}`]),
    contains: (commit) => succeeds(root, ['merge-base', '--is-ancestor', commit, 'HEAD']),
  };
};
