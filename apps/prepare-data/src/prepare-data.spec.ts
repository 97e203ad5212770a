import { join } from 'node:path';

import {
  featureBaselineSchema,
  modelTrainingInputSchema,
  type ModelTrainingInput,
} from '@ngwaf/contracts';
import { findModel, splitOf } from '@ngwaf/model-catalogue';
import { exampleEvents } from '@ngwaf/testing';

import { prepareData } from './prepare-data.ts';

const BID = 'before-initial-deposit-problem-gambling';
const BEHAVIOUR = 'gambling-behaviour-problem-gambling';
const MARKETING = 'gambling-behaviour-marketing';
const SHARES = { validationShare: 0.2, testShare: 0.2 };

/** Objects by `bucket/key`. */
const storeOf = (objects: Record<string, string>) => {
  const store = new Map(Object.entries(objects));
  return {
    store,
    ports: {
      open: async (bucket: string, key: string) => {
        const text = store.get(`${bucket}/${key}`);
        return text === undefined
          ? undefined
          : (async function* () {
              // In pieces that cut rows and characters.
              const bytes = Buffer.from(text);
              for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
            })();
      },
      sink: (bucket: string, key: string) => {
        let written = '';
        return {
          write: async (text: string) => {
            written += text;
          },
          close: async () => void store.set(`${bucket}/${key}`, written),
        };
      },
    },
  };
};

type Options = { label?: 'none' | 'queue' | 'ground-truth'; requests?: object };

const prepare = async (model: string, objects: Record<string, string>, options: Options = {}) => {
  const keys = (prefix: string) =>
    Object.keys(objects)
      .filter((address) => address.startsWith(`data/${prefix}`))
      .map((address) => ({ key: address.slice('data/'.length), bytes: 1 }));
  const { store, ports } = storeOf(objects);
  const plan = {
    label: 'none',
    data: { bucket: 'data', records: keys('records/'), anchors: keys('anchors/') },
    names: { labeling_job: 'labels-1' },
    model_bucket: 'models',
    scratch: '_tmp_train/job-1/',
    requests: {},
    ...options,
  } as unknown as ModelTrainingInput['plan'];
  const report = await prepareData(ports, { job_key: 'job-1', model, plan });
  const written = (key: string) => store.get(`models/${key}`) ?? '';
  return { report, written, lines: (key: string) => written(key).trimEnd().split('\n') };
};

const BID_HEADER =
  'user_id,rg,country,language,gender,birth_year,registration_date,first_deposit_date';
const bidRow = (id: number | string, fields: Partial<Record<string, string | number>> = {}) => {
  const row: Record<string, string | number> = {
    user_id: id,
    rg: Number(id) % 2,
    country: 'germany',
    language: 'german',
    gender: 'm',
    birth_year: 1960 + (Number(id) % 30),
    registration_date: '2008-01-02',
    first_deposit_date: '2008-01-03',
    ...fields,
  };
  return BID_HEADER.split(',')
    .map((name) => row[name])
    .join(',');
};
const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const bidCsv = (rows: string[]) => [BID_HEADER, ...rows, ''].join('\n');
const enough = ids(400).map((id) => bidRow(id));
const records = (rows: string[]) => ({ 'data/records/a.csv': bidCsv(rows) });
const idsOf = (labels: string[]) => labels.slice(1).map((line) => line.split(',')[0] ?? '');

