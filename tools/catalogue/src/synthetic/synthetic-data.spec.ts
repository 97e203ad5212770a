import { findModel, isRecordModel, planOf } from '@ngwaf/model-catalogue';
import { parse } from 'csv-parse/sync';

import { SYNTHETIC_ROWS, syntheticData } from './synthetic-data.ts';

const FILES = syntheticData();
const rowsOf = (dataBucket: string, prefix: string): Record<string, string>[] =>
  FILES.filter((file) => file.dataBucket === dataBucket && file.key.startsWith(prefix)).flatMap(
    ({ content }) => parse<Record<string, string>>(content, { columns: true }),
  );

it('is the same for the same seed, and another for another', () => {
  expect(syntheticData()).toEqual(FILES);
  expect(syntheticData(2).map(({ content }) => content)).not.toEqual(
    FILES.map(({ content }) => content),
  );
});

it('has as many rows as asked for', () => {
  const [one] = syntheticData(1, 0.1);

  expect(one?.content.trimEnd().split('\n')).toHaveLength(301);
});

it.each([
  'before-initial-deposit-problem-gambling',
  'gambling-behaviour-problem-gambling',
  'gambling-behaviour-marketing',
])('is data that %s takes', (name) => {
  const entry = findModel(name);
  if (!entry || !isRecordModel(entry)) throw new Error('no such model');
  const fields = ['user_id', ...entry.input.columns.map((column) => column.name)];
  const rows = rowsOf(entry.data.bucket, 'records/');

  const faults = rows.flatMap((row) => {
    const found = planOf(entry).apply(Object.fromEntries(fields.map((key) => [key, row[key]])));
    return 'errors' in found ? found.errors : [];
  });

  expect(rows).toHaveLength(SYNTHETIC_ROWS[entry.data.bucket as keyof typeof SYNTHETIC_ROWS]);
  expect(faults).toEqual([]);
});

it('has both labels of each model, neither rare', () => {
  const share = (rows: unknown[], of: unknown[]) => rows.length / of.length;
  const users = rowsOf('before-initial-deposit', 'records/');
  const behaviour = rowsOf('gambling-behaviour', 'records/');
  const anchors = rowsOf('gambling-behaviour', 'anchors/');
  const entry = findModel('gambling-behaviour-problem-gambling');
  const { labelling } = entry ?? {};
  const events = labelling?.kind === 'anchor' ? labelling.events : [];

  const shares = [
    share(
      users.filter(({ rg }) => rg === '1'),
      users,
    ),
    share(
      behaviour.filter(({ casino_LOS: days }) => days !== ''),
      behaviour,
    ),
    share(
      anchors.filter(({ event = '' }) => events.includes(event)),
      behaviour,
    ),
  ];

  for (const each of shares) {
    expect(each).toBeGreaterThan(0.1);
    expect(each).toBeLessThan(0.6);
  }
});
