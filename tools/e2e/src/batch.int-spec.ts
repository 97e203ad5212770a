import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { forgetModel } from './forget-models.ts';
import {
  aRecord,
  deployVersion,
  frameworkModel,
  registerVersion,
  trainArtefact,
  type FrameworkModel,
} from './framework-models.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const models = [
  'before-initial-deposit-problem-gambling',
  'gambling-behaviour-problem-gambling',
  'gambling-behaviour-marketing',
].map((name) => frameworkModel(name, outputs));
const [deposit] = models as [FrameworkModel];
const run = randomUUID().slice(0, 6);
/** Job keys that no run before has used, one a model. */
const versionOf = (model: FrameworkModel): string =>
  `job-2020-02-0${1 + models.indexOf(model)}-00-00-00-${run}`;

interface Batch {
  batch_id: string;
  status: string;
  version: string;
  rows: { accepted: number; refused: number };
  scores?: string;
  errors?: string;
}

const pathOf = ({ entry }: FrameworkModel, rest = '') =>
  `/models/${entry.name}/batch-predictions${rest}`;
const columnsOf = ({ entry: { input } }: FrameworkModel) => [
  input.id,
  ...input.columns.map(({ name }) => name),
];
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const csvOf = (model: FrameworkModel, records: Record<string, unknown>[]): string =>
  [columnsOf(model), ...records.map((each) => columnsOf(model).map((name) => textOf(each[name])))]
    .map((row) => row.join(','))
    .join('\n');
const putInput = async (model: FrameworkModel, body: string): Promise<string> => {
  const Key = `batch/${randomUUID()}.csv`;
  await clients.s3.send(
    new PutObjectCommand({
      ...{ Bucket: model.dataBucket, Key, Body: body },
      ContentLength: Buffer.byteLength(body),
    }),
  );
  return `${model.dataBucket}/${Key}`;
};
const start = (model: FrameworkModel, input: string, headers = {}) =>
  api.call('POST', pathOf(model), { input }, headers);
const lookUntilEnded = (model: FrameworkModel, { batch_id }: Batch): Promise<Batch> =>
  eventually(async () => {
    const { body } = await api.call('GET', pathOf(model, `/${batch_id}`));
    const batch = body as Batch;
    if (batch.status === 'running') throw new Error('it still runs');
    return batch;
  }, 60_000);
const textAt = async (address = ''): Promise<string> => {
  const [Bucket, ...segments] = address.split('/');
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key: segments.join('/') }));
  return (await Body?.transformToString()) ?? '';
};

const putLive = async (model: FrameworkModel): Promise<void> => {
  await forgetModel(clients, outputs, model);
  const version = versionOf(model);
  const artefact = await trainArtefact(clients, model, version);
  const packageArn = await registerVersion(clients, model, { version, artefact, threshold: 0.5 });
  expect(
    await deployVersion(clients, outputs, model, { version: `${version}`, packageArn }),
  ).toEqual(expect.objectContaining({ done: true }));
};

afterAll(async () => {
  for (const model of models) await forgetModel(clients, outputs, model);
}, 60_000);

describe('before a version is live', () => {
  beforeAll(() => forgetModel(clients, outputs, deposit));

  it('answers 503 and when to try again', async () => {
    const input = await putInput(deposit, csvOf(deposit, [aRecord(deposit.entry, 1)]));

    const answer = await start(deposit, input);

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
  });
});