describe('what is written', () => {
  it('is training, validation and test rows by the hash of users, with what the model sees', async () => {
    const { report, lines, written } = await prepare(BID, records(enough));

    const expected = { train: 0, validation: 0, test: 0 };
    for (const id of ids(400)) expected[splitOf(String(id), SHARES)] += 1;
    const train = lines('_tmp_train/job-1/train/data.csv');
    expect(train).toHaveLength(expected.train + 1);
    expect(train[0]).toMatch(/^age,days_to_deposit,.*,label$/);
    expect(lines('_tmp_train/job-1/validation/data.csv')).toHaveLength(expected.validation + 1);
    const labels = lines('_tmp_train/job-1/test/labels.csv');
    expect(idsOf(labels)).toEqual(
      ids(400)
        .map(String)
        .filter((id) => splitOf(id, SHARES) === 'test'),
    );
    const first = JSON.parse(lines('_tmp_train/job-1/test/features.jsonl')[0] ?? '') as object;
    expect(first).toMatchObject({ 'country=germany': 1, gender: 0 });
    expect(report).toMatchObject({ rows: { '0': 200, '1': 200 }, faulty: { rows: 0 } });
    expect(report.splits.test['0'] + report.splits.test['1']).toBe(expected.test);
    const baseline = featureBaselineSchema.parse(JSON.parse(written('jobs/job-1/baseline.json')));
    expect(baseline.features['gender']).toEqual({
      edges: [],
      counts: [expected.train],
      missing: 0,
    });
  });

  it('is the same each time, in whatever files and order the rows come', async () => {
    const one = await prepare(BID, records(enough));
    const other = await prepare(BID, {
      'data/records/a.csv': bidCsv(enough.slice(200).reverse()),
      'data/records/b.csv': bidCsv(enough.slice(0, 200)),
    });

    for (const key of ['train/data.csv', 'validation/data.csv', 'test/labels.csv']) {
      const [a, b] = [one, other].map(({ lines }) => lines(`_tmp_train/job-1/${key}`).sort());
      expect(a).toEqual(b);
    }
  });

  it('never has a user both to learn from and to test with', async () => {
    const twice = [...enough, ...enough.map((row) => row.replace('2008-01-03', '2008-02-01'))];
    const { report, lines } = await prepare(BID, records(twice));

    const tested = idsOf(lines('_tmp_train/job-1/test/labels.csv'));
    expect(tested).toHaveLength(new Set(tested).size * 2);
    expect(report.rows).toEqual({ '0': 400, '1': 400 });
  });

  it('is read with a byte order mark, CRLF and quotes', async () => {
    const csv = `\ufeff${bidCsv(enough).replaceAll('\n', '\r\n').replaceAll('germany', '"ger,""many"')}`;
    const { lines } = await prepare(BID, { 'data/records/a.csv': csv });

    expect(JSON.parse(lines('_tmp_train/job-1/test/features.jsonl')[0] ?? '')).toMatchObject({
      'country=germany': 0,
      'country=other': 1,
    });
  });
});

describe('rows at fault', () => {
  it('are counted and told of, file, line and field', async () => {
    const { report } = await prepare(
      BID,
      records([...enough, bidRow(500, { birth_year: 'x' }), 'short,row', bidRow(501, { rg: 2 })]),
    );

    expect(report.faulty).toEqual({
      rows: 3,
      first: [
        'records/a.csv, line 402, birth_year: expected a whole number from 1850 to 2100, or an empty value, found "x"',
        'records/a.csv, line 403: expected 8 values, found 2',
        'records/a.csv, line 404, rg: expected 0 or 1, found "2"',
      ],
    });
  });

  it('fail the job when there are too many', async () => {
    const bad = ids(5).map((id) => bidRow(1000 + id, { registration_date: '2006-02-30' }));

    await expect(prepare(BID, records([...enough, ...bad]))).rejects.toMatchObject({
      name: 'TrainingDataInvalidError',
      message: expect.stringMatching(
        /at most 1% of its 405 rows to be at fault, found 5: records\/a.csv, line 402, registration_date/,
      ) as string,
    });
  });
});

