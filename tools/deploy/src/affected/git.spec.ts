import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCheckout } from './git.ts';

let root: string;
const git = (...args: string[]) =>
  execFileSync(
    'git',
    ['-C', root, '-c', 'user.name=n', '-c', 'user.email=e@example.com', ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  ).trim();
const commit = (text: string) => {
  writeFileSync(join(root, 'file'), text);
  git('add', '-A');
  git('commit', '-q', '-m', text);
  return git('rev-parse', 'HEAD');
};

beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'git-')), 'checkout');
  mkdirSync(root);
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(join(root, '..'), { recursive: true }));

it('tells commits that HEAD contains from those that it does not', () => {
  const first = commit('first');
  const second = commit('second');
  git('checkout', '-q', first);

  const checkout = readCheckout(root);

  expect(checkout.head).toBe(first);
  expect([checkout.contains(first), checkout.contains(second)]).toEqual([true, false]);
  expect([checkout.has(second), checkout.has('a'.repeat(40))]).toEqual([true, false]);
});

it('is dirty with a file that git does not know', () => {
  commit('first');
  expect(readCheckout(root).isDirty).toBe(false);

  writeFileSync(join(root, 'new'), '');

  expect(readCheckout(root).isDirty).toBe(true);
});

it('sees that a clone is shallow', () => {
  commit('first');
  commit('second');
  const origin = pathToFileURL(root).href;
  const clone = join(root, '..', 'clone');
  git('clone', '-q', '--depth=1', origin, clone);

  expect(readCheckout(root).isShallow).toBe(false);
  expect(readCheckout(clone).isShallow).toBe(true);
});

it('refuses a folder that is no checkout, and says what to run instead', () => {
  rmSync(join(root, '.git'), { recursive: true });

  expect(() => readCheckout(root)).toThrow('npx nx run-many -t deploy');
});
