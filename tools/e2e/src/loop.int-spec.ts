import { randomUUID } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { TRAINING_STEPS, type Job } from '@ngwaf/contracts';
import { createDocumentedApi } from './documented-api.ts';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { expectQuiet, liveVersion } from './invariants.ts';
import { knownTraffic, oddRows, retrain, sampleCsv, untilEnded } from './retraining.ts';
import { scoreContinuously } from './score-continuously.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);

const read = async (address: string): Promise<string> => {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
};

beforeAll(() => startFromBaseModel(clients, outputs), 60_000);

describe('the first endpoint', () => {
  it('serves the base model', async () => {
    const { status, body } = await api.call('POST', '/prediction', { payload: 'id=1' });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      score: expect.any(Number) as number,
      label: 0,
      threshold: expect.any(Number) as number,
      model: expect.stringMatching(/^base-[0-9a-f]{8}$/) as string,
    });
  });

  it.each<[string, object, object]>([
    [
      'a malicious payload',
      { payload: "/item?id=1' UNION SELECT password FROM users--" },
      { label: 1 },
    ],
    ['a batch', { payloads: ['id=1', '<script>alert(1)</script>'] }, { labels: [0, 1] }],
    [
      'a request',
      {
        request: {
          method: 'POST',
          url: '/login',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: 'user=ann&password=%27%20OR%20%271%27%3D%271',
        },
      },
      { label: 1 },
    ],
  ])('scores %s', async (_name, request, expected) => {
    const { status, body } = await api.call('POST', '/prediction', request);

    expect([status, body]).toEqual([200, expect.objectContaining(expected) as object]);
  });
});

describe('a retraining with better data', () => {
  let job: Job;
  let scored: Awaited<ReturnType<ReturnType<typeof scoreContinuously>['stop']>>;
  let versionBefore: string;
  const data = sampleCsv() + oddRows();

  beforeAll(async () => {
    versionBefore = await liveVersion(clients, outputs);
    const path = await uploadDataSet(clients, outputs, 'sample/odd.csv', data);
    const scorer = scoreContinuously(api);
    job = await untilEnded(api, await retrain(api, path));
    scored = await scorer.stop();
  }, 240_000);

  it('ends in success, promoted, through all six steps', () => {
    expect([job.status, job.outcome, job.failure]).toEqual(['success', 'promoted', undefined]);
    expect(job.steps?.map(({ step }) => step)).toEqual([...TRAINING_STEPS]);
  });

  it('reports diagnostics of equal length, performance and times', () => {
    const lengths = Object.values(job.model_diagnostics ?? {}).map((list) => list.length);
    expect(lengths).toEqual([9, 9, 9, 9, 9, 9]);
    expect(job.model_performance?.roc_auc_score).toBeGreaterThan(0.9);
    expect(job.training_duration_sec).toBeGreaterThan(0);
    expect(job.data_set?.rows?.['malicious']).toBeGreaterThan(100);
  });

  it('holds back what cannot be right, and reports it, masked', async () => {
    const lines = data.trimEnd().split('\n').length;
    const { report = '', ...quality } = job.data_quality ?? {};
    expect(quality).toMatchObject({
      contradicting_labels: { rows: 2, lines: [lines - 1, lines] },
      contradicting_base_model: { rows: 1, lines: [lines - 2], held_back: true },
    });
    expect(await read(report)).toMatch(/script that proves itself,TRUE/);
    const snapshot = await read(job.data_set?.snapshot ?? '');
    expect(snapshot).toContain('user=ann&password=masked');
    expect(snapshot).not.toContain('hunter2');
  });

  it('loses no request at the switch, and then serves the new version', async () => {
    expect(scored.failures).toEqual([]);
    expect(scored.models[0]).toBe(versionBefore);
    expect(scored.models.at(-1)).toBe(job.job_key);
    expect(await liveVersion(clients, outputs)).toBe(job.job_key);
  });

  it('leaves nothing behind', () => expectQuiet(clients, outputs, api));

  it('shows the job by each route, without its secrets', async () => {
    const [byStatus, all, page] = await Promise.all([
      api.call('POST', '/status', { job_key: job.job_key }),
      api.call('GET', '/all-jobs'),
      api.call('GET', '/jobs?limit=1'),
    ]);

    expect(byStatus.body).toEqual(job);
    expect((all.body as Job[]).map(({ job_key }) => job_key)).toContain(job.job_key);
    expect((page.body as { jobs: Job[] }).jobs).toHaveLength(1);
    expect(JSON.stringify([byStatus.body, all.body, page.body])).not.toMatch(/task_token|fencing/);
  });

  it('is not followed by a model that is not better', async () => {
    const path = await uploadDataSet(clients, outputs, 'sample/known.csv', knownTraffic());

    const next = await untilEnded(api, await retrain(api, path));

    expect([next.status, next.outcome]).toEqual(['success', 'rejected']);
    expect(next.outcome_reason).toMatch(/not better/);
    expect(await liveVersion(clients, outputs)).toBe(job.job_key);
    await expectQuiet(clients, outputs, api);
  }, 240_000);
});

describe('one job at a time', () => {
  it('starts one of 50 simultaneous requests, and none twice', async () => {
    const path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
    const key = randomUUID();

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        api.call(
          'POST',
          '/retrain',
          { train_file_path: path },
          index < 5 ? { 'Idempotency-Key': key } : {},
        ),
      ),
    );

    const started = answers.filter(({ status }) => status === 200);
    const keys = new Set(started.map(({ body }) => (body as { job_key: string }).job_key));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(keys.size).toBe(1);
    expect(new Set(refused.map(({ status, body }) => JSON.stringify([status, body])))).toEqual(
      new Set([JSON.stringify([400, { message: 'job currently in progress already!' }])]),
    );
    await untilEnded(api, [...keys][0] ?? '');
    await expectQuiet(clients, outputs, api);
  }, 300_000);

  it('answers a repeated request with the job that the first one started', async () => {
    const path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
    const headers = { 'Idempotency-Key': randomUUID() };

    const first = await retrain(api, path, headers);
    const second = await retrain(api, path, headers);

    expect(second).toBe(first);
    const other = await api.call('POST', '/retrain', { train_file_path: `${path}x` }, headers);
    expect(other.status).toBe(409);
    await untilEnded(api, first);
    expect(await retrain(api, path, headers)).toBe(first);
    await expectQuiet(clients, outputs, api);
  }, 300_000);
});