describe('a data set that cannot be learned from', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['too few rows', records(enough.slice(0, 150)), /at least 200 labelled rows, found 150/],
    [
      'one label alone',
      records(ids(300).map((id) => bidRow(id, { rg: 0 }))),
      /at least 10 rows of each label to learn from, found \d+ of label 0 and 0 of label 1/,
    ],
    [
      'rows without labels',
      records(ids(300).map((id) => bidRow(id, { rg: '' }))),
      /found 0 \(not used: 300 unlabelled\)/,
    ],
    [
      'a column that is missing',
      { 'data/records/b.csv': 'user_id,rg\n1,0\n' },
      /records\/b.csv: expected the columns country, language, .*, found user_id, rg/,
    ],
    [
      'a column there twice',
      { 'data/records/b.csv': `${BID_HEADER},rg\n` },
      /each column once, found rg twice/,
    ],
    ['an empty file', { 'data/records/b.csv': '' }, /a header, found an empty file/],
    ['no files', {}, /at least 200 labelled rows, found 0/],
    [
      'a quote that is never closed',
      { 'data/records/b.csv': `${BID_HEADER}\n"1,0` },
      /records\/b.csv, line 2: expected CSV/,
    ],
  ])('with %s says so', async (_case, objects, message) => {
    await expect(prepare(BID, objects)).rejects.toMatchObject({
      code: 'data_set_invalid',
      message: expect.stringMatching(message) as string,
    });
  });

  it('with bytes that are no UTF-8 says so', async () => {
    const { ports } = storeOf({});
    const open = async () =>
      (async function* () {
        yield Buffer.from([0x61, 0xff, 0x62]);
      })();
    const plan = {
      data: { bucket: 'data', records: [{ key: 'records/a.csv', bytes: 3 }], anchors: [] },
    } as unknown as ModelTrainingInput['plan'];

    await expect(
      prepareData({ ...ports, open }, { job_key: 'job-1', model: BID, plan }),
    ).rejects.toThrow('records/a.csv: expected text in UTF-8, found bytes that are not');
  });

  it('whose file was removed says so', async () => {
    const { ports } = storeOf({});
    const plan = {
      data: { bucket: 'data', records: [{ key: 'records/a.csv', bytes: 3 }], anchors: [] },
    } as unknown as ModelTrainingInput['plan'];

    await expect(prepareData(ports, { job_key: 'job-1', model: BID, plan })).rejects.toThrow(
      'records/a.csv: expected a file, found none: it was removed',
    );
  });
});

/** Behaviour of a user, with columns left empty but those given. */
const behaviourCsv = (rows: Record<string, string | number>[]) => {
  const entry = findModel(BEHAVIOUR);
  if (entry?.input.kind !== 'record') throw new Error('no such model');
  const names = ['user_id', ...entry.input.columns.map(({ name }) => name)];
  return [
    names.join(','),
    ...rows.map((row) => names.map((name) => row[name] ?? '').join(',')),
  ].join('\n');
};

