import { join } from 'node:path';

import { createLogger } from '@ngwaf/lambda-kit';
import type { TransformJob } from '@ngwaf/sagemaker-utils';
import { findModel, isRecordModel } from '@ngwaf/model-catalogue';
import { anApiEvent, exampleEvents } from '@ngwaf/testing';

import type { BatchPorts } from './batch-predictions.ts';
import { createHandler } from './handler.ts';

const MODEL = 'before-initial-deposit-problem-gambling';
const entry = findModel(MODEL);
if (!entry || !isRecordModel(entry)) throw new Error('the model is gone');
const COLUMNS = [entry.input.id, ...entry.input.columns.map(({ name }) => name)];
const csv = (...users: string[]) =>
  [COLUMNS.join(','), ...users.map((user) => `${user}${','.repeat(COLUMNS.length - 1)}`)].join(
    '\n',
  );

let objects: Map<string, string>;
let jobs: Map<string, TransformJob>;
let started: { name: string; modelName: string }[];
let live: Awaited<ReturnType<BatchPorts['liveVersion']>>;

const ports: BatchPorts = {
  bucketsOf: () => ({ dataBucket: 'data', modelBucket: 'models' }),
  liveVersion: async () => live,
  openInput: async (bucket, key) => {
    const text = objects.get(`${bucket}/${key}`) ?? '';
    return (async function* () {
      yield Buffer.from(text);
    })();
  },
  read: async (bucket, key) => objects.get(`${bucket}/${key}`),
  write: async (bucket, key, content) => void objects.set(`${bucket}/${key}`, String(content)),
  startTransform: async (job) => {
    if (jobs.has(job.name)) return;
    started.push(job);
    jobs.set(job.name, { status: 'InProgress', failureReason: undefined });
  },
  describeTransform: async (name) => jobs.get(name),
  transformName: (_model, id) => `job-${id}`,
  now: () => new Date('2026-03-01T12:00:00.000Z'),
  randomId: () => '0123456789ab',
};
const handle = createHandler(
  ports,
  createLogger({}, () => {}),
);

beforeEach(() => {
  jobs = new Map();
  started = [];
  objects = new Map([['data/batch/users.csv', csv('1', '2', '')]]);
  live = { modelName: 'model-1', version: 'job-1', threshold: 0.5 };
});

interface Answer {
  status: number;
  body: { batch_id: string; status: string; message: string };
}
const send = async (event: unknown): Promise<Answer> => {
  const { statusCode, body } = await handle(event);
  return { status: statusCode, body: JSON.parse(body) as Answer['body'] };
};
const start = (body: unknown, headers: Record<string, string> = {}, model = MODEL) =>
  send(
    anApiEvent('POST /models/{model}/batch-predictions', {
      body,
      headers,
      pathParameters: { model },
    }),
  );
const look = (batch_id: string) =>
  send(
    anApiEvent('GET /models/{model}/batch-predictions/{batch_id}', {
      pathParameters: { model: MODEL, batch_id },
    }),
  );
const input = { input: 'data/batch/users.csv' };
const finish = (status: TransformJob['status'], failureReason?: string) => {
  for (const name of jobs.keys()) jobs.set(name, { status, failureReason });
};

