import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { runProgram } from '@ngwaf/tool-cli';

import { addModel } from './add-model-command.ts';
import { guessColumns } from './guess-columns.ts';

const MODELS = 'libs/model-catalogue/src/models.ts';
const REPOSITORY = join(import.meta.dirname, '../../../..');
const CSV = [
  'user_id,left,age,stake,country,since,until,comment',
  ...Array.from({ length: 200 }, (_, index) =>
    [
      index,
      index % 2,
      20 + (index % 50),
      index % 50 === 0 ? 90_000 : 1 + (index % 7),
      index % 3 === 0 ? 'malta' : 'spain',
      '2008-01-02',
      index % 2 === 0 ? '' : '2008-02-29',
      `text ${index}`,
    ].join(','),
  ),
  '',
].join('\n');

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ngwaf-add-'));
  await mkdir(dirname(join(root, MODELS)), { recursive: true });
  await cp(join(REPOSITORY, MODELS), join(root, MODELS));
  await cp(join(REPOSITORY, '.prettierrc.json'), join(root, '.prettierrc.json')).catch(() => {});
  await writeFile(join(root, 'leavers.csv'), CSV);
});

afterEach(() => rm(root, { recursive: true, force: true }));

const run = async (...args: string[]) => {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await runProgram(
    { name: 'catalogue', invocation: '', summary: '', commands: [addModel] },
    ['add', ...args],
    {
      root,
      env: {},
      print: (text) => printed.push(text),
      note: (text) => noted.push(text),
      ask: undefined,
    },
  );
  return { code, output: [...printed, ...noted].join('\n') };
};

it('guesses columns and features', () => {
  expect(guessColumns(CSV, 'user_id', ['left'])).toEqual({
    columns: [
      { name: 'age', type: 'number' },
      { name: 'stake', type: 'number' },
      { name: 'country', type: 'text' },
      { name: 'since', type: 'date' },
      { name: 'until', type: 'date' },
      { name: 'comment', type: 'text' },
    ],
    features: [
      { kind: 'number', column: 'age' },
      { kind: 'log1p', column: 'stake' },
      { kind: 'one-hot', column: 'country', values: ['spain', 'malta'] },
      { kind: 'missing', column: 'until' },
      { kind: 'days-between', from: 'since', to: 'until' },
    ],
    notes: ['comment: no value is common enough for a feature'],
  });
});

it('writes an entry and registers it', async () => {
  const { code, output } = await run('leavers', '--from-csv', 'leavers.csv', '--label', 'left');

  expect([code, output]).toEqual([0, expect.stringContaining('6 columns, 5 features')]);
  const entry = await readFile(join(root, 'libs/model-catalogue/src/models/leavers.ts'), 'utf8');
  expect(entry).toMatch(/export const leavers: ModelDefinition = \{/);
  expect(entry).toMatch(/labelling: \{\s*kind: ["']column["'], column: ["']left["'],?\s*\}/);
  const models = await readFile(join(root, MODELS), 'utf8');
  expect(models).toMatch(/import \{ leavers \} from ["']\.\/models\/leavers\.ts["'];/);
  expect(models).toMatch(/\n {2}leavers,\n\]\);/);
  expect(await readFile(join(root, 'data/leavers/records/leavers.csv'), 'utf8')).toBe(CSV);
});

it('overwrites nothing', async () => {
  const args = ['leavers', '--from-csv', 'leavers.csv', '--label', 'left'];
  await run(...args);

  expect(await run(...args)).toEqual({
    code: 1,
    output: expect.stringContaining('leavers.ts exists already') as string,
  });
});

it.each([
  ['no file', ['leavers', '--label', 'left'], '--from-csv: expected a CSV file'],
  ['no label', ['leavers', '--from-csv', 'leavers.csv'], 'expected --label or --presence'],
  [
    'a label that is no column',
    ['leavers', '--from-csv', 'leavers.csv', '--label', 'gone'],
    'expected a column gone, found user_id,left',
  ],
  [
    'a name that is none',
    ['Leavers!', '--from-csv', 'leavers.csv', '--label', 'left'],
    'name: expected at most 64 lower-case letters',
  ],
  [
    'a code that is too long',
    ['leavers-of-the-year', '--from-csv', 'leavers.csv', '--label', 'left'],
    'code: expected at most 12',
  ],
  [
    'a name that is taken',
    ['waf', '--from-csv', 'leavers.csv', '--label', 'left'],
    'name: waf is that of waf already',
  ],
])('refuses %s, and writes nothing', async (_case, args, message) => {
  const before = await readFile(join(root, MODELS), 'utf8');

  const { code, output } = await run(...args);

  expect(code).toBeGreaterThan(0);
  expect(output).toContain(message);
  expect(await readFile(join(root, MODELS), 'utf8')).toBe(before);
});
