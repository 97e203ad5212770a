import { findModel, isRecordModel, planOf } from '@ngwaf/model-catalogue';

import { LIMITS, filterRows } from './filter-rows.ts';

const entry = findModel('before-initial-deposit-problem-gambling');
if (!entry || !isRecordModel(entry)) throw new Error('the model is gone');
const model = entry;
const COLUMNS = [model.input.id, ...model.input.columns.map(({ name }) => name)];
const HEADER = COLUMNS.join(',');
const row = (user: string, more: Record<string, string> = {}) =>
  COLUMNS.map((name) => (name === model.input.id ? user : (more[name] ?? ''))).join(',');
const csv = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);

async function* pieces(bytes: Buffer, size = 7): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const filter = (...lines: string[]) => filterRows(model, pieces(csv(...lines)));
const objects = (bytes: Buffer) =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('filterRows', () => {
  it('makes of each row what the model sees of it, with its user', async () => {
    const { features, accepted } = await filter(
      HEADER,
      row('1', { birth_year: '1970', country: 'Zoëland', registration_date: '2005-02-01' }),
      row('2'),
    );

    const plan = planOf(model);
    const seen = plan.apply(
      Object.fromEntries([
        ...COLUMNS.map((name) => [name, '']),
        ...Object.entries({
          ...{ user_id: '1', birth_year: '1970', country: 'Zoëland' },
          registration_date: '2005-02-01',
        }),
      ]),
    );
    const values = 'values' in seen ? seen.values : [];
    expect(accepted).toBe(2);
    expect(objects(features)[0]).toEqual({
      user_id: '1',
      ...Object.fromEntries(plan.names.map((name, index) => [name, values[index]])),
    });
    expect(objects(features)[1]).toMatchObject({ user_id: '2' });
  });

  it('lists the faults of rows, and scores the others', async () => {
    const { faults, ...counts } = await filter(
      HEADER,
      row('1'),
      row('', { birth_year: 'long ago' }),
      row('3', { registration_date: '2005-02-30' }),
    );

    expect(counts).toMatchObject({ accepted: 1, refused: 2 });
    expect(objects(faults).map(({ row: number, field }) => [number, field])).toEqual([
      [2, 'user_id'],
      [2, 'birth_year'],
      [3, 'registration_date'],
    ]);
    expect(objects(faults)[1]).toMatchObject({
      message: expect.stringMatching(/"long ago"/) as string,
    });
  });

  it('takes the columns in any order, and a byte order mark', async () => {
    const [id = '', ...others] = COLUMNS;
    const { accepted } = await filter(
      `\uFEFF${[...others, id].join(',')}`,
      `${','.repeat(others.length)}7`,
    );

    expect(accepted).toBe(1);
  });

  it.each<[string, string[], RegExp]>([
    ['an empty file', [], /at least one row/],
    ['a header alone', [HEADER], /at least one row that the model takes, found no rows/],
    ['a missing column', [HEADER.replace(',country', '')], /no country/],
    ['a further column', [`${HEADER},rg`], /the unknown column "rg"/],
    ['a column twice', [`${HEADER},country`], /country twice/],
    ['a row with too few values', [HEADER, '1'], /CSV/],
    ['a quote that is never closed', [HEADER, '"1'], /CSV/],
    ['no row that fits', [HEADER, row('')], /row 1: user_id: expected/],
  ])('refuses %s', async (_case, lines, words) => {
    await expect(filter(...lines)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      message: expect.stringMatching(words) as string,
    });
  });

  it('refuses a row more than it takes', async () => {
    const content = () => pieces(csv(HEADER, row('1'), row('2'), row('3')));

    await expect(filterRows(model, content(), { ...LIMITS, rows: 2 })).rejects.toThrow(
      /at most 2 rows/,
    );
    await expect(filterRows(model, content(), { ...LIMITS, rows: 3 })).resolves.toMatchObject({
      accepted: 3,
    });
  });

  it('refuses more bytes than it takes, before it has read them all', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield csv(HEADER);
      for (;;) {
        sent += 10_000;
        yield Buffer.alloc(10_000, '\n');
      }
    }

    await expect(filterRows(model, endless(), { ...LIMITS, bytes: 100_000 })).rejects.toThrow(
      /at most 100000 bytes/,
    );
    expect(sent).toBeLessThan(1_000_000);
  });
});
