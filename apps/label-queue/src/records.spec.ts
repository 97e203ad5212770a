import { findModel } from '@ngwaf/model-catalogue';

import { manifestLine } from './manifest.ts';
import { hasQueue, type QueueModel } from './queue-rules.ts';
import { readRows } from './read-rows.ts';
import { toItems } from './to-items.ts';

const entry = findModel('before-initial-deposit-problem-gambling');
const model = entry as QueueModel;
const now = new Date('2026-03-01T12:00:00.000Z');
const HEADER = `${['user_id', ...model.input.columns.map(({ name }) => name)].join(',')},gold`;
const bytes = (text: string) => Buffer.from(text);

it('there is a model with a queue', () => {
  expect(entry && hasQueue(entry)).toBe(true);
});

describe('readRows', () => {
  it.each([
    [
      'a.csv',
      'user_id,country\r\n1,"Germany, West"\r\n',
      [{ user_id: '1', country: 'Germany, West' }],
    ],
    ['a.json', '[{"user_id": 1}]', [{ user_id: 1 }]],
    ['a.JSONL', '{"user_id": 1}\n\n{"user_id": 2}\n', [{ user_id: 1 }, { user_id: 2 }]],
  ])('reads %s', (key, text, expected) => {
    expect(readRows(key, bytes(text))).toEqual(expected);
  });

  it.each([
    ['a.xlsx', 'x', /a file named \.csv, \.json or \.jsonl/],
    ['a.csv', 'user_id,country\n1\n', /CSV with a header line/],
    ['a.csv', 'user_id\n"1\n', /CSV with a header line/],
    ['a.json', '{"user_id": 1}', /an array of records/],
    ['a.json', '[1]', /an array of records/],
    ['a.jsonl', '{"user_id": 1', /JSON/],
  ])('refuses %s with %j', (key, text, words) => {
    expect(() => readRows(key, bytes(text))).toThrow(words);
  });

  it('refuses what is not UTF-8', () => {
    expect(() => readRows('a.csv', Buffer.from([0x61, 0xff]))).toThrow(/UTF-8/);
  });
});

describe('toItems', () => {
  const row = (user: string, gold: string) =>
    readRows(
      'a.csv',
      bytes(`${HEADER}\n${user}${','.repeat(model.input.columns.length)},${gold}\n`),
    );

  it('takes a row of a file as an item, or as a gold item', () => {
    const [item, gold] = toItems(model, [...row('1', ''), ...row('2', '0')], 'body.file', now);

    expect([item?.gold, gold?.gold, item?.needed]).toEqual([undefined, 0, 3]);
    expect(item?.record).toMatchObject({ user_id: '1', country: '' });
    expect(item?.record).not.toHaveProperty('gold');
  });

  it('gives ids that tell nothing of user or gold, and the same to the same user', () => {
    const [first] = toItems(model, row('user-17', '1'), 'body.file', now);
    const [again] = toItems(model, row('user-17', ''), 'body.file', now);

    expect(first?.item_id).toMatch(/^[0-9a-f]{20}$/);
    expect(again?.item_id).toBe(first?.item_id);
  });

  it('names the first ten faults', () => {
    const rows = Array.from({ length: 20 }, () => ({ user_id: '1' }));

    expect(() => toItems(model, rows, 'body.records', now)).toThrow(
      /^body\.records\.0\.country: expected .*body\.records\.1\./,
    );
  });
});

describe('manifestLine', () => {
  const [item] = toItems(
    model,
    readRows('a.csv', bytes(`${HEADER}\n7${','.repeat(model.input.columns.length)},\n`)),
    'body.file',
    now,
  );
  const labelled = {
    ...item!,
    state: 'labelled' as const,
    result: { label: 1 as const, confidence: 0.6667, at: now.toISOString() },
  };

  it('is a line as Ground Truth writes it', () => {
    const { source, ...line } = JSON.parse(manifestLine(model, labelled) ?? '') as {
      source: string;
    };

    expect(JSON.parse(source)).toMatchObject({ user_id: '7' });
    expect(line).toEqual({
      label: 1,
      'label-metadata': {
        'class-name': 'yes',
        confidence: 0.6667,
        'job-name': 'labeling-job/before-initial-deposit-problem-gambling',
        type: 'groundtruth/text-classification',
        'human-annotated': 'yes',
        'creation-date': '2026-03-01T12:00:00.000000',
      },
    });
  });

  it('is none for items that are open or gold', () => {
    expect(manifestLine(model, item!)).toBeUndefined();
    expect(manifestLine(model, { ...labelled, gold: 1 })).toBeUndefined();
  });
});
