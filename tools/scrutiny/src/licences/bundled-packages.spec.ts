import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundledPackages } from './bundled-packages.ts';

let root: string;
const write = (path: string, content: unknown) => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
};
const bundle = (app: string, inputs: Record<string, number>) => {
  write(`apps/${app}/tsconfig.json`, {});
  const bytes = Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }]);
  write(`apps/${app}/dist/meta.json`, {
    outputs: { 'main.cjs': { inputs: Object.fromEntries(bytes) as unknown } },
  });
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'licences-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('finds each package once, with the apps that it is in and what has to be handed on', () => {
  write('node_modules/@a/b/package.json', { name: '@a/b', version: '1.0.0', license: 'MIT' });
  write('node_modules/@a/b/LICENSE.md', 'text\r\nof the licence\n');
  write('node_modules/@a/b/NOTICE', 'notice');
  write('node_modules/@a/b/licensing.js', 'code');
  bundle('one', { 'node_modules/@a/b/x.js': 1, 'node_modules/@a/b/y.js': 1, 'apps/one/m.ts': 1 });
  bundle('two', { 'node_modules/@a/b/x.js': 1 });

  expect(bundledPackages(root)).toEqual([
    {
      name: '@a/b',
      version: '1.0.0',
      licence: 'MIT',
      texts: ['text\nof the licence', 'notice'],
      where: ['one', 'two'],
    },
  ]);
});

it('takes a package inside another for one of its own', () => {
  write('node_modules/a/node_modules/b/package.json', { name: 'b', version: '2.0.0' });
  bundle('one', { 'node_modules/a/node_modules/b/x.js': 1 });

  expect(bundledPackages(root)).toMatchObject([
    { name: 'b', version: '2.0.0', licence: 'UNKNOWN' },
  ]);
});

it('finds packages wherever esbuild ran', () => {
  write('node_modules/a/package.json', { name: 'a', version: '1.0.0', license: 'MIT' });
  bundle('one', { '../../node_modules/a/x.js': 1, 'src/main.ts': 1 });

  expect(bundledPackages(root)).toMatchObject([{ name: 'a', where: ['one'] }]);
});

it('passes over what esbuild read and left out', () => {
  bundle('one', { 'node_modules/unused/x.js': 0 });

  expect(bundledPackages(root)).toEqual([]);
});

it('says what to do when an app is not built', () => {
  write('apps/one/tsconfig.json', {});

  expect(() => bundledPackages(root)).toThrow(
    'apps/one/dist/meta.json is not there: run npx nx run-many -t build',
  );
});

it('passes over an app that is not TypeScript', () => {
  write('apps/image/package.json', {});

  expect(bundledPackages(root)).toEqual([]);
});
