import { findModel, isRecordModel, type RecordModel } from '@ngwaf/model-catalogue';

import { createLabelledRecords, fromManifest, fromRecords } from './labelled-records.ts';

const since = new Date('2026-03-01T12:00:00.000Z');
const recordModel = (name: string): RecordModel => {
  const entry = findModel(name);
  if (!entry || !isRecordModel(entry)) throw new Error(`the catalogue has no ${name}`);
  return entry;
};
const line = (label: number, creationDate: string, source = '{"user_id": "u"}') =>
  JSON.stringify({
    source,
    label,
    'label-metadata': { 'creation-date': creationDate, type: 'groundtruth/text-classification' },
  });

describe('manifest', () => {
  it('gives what was labelled since', () => {
    const text = [
      line(1, '2026-03-01T12:00:00.000000'),
      line(0, '2026-03-01T12:00:01.500000'),
      line(1, '2026-03-01T11:59:59.999000'),
    ].join('\n');

    expect(fromManifest(text, since)).toEqual([
      { record: { user_id: 'u' }, label: 1 },
      { record: { user_id: 'u' }, label: 0 },
    ]);
  });

  it.each([
    ['the end of a line that was cut', '"label": 1}'],
    ['a label that is none', line(2, '2026-03-02T12:00:00.000000')],
    ['a source that is no record', line(1, '2026-03-02T12:00:00.000000', '[1]')],
    ['an empty line', ''],
  ])('passes over %s', (_case, text) => {
    expect(fromManifest(text, since)).toEqual([]);
  });
});

describe('records', () => {
  const model = recordModel('before-initial-deposit-problem-gambling');
  const header =
    'rg,user_id,country,language,gender,birth_year,registration_date,first_deposit_date';

  it('give the label of their column, and what the model takes', () => {
    const text = `${header}\n1,7,Germany,German,Male,1980,2026-02-01,\n0,8,France,French,,,,\n,9,,,,,,\n`;

    expect(fromRecords(model, text)).toEqual([
      {
        label: 1,
        record: {
          ...{ user_id: '7', country: 'Germany', language: 'German', gender: 'Male' },
          ...{ birth_year: '1980', registration_date: '2026-02-01', first_deposit_date: '' },
        },
      },
      { label: 0, record: expect.objectContaining({ user_id: '8', gender: '' }) as object },
    ]);
  });

  it('are read of files that were added since, the newest first', async () => {
    const read: string[] = [];
    const find = createLabelledRecords(
      {
        read: async (_bucket, key) => {
          read.push(key);
          return key.endsWith('.csv') ? `${header}\n1,7,,,,,,\n` : undefined;
        },
        async *pages() {
          yield [
            { key: 'records/old.csv', modifiedAt: since },
            { key: 'records/new.csv', modifiedAt: new Date(since.getTime() + 1) },
          ];
          yield [{ key: 'records/newer.csv', modifiedAt: new Date(since.getTime() + 2) }];
        },
      },
      () => 'bucket',
    );

    const found = await find(model, since);

    expect(found.map(({ label }) => label)).toEqual([1, 1]);
    expect(read).toEqual([
      `labels/${model.name}/manifest.jsonl`,
      'records/newer.csv',
      'records/new.csv',
    ]);
  });
});
