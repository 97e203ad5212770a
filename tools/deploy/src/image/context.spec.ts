import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContext } from './context.ts';

let root: string;
const write = (path: string, text: string) => {
  writeFileSync(join(root, 'apps', 'random-forest', 'image', path), text);
};
const tag = () => readContext(root, 'random-forest').tag;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'context-'));
  mkdirSync(join(root, 'apps', 'random-forest', 'image', '__pycache__'), { recursive: true });
  write('Dockerfile', 'FROM scratch');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('has the same tag whenever files are the same', () => {
  const before = tag();
  write('__pycache__/a.pyc', 'left behind');
  utimesSync(join(root, 'apps', 'random-forest', 'image', 'Dockerfile'), 0, 0);

  expect(tag()).toBe(before);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  ['a change', 'Dockerfile', 'FROM other'],
  ['a new file', 'more', ''],
])('has another tag after %s', (_case, path, text) => {
  const before = tag();
  write(path, text);

  expect(tag()).not.toBe(before);
});

it('wants a Dockerfile', () => {
  rmSync(join(root, 'apps', 'random-forest', 'image', 'Dockerfile'));

  expect(tag).toThrow('has no Dockerfile: nothing to build');
});
