import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Prediction } from '@ngwaf/contracts';
import { findModel, type LabelQueue } from '@ngwaf/model-catalogue';
import { oneAtATime, startMoto, type Moto } from '@ngwaf/testing';

import { createLabelQueue, type LabelQueueUseCases } from './label-queue.ts';
import { hasQueue, type QueueModel } from './queue-rules.ts';
import { createLabelStore, type LabelStore } from './store.ts';
import { createLabelTable } from './testing/label-table.ts';

let moto: Moto;
let dynamo: DynamoDBClient;
let store: LabelStore;
let queue: LabelQueueUseCases;
let tables = 0;
let nowMs: number;
let drawn: number;
let predictions: Prediction[];
let manifests: string[];
let ended: string[];

beforeAll(async () => {
  moto = await startMoto();
  dynamo = oneAtATime(new DynamoDBClient(moto.clientConfig));
});
afterAll(() => moto.stop());

beforeEach(async () => {
  const table = `labels-${(tables += 1)}`;
  await createLabelTable(dynamo, table);
  store = createLabelStore(dynamo, table);
  nowMs = Date.parse('2026-03-01T12:00:00.000Z');
  [drawn, predictions, manifests, ended] = [1, [], [], []];
  queue = createLabelQueue({
    store,
    readFile: () => Promise.reject(new Error('no file here')),
    recentPredictions: async () => predictions,
    writeManifest: async (_model, key, text) => {
      manifests.push(text);
      return `s3://data/${key}`;
    },
    sendSuccess: async (token) => void ended.push(token),
    now: () => new Date(nowMs),
    random: () => drawn,
  });
});

const NAME = 'before-initial-deposit-problem-gambling';
const model = (more: Partial<LabelQueue> = {}): QueueModel => {
  const entry = findModel(NAME);
  if (!entry || !hasQueue(entry)) throw new Error(`${NAME} has no queue`);
  return { ...entry, labelQueue: { ...entry.labelQueue, ...more } };
};
const EMPTY = Object.fromEntries(model().input.columns.map(({ name }) => [name, '']));
const records = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({ ...EMPTY, user_id: `user-${index}`, ...more }));
const itemOf = async (name: string, of = model()): Promise<string | undefined> =>
  (await queue.next(of, name)).item?.item_id;
const label = async (worker: string, value: 0 | 1 | null, of = model()) => {
  const id = await itemOf(worker, of);
  if (id === undefined) throw new Error(`nothing for ${worker}`);
  await queue.label(of, id, { worker, label: value });
  return id;
};

describe('adding', () => {
  it('takes each user once, however often it is sent', async () => {
    const first = await queue.add(model(), { records: records(110) });
    const second = await queue.add(model(), { records: records(120) });

    expect([first, second]).toEqual([
      { added: 110, known: 0 },
      { added: 10, known: 110 },
    ]);
    await expect(queue.progress(model())).resolves.toMatchObject({ items: 120, open: 120 });
  });

  it('counts right when two add the same at once', async () => {
    const added = await Promise.all(
      [1, 2, 3].map(() => queue.add(model(), { records: records(120) })),
    );

    expect(added.reduce((sum, { added: by }) => sum + by, 0)).toBe(120);
    await expect(store.counts(NAME)).resolves.toMatchObject({ items: 120, open: 120 });
  });

  it('samples what the model is least sure of, one item a user, and no user twice', async () => {
    const prediction = (user: string, score: number, at: string): Prediction => ({
      ...{ prediction_id: 'id', model: NAME, version: 'v', user_id: user, score, label: 0, at },
      ...{ threshold: 0.5, record: { ...EMPTY, user_id: user }, route: 'intervention' },
    });
    predictions = [
      prediction('sure', 0.99, '2026-03-01T10:00:00.000Z'),
      prediction('near', 0.52, '2026-03-01T10:00:00.000Z'),
      prediction('nearest', 0.1, '2026-03-01T09:00:00.000Z'),
      prediction('nearest', 0.501, '2026-03-01T10:00:00.000Z'),
      { ...prediction('other form', 0.5, '2026-03-01T10:00:00.000Z'), record: { user_id: 'x' } },
    ];
    const sample = (count: number) => queue.add(model(), { sample: { count, days: 7 } });

    expect(await sample(1)).toEqual({ added: 1, known: 0 });
    expect((await queue.next(model(), 'ann')).item?.record).toMatchObject({ user_id: 'nearest' });
    expect(await sample(1)).toEqual({ added: 1, known: 0 });
    expect(await sample(5)).toEqual({ added: 1, known: 0 });
    expect(await sample(5)).toEqual({ added: 0, known: 0 });
  });
});