describe('labels', () => {
  it('are presence: who has used what a column is about', async () => {
    const rows = ids(400).map((id) => ({ user_id: id, age: 30, casino_LOS: id % 4 ? '' : 12 }));
    const { report, lines } = await prepare(MARKETING, {
      'data/records/a.csv': behaviourCsv(rows),
    });

    expect(report.rows).toEqual({ '0': 300, '1': 100 });
    const header = lines('_tmp_train/job-1/train/data.csv')[0];
    expect(header).not.toMatch(/casino/);
    // Names with commas are quoted.
    expect(header).toMatch(/,"ratio\(fOAvgTotalWinnings,fOAvgStake\)",/);
  });

  it('come of events in the window after a gap, not of what was known or cannot be known', async () => {
    // Observed until 30 September 2005; gap of 14 days, window of 180: 15 October to 12 April.
    const events: [user: number, day: string, event: string][] = [
      [1, '2005-09-01', 'self-exclusion'],
      [2, '2005-10-14', 'self-exclusion'],
      [3, '2005-10-15', 'self-exclusion'],
      [4, '2006-04-12', 'partial-block'],
      [5, '2006-04-13', 'self-exclusion'],
      [6, '2005-12-01', 'account-closed'],
      [7, '2005-12-01', 'limit-lowered'],
      [7, '2005-12-02', 'account-closed'],
      [8, '2005-12-01', 'a letter'],
      [9999, '2007-01-01', 'collected'],
    ];
    for (const id of ids(140)) events.push([100 + id, '2006-01-01', 'problem-reported']);
    const anchors = events.map((event) => event.join(',')).join('\n');
    const rows = [...ids(8), ...ids(400).map((id) => 100 + id)].map((id) => ({ user_id: id }));

    const { report } = await prepare(BEHAVIOUR, {
      'data/records/a.csv': behaviourCsv(rows),
      'data/anchors/a.csv': `user_id,date,event\n${anchors}\n`,
    });

    expect(report.dropped).toEqual({ unlabelled: 0, censored: 1, known_before: 2 });
    // Of the eight: 3, 4 and 7 have an event in the window, 5 and 8 have none.
    expect(report.rows).toEqual({ '0': 260 + 2, '1': 140 + 3 });
  });

  it('are not known of users whose window had not ended when events were collected', async () => {
    const rows = ids(300).map((id) => ({ user_id: id }));

    await expect(
      prepare(BEHAVIOUR, {
        'data/records/a.csv': behaviourCsv(rows),
        'data/anchors/a.csv': 'user_id,date,event\n1,2006-04-11,self-exclusion\n',
      }),
    ).rejects.toThrow('found 1 (not used: 299 censored)');
  });

  it('need the events', async () => {
    await expect(
      prepare(BEHAVIOUR, { 'data/records/a.csv': behaviourCsv([{ user_id: 1 }]) }),
    ).rejects.toThrow(/anchors\/: expected CSV files with the columns user_id, date, event/);
  });

  const line = (record: object, label: number | null) =>
    JSON.stringify({
      source: JSON.stringify(record),
      ...(label !== null && { decision: label }),
      'decision-metadata': { 'human-annotated': 'yes' },
    });
  const record = (id: number, fields: object = {}) => ({
    user_id: String(id),
    country: 'germany',
    language: 'german',
    gender: 'm',
    birth_year: 1970,
    registration_date: '2008-01-02',
    first_deposit_date: '2008-01-03',
    ...fields,
  });

  it('that people gave win over the data, and bring records that are not in it', async () => {
    const manifest = [
      line(record(2), 1),
      line(record(4), null),
      line(record(5000), 1),
      line(record(5001, { birth_year: 'x' }), 1),
    ].join('\n');
    const objects = { ...records(enough), [`data/labels/${BID}/manifest.jsonl`]: manifest };

    const asked = await prepare(BID, objects, { label: 'queue' });
    const notAsked = await prepare(BID, objects);

    expect(asked.report.rows).toEqual({ '0': 199, '1': 202 });
    expect(asked.report.faulty.first).toEqual([
      expect.stringMatching(/manifest.jsonl, line 2, birth_year/),
    ]);
    expect(notAsked.report.rows).toEqual({ '0': 200, '1': 200 });
  });

  it('of Ground Truth are read where its job writes them', async () => {
    const { report } = await prepare(
      BID,
      {
        ...records(enough),
        'models/out/labels-1/manifests/output/output.manifest': line(record(2), 1),
      },
      {
        label: 'ground-truth',
        requests: { labeling_job: { OutputConfig: { S3OutputPath: 's3://models/out/' } } },
      },
    );

    expect(report.rows).toEqual({ '0': 199, '1': 201 });
  });

  it('that are no JSON are told of by line', async () => {
    const objects = { ...records(enough), [`data/labels/${BID}/manifest.jsonl`]: '{}\nnone' };

    await expect(prepare(BID, objects, { label: 'queue' })).rejects.toThrow(
      /manifest.jsonl, line 2: expected JSON with a record/,
    );
  });
});

it('refuses a model that scores no records', async () => {
  await expect(prepare('waf', {})).rejects.toThrow('there are no records of model waf');
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', (name, event) => {
    expect(modelTrainingInputSchema.safeParse(event).success).toBe(!name.startsWith('bad-'));
  });
});
