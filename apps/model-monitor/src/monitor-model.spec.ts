import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import type { Prediction } from '@ngwaf/contracts';
import { histogramOf } from '@ngwaf/drift';
import { createLogger } from '@ngwaf/lambda-kit';
import { findModel, isRecordModel, planOf, type RecordModel } from '@ngwaf/model-catalogue';
import { EndpointUnavailableError } from '@ngwaf/sagemaker-utils';
import { aPrediction, exampleEvents } from '@ngwaf/testing';

import type { Baselines } from './count-hour.ts';
import { createHandler, type HandlerPorts } from './handler.ts';
import { HOUR_MS, hourOf, type MonitoringState } from './hours.ts';
import type { LabelledRecord } from './measure-quality.ts';
import { monitorModel } from './monitor-model.ts';

const entry = findModel('before-initial-deposit-problem-gambling');
if (!entry || !isRecordModel(entry)) throw new Error('the catalogue has changed');
const model: RecordModel = entry;
const VERSION = 'job-2026-02-01-12-00-00-abcdef';
const start = Date.parse('2026-03-01T12:20:00.000Z');

const record = (index: number, birthYear: number): Record<string, unknown> => ({
  user_id: `user-${index}`,
  country: ['Germany', 'France', 'Spain'][index % 3],
  language: 'German',
  gender: index % 2 ? 'Male' : 'Female',
  birth_year: birthYear,
  registration_date: '2026-02-01',
  first_deposit_date: '2026-02-02',
});
/** Records whose years of birth spread over two decades from the given one. */
const records = (count: number, from = 1960) =>
  Array.from({ length: count }, (_, index) => record(index, from + (index % 20)));

const plan = planOf(model);
const featuresOf = (all: Record<string, unknown>[]): Map<string, (number | null)[]> => {
  const rows = all.map((each) => {
    const found = plan.apply(each);
    if ('errors' in found) throw new Error(JSON.stringify(found.errors));
    return found.values;
  });
  return new Map(
    plan.names.map((name, index) => [name, rows.map((row) => row[index] ?? null)] as const),
  );
};
const scores = Array.from({ length: 500 }, (_, index) => (index % 100) / 100);
const baselines: Baselines = {
  features: {
    features: Object.fromEntries(
      [...featuresOf(records(2000))].map(([name, values]) => [name, histogramOf(values)]),
    ),
  },
  scores: { scores: histogramOf(scores) },
};

const setUp = (fields: Partial<HandlerPorts> = {}) => {
  let time = start;
  const predictions = new Map<string, Prediction>();
  let state: MonitoringState | undefined;
  let reads = 0;
  const put = (all: Record<string, unknown>[], hoursAgo = 0, own: Partial<Prediction> = {}) =>
    all.forEach((each, index) => {
      const at = new Date(time - hoursAgo * HOUR_MS).toISOString();
      const score = scores[index % scores.length] ?? 0;
      const prediction = aPrediction({
        ...{ prediction_id: randomUUID(), record: each, version: VERSION, at, score },
        ...own,
      });
      predictions.set(`${hourOf(Date.parse(at))}/${prediction.prediction_id}`, prediction);
    });
  const told: unknown[] = [];
  const ports: HandlerPorts = {
    models: [model],
    listHour: async (name, hour) => {
      const keys = [...predictions.keys()].filter((key) => key.startsWith(hour));
      return name === model.name
        ? { predictions: keys.length, sample: keys.slice(0, 500) }
        : { predictions: 0, sample: [] };
    },
    readPrediction: async (key) => {
      reads += 1;
      return predictions.get(key);
    },
    baselines: async (_model, version) =>
      version === VERSION ? baselines : { features: undefined, scores: undefined },
    readState: async () => state,
    writeState: async (_model, next) => {
      // As it comes back from S3.
      state = JSON.parse(JSON.stringify(next)) as MonitoringState;
    },
    errorRate: async () => undefined,
    labelledSince: async () => [],
    score: async () => ({ scores: [], version: VERSION }),
    putMetrics: async (...values) => void told.push(values),
    now: () => new Date(time),
    ...fields,
  };
  return {
    ports,
    put,
    told,
    measure: () => monitorModel(ports, model),
    pass: (hours: number) => (time += hours * HOUR_MS),
    reads: () => {
      const count = reads;
      reads = 0;
      return count;
    },
    hours: () => Object.keys(state?.hours ?? {}),
  };
};