describe('a batch', () => {
  beforeAll(async () => {
    await Promise.all(models.map(putLive));
  }, 120_000);

  it.each(models.map((model) => [model.entry.name, model] as const))(
    'of %s is scored by the live version, row by row',
    async (_name, model) => {
      const records = Array.from({ length: 40 }, (_, index) => aRecord(model.entry, index));
      const input = await putInput(model, csvOf(model, [...records, { country: 'nobody' }]));

      const started = await start(model, input);
      const batch = await lookUntilEnded(model, started.body as Batch);

      expect([started.status, batch]).toMatchObject([
        202,
        { status: 'success', version: versionOf(model), rows: { accepted: 40, refused: 1 } },
      ]);
      const [header, ...rows] = (await textAt(batch.scores)).trim().split('\n');
      expect(header).toBe(`${model.entry.input.id},score,label`);
      expect(rows.map((row) => row.split(',')[0])).toEqual(
        records.map((each) => each[model.entry.input.id]),
      );
      for (const row of rows) {
        const [, score, label] = row.split(',').map(Number);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(label).toBe(Number((score ?? 0) >= 0.5));
      }
      expect(JSON.parse((await textAt(batch.errors)).split('\n')[0] ?? '')).toMatchObject({
        row: 41,
        field: model.entry.input.id,
      });
    },
    90_000,
  );

  it('has the scores that one by one the records get', async () => {
    const records = Array.from({ length: 5 }, (_, index) => aRecord(deposit.entry, 100 + index));
    const input = await putInput(deposit, csvOf(deposit, records));
    const started = await start(deposit, input);
    const batch = await lookUntilEnded(deposit, started.body as Batch);

    const { body } = await api.call('POST', `/models/${deposit.entry.name}/predictions`, {
      records,
    });

    const online = (body as { predictions: { score: number }[] }).predictions;
    const scores = (await textAt(batch.scores)).trim().split('\n').slice(1);
    expect(scores.map((row) => Number(row.split(',')[1]))).toEqual(
      online.map(({ score }) => expect.closeTo(score, 9) as number),
    );
  }, 90_000);

  it('starts once, however often it is asked for', async () => {
    const input = await putInput(deposit, csvOf(deposit, [aRecord(deposit.entry, 1)]));
    const headers = { 'Idempotency-Key': randomUUID() };

    const answers = await Promise.all([1, 2, 3].map(() => start(deposit, input, headers)));
    const other = await start(deposit, `${input}.csv`, headers);

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ body }) => (body as Batch).batch_id)).size).toBe(1);
    expect([other.status, other.body]).toMatchObject([409, { code: 'idempotency_conflict' }]);
    const batch = await lookUntilEnded(deposit, answers[0]?.body as Batch);
    expect(batch).toMatchObject({ status: 'success', rows: { accepted: 1, refused: 0 } });
  }, 60_000);
});

describe('bad input', () => {
  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['a file that is not there', () => `${deposit.dataBucket}/batch/none.csv`, /exists/],
    ['another bucket', () => `${outputs.trainBucket}/batch/a.csv`, /batch\/<file>/],
    ['a file of another folder', () => `${deposit.dataBucket}/records/a.csv`, /batch\/<file>/],
    ['an empty file', () => putInput(deposit, ''), /at least one row/],
    ['a file without a column', () => putInput(deposit, 'user_id\n1\n'), /no country/],
    [
      'a file with the label',
      () => putInput(deposit, `${columnsOf(deposit).join(',')},rg\n`),
      /unknown column/,
    ],
    ['rows that are no records', () => putInput(deposit, csvOf(deposit, [{}])), /row 1: user_id/],
  ])('refuses %s', async (_case, input, words) => {
    const answer = await start(deposit, await input());

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      400,
      expect.stringMatching(words),
    ]);
  });

  it.each(models.map((model) => [model.entry.name, model] as const))(
    'knows no other batch or file of %s',
    async (_name, model) => {
      const unknown = await api.call('GET', pathOf(model, '/ffffffffffff'));
      const missing = await start(model, `${model.dataBucket}/batch/none.csv`);

      expect([unknown.status, missing.status]).toEqual([404, 400]);
    },
  );

  it('knows no other model', async () => {
    const [other, waf] = await Promise.all([
      api.call('POST', '/models/none/batch-predictions', { input: 'a/b' }),
      api.call('POST', '/models/waf/batch-predictions', { input: 'a/b' }),
    ]);

    expect([other.status, waf.status]).toEqual([404, 400]);
  });
});