describe('POST /models/{model}/batch-predictions', () => {
  it('starts a batch and tells what it scores', async () => {
    const { status, body } = await start(input);

    expect([status, body]).toEqual([
      202,
      {
        ...{ batch_id: '0123456789ab', model: MODEL, version: 'job-1', status: 'running' },
        ...{ created_at: '2026-03-01T12:00:00.000Z', input: 'data/batch/users.csv' },
        ...{ rows: { accepted: 2, refused: 1 }, threshold: 0.5 },
        errors: 'models/batch/0123456789ab/errors.jsonl',
      },
    ]);
    expect(started).toMatchObject([
      {
        ...{ name: 'job-0123456789ab', modelName: 'model-1', idField: 'user_id' },
        input: 's3://models/batch/0123456789ab/features.jsonl',
        output: 's3://models/batch/0123456789ab/output',
      },
    ]);
  });

  it('starts nothing twice for the same request, even when another version is live by then', async () => {
    const first = await start(input, { 'Idempotency-Key': 'once' });
    live = undefined;

    const second = await start(input, { 'Idempotency-Key': 'once' });

    expect(second).toEqual(first);
    expect(started).toHaveLength(1);
  });

  it('goes on with a start that was interrupted, with the version of then', async () => {
    await start(input, { 'Idempotency-Key': 'once' });
    jobs.clear();
    live = { modelName: 'model-2', version: 'job-2', threshold: 0.5 };

    await start(input, { 'Idempotency-Key': 'once' });

    expect(started.map(({ modelName }) => modelName)).toEqual(['model-1', 'model-1']);
  });

  it('refuses a key that came with another file', async () => {
    await start(input, { 'Idempotency-Key': 'once' });

    expect(await start({ input: 'data/batch/b.csv' }, { 'Idempotency-Key': 'once' })).toMatchObject(
      {
        ...{ status: 409, body: { code: 'idempotency_conflict' } },
      },
    );
  });

  it('answers 503 while no version is live', async () => {
    live = undefined;

    expect(await start(input)).toMatchObject({
      status: 503,
      body: { code: 'endpoint_unavailable' },
    });
  });

  it.each<[string, unknown, string, number, RegExp]>([
    ['no body', undefined, MODEL, 400, /body: expected an object/],
    ['no input', {}, MODEL, 400, /input: expected a string/],
    ['a further field', { ...input, x: 1 }, MODEL, 400, /no field named x/],
    ['another bucket', { input: 'other/batch/a.csv' }, MODEL, 400, /data\/batch\/<file>/],
    ['another folder', { input: 'data/records/a.csv' }, MODEL, 400, /data\/batch\/<file>/],
    [
      'a way out of the folder',
      { input: 'data/batch/../a.csv' },
      MODEL,
      400,
      /data\/batch\/<file>/,
    ],
    ['no key', { input: 'data/batch/' }, MODEL, 400, /data\/batch\/<file>/],
    ['an unknown model', input, 'none', 404, /No model none/],
    ['a model of requests', input, 'waf', 400, /a model that scores records/],
  ])('refuses %s', async (_case, body, model, status, words) => {
    const answer = await start(body, {}, model);

    expect([answer.status, answer.body.message]).toEqual([status, expect.stringMatching(words)]);
    expect(started).toEqual([]);
  });
});

describe('GET /models/{model}/batch-predictions/{batch_id}', () => {
  const OUTPUT = [
    '{"user_id": "1", "SageMakerOutput": {"score": 0.25}}',
    '{"user_id": "2, \\"x\\"", "SageMakerOutput": {"score": 0.5}}',
  ].join('\n');

  it('writes the scores when the job has ended, once', async () => {
    const { body } = await start(input);
    expect(await look(body.batch_id)).toMatchObject({ status: 200, body: { status: 'running' } });
    finish('Completed');
    objects.set(`models/batch/${body.batch_id}/output/features.jsonl.out`, OUTPUT);

    const done = await look(body.batch_id);
    objects.delete(`models/batch/${body.batch_id}/output/features.jsonl.out`);
    jobs.clear();

    expect(done.body).toMatchObject({
      status: 'success',
      scores: 'models/batch/0123456789ab/scores.csv',
    });
    expect(objects.get('models/batch/0123456789ab/scores.csv')).toBe(
      'user_id,score,label\n1,0.25,0\n"2, ""x""",0.5,1\n',
    );
    expect(await look(body.batch_id)).toEqual(done);
  });

  it.each([
    ['Failed', 'it ran out of memory', 'it ran out of memory'],
    ['Stopped', undefined, 'The transform job was stopped'],
  ] as const)('tells why a job that is %s has no scores', async (status, reason, failure) => {
    const { body } = await start(input);
    finish(status, reason);

    expect((await look(body.batch_id)).body).toMatchObject({ status: 'failed', failure });
  });

  it.each([
    ['an unknown batch', 'ffffffffffff', 404, /No batch/],
    ['an id that is none', '../../secret', 400, /batch_id/],
  ])('refuses %s', async (_case, id, status, words) => {
    const answer = await look(id);

    expect([answer.status, answer.body.message]).toEqual([status, expect.stringMatching(words)]);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const { statusCode } = await handle(event);

    expect(statusCode).toBe(name.startsWith('bad-') ? 400 : name === 'start' ? 202 : 404);
  });
});