describe('drift', () => {
  it('is small where inputs and scores are as in training', async () => {
    const { put, measure } = setUp();
    put(records(400));

    const { version, metrics } = await measure();

    expect(version).toBe(VERSION);
    expect(metrics.InputDrift).toBeLessThan(0.1);
    expect(metrics.ScoreDrift).toBeLessThan(0.1);
  });

  it('is large where inputs have moved, and names what has', async () => {
    const { put, measure } = setUp();
    put(records(400, 1985));

    const { metrics, drift } = await measure();

    expect(metrics.InputDrift).toBeGreaterThan(1);
    expect(drift.inputs?.feature).toMatch(/age|birth|year/);
    expect(metrics.ScoreDrift).toBeLessThan(0.1);
  });

  it('is large where scores have moved', async () => {
    const { put, measure } = setUp();
    put(records(400), 0, { score: 0.95 });

    expect((await measure()).metrics.ScoreDrift).toBeGreaterThan(1);
  });

  it('is not told of few predictions, nor of those of another version', async () => {
    const { put, measure } = setUp();
    put(records(150));
    put(records(100), 1, { version: 'job-2026-01-01-12-00-00-abcdef' });

    const { metrics } = await measure();

    expect(metrics).toEqual({ Predictions: 100 });
  });

  it('is told without what has no baseline', async () => {
    const { put, measure } = setUp({
      baselines: async () => ({ features: undefined, scores: baselines.scores }),
    });
    put(records(400));

    const { metrics } = await measure();

    expect(metrics.InputDrift).toBeUndefined();
    expect(metrics.ScoreDrift).toBeDefined();
  });

  it('bears records that the model takes no more', async () => {
    const { put, measure } = setUp();
    put(records(400).map((each) => ({ ...each, no_column: 1 })));

    expect((await measure()).metrics).toEqual({
      Predictions: 0,
      ScoreDrift: expect.any(Number) as number,
    });
  });
});

describe('counting', () => {
  it('reads an hour again until it is settled, and then never', async () => {
    const { put, measure, pass, reads } = setUp();
    put(records(300));
    await measure();
    reads();

    pass(1);
    await measure();
    expect(reads()).toBeGreaterThanOrEqual(300);
    pass(3);
    await measure();
    reads();
    pass(1);
    const { metrics } = await measure();

    // But for the few that tell which version is at work.
    expect(reads()).toBeLessThanOrEqual(20);
    expect(metrics.InputDrift).toBeLessThan(0.1);
  });

  it('counts what comes late', async () => {
    const { put, measure, pass } = setUp();
    put(records(150));
    await measure();
    pass(1);
    put(records(150), 1);

    expect((await measure()).metrics).toMatchObject({
      Predictions: 300,
      InputDrift: expect.any(Number) as number,
    });
  });

  it('measures the same when it runs twice', async () => {
    const { put, measure } = setUp();
    put(records(300));
    const first = await measure();

    expect(await measure()).toEqual(first);
  });

  it('forgets what is older than a day', async () => {
    const { put, measure, pass, hours } = setUp();
    put(records(300));
    await measure();
    pass(25);
    put(records(10));

    expect((await measure()).metrics.InputDrift).toBeUndefined();
    expect(hours()).toHaveLength(24);
  });

  it('begins anew with a new version', async () => {
    const { put, measure, pass } = setUp();
    put(records(300));
    await measure();
    pass(4);
    put(records(300), 0, { version: 'job-2026-03-01-13-00-00-abcdef' });

    expect(await measure()).toMatchObject({ version: 'job-2026-03-01-13-00-00-abcdef', drift: {} });
  });

  it('tells of an hour without predictions', async () => {
    const { measure } = setUp();

    expect(await measure()).toEqual({ metrics: { Predictions: 0 }, drift: {} });
  });

  it('tells which share of calls failed', async () => {
    const { measure } = setUp({ errorRate: async () => 0.25 });

    expect((await measure()).metrics).toEqual({ Predictions: 0, ErrorRate: 0.25 });
  });
});