describe('serving', () => {
  it('gives the same item until it is answered, then the least labelled one', async () => {
    await queue.add(model(), { records: records(3) });

    const first = await itemOf('ann');
    expect(await itemOf('ann')).toBe(first);
    await queue.label(model(), first ?? '', { worker: 'ann', label: 1 });
    const bens = [await label('ben', 1), await label('ben', 1)];

    expect(bens).not.toContain(first);
    expect(await itemOf('ben')).toBe(first);
  });

  it('never gives a worker an item twice, whoever works beside', async () => {
    const of = model({ workersPerItem: 2, extraWorkers: 0 });
    await queue.add(of, { records: records(8) });

    const work = async (worker: string): Promise<string[]> => {
      const mine: string[] = [];
      for (;;) {
        const id = await itemOf(worker, of);
        if (id === undefined) return mine;
        await queue.label(of, id, { worker, label: 1 });
        mine.push(id);
      }
    };
    const done = await Promise.all(['ann', 'ben', 'eve'].map(work));

    for (const mine of done) expect(new Set(mine).size).toBe(mine.length);
    await expect(store.counts(NAME)).resolves.toEqual({
      ...{ items: 8, labelled: 8, undecided: 0, labels: 16, open: 0 },
    });
  });

  it('gives an item to others when its claim has expired', async () => {
    const of = model({ workersPerItem: 1 });
    await queue.add(of, { records: records(1) });
    const id = await itemOf('ann', of);

    expect(await itemOf('ben', of)).toBeUndefined();
    nowMs += 11 * 60_000;
    expect(await itemOf('ben', of)).toBe(id);
    await expect(queue.label(of, id ?? '', { worker: 'ann', label: 1 })).rejects.toThrow(
      /next one/,
    );
  });

  it('lets one of two through who label the last place at once', async () => {
    const of = model({ workersPerItem: 1 });
    await queue.add(of, { records: records(1) });
    const { item_id } = (await queue.next(of, 'ann')).item ?? { item_id: '' };
    nowMs += 11 * 60_000;

    const results = await Promise.allSettled(
      ['ben', 'eve', 'joe'].map((worker) => queue.label(of, item_id, { worker, label: 1 })),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(store.counts(NAME)).resolves.toMatchObject({ labels: 1, labelled: 1, open: 0 });
  });

  it('hides gold items among the others, and measures workers by their first answer', async () => {
    const of = model({ workersPerItem: 1, goldShare: 0.5 });
    await queue.add(of, { records: records(2) });
    await queue.add(of, { records: [{ ...EMPTY, user_id: 'gold', gold: 1 }] });
    drawn = 0;
    const served = (await queue.next(of, 'ann')).item;

    expect(served?.record).toMatchObject({ user_id: 'gold' });
    await queue.label(of, served?.item_id ?? '', { worker: 'ann', label: 0 });
    await queue.undo(of, 'ann');
    await queue.label(of, served?.item_id ?? '', { worker: 'ann', label: 1 });

    await expect(store.findWorker(NAME, 'ann')).resolves.toMatchObject({
      ...{ labels: 1, gold_seen: 1, gold_right: 0 },
    });
    // An ordinary item would count as well.
    await expect(queue.progress(of)).resolves.toMatchObject({ items: 3, labelled: 1, open: 2 });
    drawn = 1;
    await label('ann', 1, of);
    await label('ann', 1, of);
    expect((await queue.exportManifest(of)).labelled).toBe(2);
  });
});

describe('undo', () => {
  it('takes the last label back, once, and serves the item again', async () => {
    const of = model({ workersPerItem: 1 });
    await queue.add(of, { records: records(2) });
    const first = await label('ann', 1, of);
    const last = await label('ann', 1, of);

    const { item } = await queue.undo(of, 'ann');

    expect(item?.item_id).toBe(last);
    expect(await itemOf('ann', of)).toBe(last);
    await expect(queue.undo(of, 'ann')).rejects.toThrow(/no label that could be taken back/);
    expect(first).not.toBe(last);
    await expect(store.counts(NAME)).resolves.toMatchObject({ labels: 1, labelled: 1, open: 1 });
  });
});

describe('a pipeline that waits', () => {
  const wait = (of: QueueModel, token: string) =>
    queue.wait(of, { job_key: 'job-1', model: NAME, task_token: token });

  it('goes on when the last item is labelled, with the manifest written', async () => {
    const of = model({ workersPerItem: 1 });
    await queue.add(of, { records: records(2) });
    await wait(of, 'first try');
    await wait(of, 'token');

    await label('ann', 1, of);
    expect([ended, await queue.progress(of)]).toMatchObject([
      [],
      { waiting: { job_key: 'job-1' }, open: 1 },
    ]);
    expect(JSON.stringify(await queue.progress(of))).not.toContain('token');
    await label('ann', 0, of);

    expect(ended).toEqual(['token']);
    const lines = (manifests.at(-1) ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => 'label' in line && line.label).sort()).toEqual([0, 1]);
    await queue.progress(of);
    expect(ended).toEqual(['token']);
  });

  it('goes on at once where nothing is to be labelled', async () => {
    await wait(model({ sampleForTraining: 0 }), 'token');

    expect(ended).toEqual(['token']);
  });
});
