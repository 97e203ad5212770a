import { execFileSync } from 'node:child_process';

const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

/**
 * The commit of the checkout, with `+` behind it if files differ from it; undefined where there is no
 * git or no checkout.
 */
export const commitOf = (root: string): string | undefined => {
  try {
    const isDirty = git(root, 'status', '--porcelain') !== '';
    return `${git(root, 'rev-parse', 'HEAD')}${isDirty ? '+' : ''}`;
  } catch {
    return undefined;
  }
};