describe('quality', () => {
  const labelled = (positives: number, negatives: number): LabelledRecord[] => [
    ...records(positives, 1960).map((each): LabelledRecord => ({ record: each, label: 1 })),
    ...records(negatives, 1960).map((each): LabelledRecord => ({ record: each, label: 0 })),
  ];
  const withLabels = (rows: LabelledRecord[], version = VERSION) => {
    const sinceWhen: Date[] = [];
    let given = 0;
    const parts = setUp({
      labelledSince: async (_model, since) => {
        sinceWhen.push(since);
        return rows;
      },
      // The first half of the rows scores high.
      score: async (_model, instances) => ({
        scores: instances.map(() => ((given += 1) <= rows.length / 2 ? 0.9 : 0.1)),
        version,
      }),
    });
    parts.put(records(1));
    return { ...parts, sinceWhen };
  };

  it('is the AUC on rows labelled since the version was trained', async () => {
    const { measure, sinceWhen } = withLabels(labelled(150, 150));

    const { metrics, quality } = await measure();

    expect(metrics.Quality).toBe(1);
    expect(quality).toEqual({ auc: 1, rows: 300 });
    expect(sinceWhen).toEqual([new Date('2026-02-01T12:00:00.000Z')]);
  });

  it.each([
    ['too few rows of a class', labelled(19, 300), VERSION],
    ['no rows', [], VERSION],
    ['another version live by now', labelled(150, 150), 'job-2026-03-01-13-00-00-abcdef'],
  ])('is not told with %s', async (_case, rows, version) => {
    const { measure } = withLabels(rows, version);

    expect((await measure()).metrics.Quality).toBeUndefined();
  });
});

it('tells of drift where the endpoint does not answer', async () => {
  const { put, measure } = setUp({
    labelledSince: async () =>
      [0, 1].flatMap((label) =>
        records(30).map((each): LabelledRecord => ({ record: each, label: label === 1 ? 1 : 0 })),
      ),
    score: () => Promise.reject(new EndpointUnavailableError()),
  });
  put(records(300));

  const { metrics, endpoint } = await measure();

  expect(metrics.InputDrift).toBeDefined();
  expect(metrics.Quality).toBeUndefined();
  expect(endpoint).toBeDefined();
});

describe('model-monitor', () => {
  const context = { getRemainingTimeInMillis: () => 1000 };
  const silent = createLogger({}, () => {});

  it('tells what it measured', async () => {
    const { ports, told } = setUp();

    await createHandler(ports, silent)({}, context);

    expect(told).toEqual([[model.name, { Predictions: 0 }, new Date(start)]]);
  });

  it('measures the other models where one fails, and fails then', async () => {
    const other = { ...model, name: 'other' };
    const { ports, told } = setUp({
      models: [other, model],
      errorRate: async ({ name }) => {
        if (name === 'other') throw new Error('throttled');
        return 0;
      },
    });

    await expect(createHandler(ports, silent)({}, context)).rejects.toMatchObject({
      name: 'MonitoringFailedError',
      message: 'other',
    });
    expect(told).toHaveLength(1);
  });

  it.each(exampleEvents(join(import.meta.dirname, '../events')))(
    'takes %s',
    async (_name, event) => {
      const { ports } = setUp();

      await expect(createHandler(ports, silent)(event, context)).resolves.toBeDefined();
    },
  );
});
