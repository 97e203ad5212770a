import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { JobItem } from '@ngwaf/contracts';
import { StartUnconfirmedError } from '@ngwaf/executions';
import type {
  IdempotencyRecord,
  LeaseHolder,
  StartJobOutcome,
  StartJobRequest,
} from '@ngwaf/job-store';
import { createLogger } from '@ngwaf/lambda-kit';
import { aJob, anApiEvent, exampleEvents } from '@ngwaf/testing';

import { DataSetNotReadableError } from './errors.ts';
import { createHandler } from './handler.ts';
import type { RetrainTriggerPorts } from './retrain-trigger.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const SECONDS = NOW.getTime() / 1000;
const PATH = 'train-bucket/uploads/data.csv';
const JOB_KEY = 'job-2026-03-01-12-00-00-abc123';
const OPTIONS = {
  trainBucket: 'train-bucket',
  wafBucket: 'waf-bucket',
  maxWaitingSeconds: 3600,
  maxDataSetBytes: 100_000,
};
const CSV = `payload,label,is_url\n${Array.from({ length: 60 }, (_, n) => `v${n},${n % 2},FALSE\n`).join('')}`;
const SNAPSHOT = `payload,label,is_url,line\n${Array.from({ length: 60 }, (_, n) => `"v${n}",${n % 2},FALSE,${n + 2}\n`).join('')}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A pipeline in memory: one lease, one execution a job. */
const createPipeline = () => {
  const state = {
    csv: CSV,
    jobs: new Map<string, JobItem>(),
    records: new Map<string, IdempotencyRecord>(),
    lease: undefined as { holder: LeaseHolder; expiresAt: number } | undefined,
    running: new Set<string>(),
    snapshots: [] as { bucket: string; key: string; content: string }[],
    closed: 0,
    started: [] as object[],
  };
  const startJob = async (request: StartJobRequest): Promise<StartJobOutcome> => {
    const { idempotency, takeOver, job } = request;
    const record = idempotency && state.records.get(idempotency.hash);
    if (record) return { outcome: 'replayed', jobKey: record.started_job_key };
    if (state.lease && takeOver?.holder.job_key !== state.lease.holder.job_key) {
      return state.lease.expiresAt > SECONDS
        ? { outcome: 'in_progress', jobKey: state.lease.holder.job_key }
        : { outcome: 'lease_expired', holder: state.lease.holder };
    }
    const taken = { ...job, fencing_token: (state.lease?.holder.fencing_token ?? 0) + 1 };
    const old = takeOver && state.jobs.get(takeOver.holder.job_key);
    if (old) Object.assign(old, takeOver.ending);
    state.jobs.set(job.job_key, taken);
    state.lease = { holder: taken, expiresAt: request.leaseExpiresAt };
    if (idempotency) {
      state.records.set(idempotency.hash, {
        started_job_key: job.job_key,
        request_sha256: idempotency.requestSha256,
        expires_at: idempotency.expiresAt,
      });
    }
    return { outcome: 'taken', job: taken };
  };
  const ports: RetrainTriggerPorts = {
    openDataSet: async () => ({
      bytes: Buffer.byteLength(state.csv),
      versionId: 'version-1',
      content: (async function* () {
        yield Buffer.from(state.csv);
      })(),
      close: () => {
        state.closed += 1;
      },
    }),
    storeSnapshot: async (to, { content }) =>
      void state.snapshots.push({ ...to, content: String(content) }),
    findJob: async (key) => state.jobs.get(key),
    findIdempotencyRecord: async (hash) => state.records.get(hash),
    startJob,
    recordExecution: async ({ job_key }, arn, leaseExpiresAt) => {
      Object.assign(state.jobs.get(job_key) ?? {}, { execution_arn: arn });
      if (state.lease) state.lease.expiresAt = leaseExpiresAt;
    },
    settle: async ({ job_key }, { ending, forgetIdempotency }) => {
      Object.assign(state.jobs.get(job_key) ?? {}, ending);
      state.lease = undefined;
      if (forgetIdempotency !== undefined) state.records.delete(forgetIdempotency);
    },
    startExecution: async (input) => {
      state.started.push(input);
      state.running.add(input.job_key);
      return `arn:${input.job_key}`;
    },
    isExecutionRunning: async (key) => state.running.has(key),
    now: () => NOW,
    randomSuffix: () => 'abc123',
  };
  const send = (
    body: unknown = { train_file_path: PATH },
    headers: Record<string, string> = {},
    overrides: Partial<RetrainTriggerPorts> = {},
  ) =>
    createHandler(
      { ...ports, ...overrides },
      OPTIONS,
      createLogger({}, () => {}),
    )(anApiEvent('POST /retrain', { body, headers }));
  return { state, ports, send };
};
const parse = ({ statusCode, body }: { statusCode: number; body: string }) => [
  statusCode,
  JSON.parse(body) as unknown,
];
const KICKED_OFF = [200, { message: 'training has kicked off', job_key: JOB_KEY }];
const IN_PROGRESS = [400, { message: 'job currently in progress already!' }];
const KEY = { 'Idempotency-Key': 'nightly' };

describe('POST /retrain', () => {
  it('starts a job on a copy of its own of the data set', async () => {
    const { state, send } = createPipeline();

    const response = await send();

    expect(parse(response)).toEqual(KICKED_OFF);
    expect(state.jobs.get(JOB_KEY)).toEqual({
      job_key: JOB_KEY,
      model: 'waf',
      status: 'training',
      created_at: NOW.toISOString(),
      train_file_path: PATH,
      fencing_token: 1,
      execution_arn: `arn:${JOB_KEY}`,
      data_set: {
        bucket: 'train-bucket',
        key: 'uploads/data.csv',
        version_id: 'version-1',
        sha256: sha256(CSV),
        bytes: Buffer.byteLength(CSV),
        rows: { malicious: 30, benign: 30 },
        snapshot: `s3://waf-bucket/_tmp_train/${JOB_KEY}/data.csv`,
        snapshot_sha256: sha256(SNAPSHOT),
      },
    });
    expect(state.snapshots).toEqual([
      { bucket: 'waf-bucket', key: `_tmp_train/${JOB_KEY}/data.csv`, content: SNAPSHOT },
    ]);
    expect(state.started).toEqual([{ job_key: JOB_KEY, model: 'waf', fencing_token: 1 }]);
  });

  it('masks the secrets in the copy', async () => {
    const { state, send } = createPipeline();
    state.csv = `${CSV}"user=ann&password=hunter2",0,FALSE\n`;

    await send();

    expect(state.snapshots[0]?.content).toContain('"user=ann&password=masked",0,FALSE,62\n');
    expect(JSON.stringify([...state.jobs.values()])).not.toContain('hunter2');
  });

  it.each([
    [true, true],
    [false, undefined],
    [undefined, undefined],
  ])('records keep_contradicting_rows %s as %s', async (keep, recorded) => {
    const { state, send } = createPipeline();

    await send({ train_file_path: PATH, keep_contradicting_rows: keep });

    expect(state.jobs.get(JOB_KEY)?.keep_contradicting_rows).toBe(recorded);
  });

  it('keeps the lease for as long as the pipeline may take', async () => {
    const { state, send } = createPipeline();

    await send();

    expect(state.lease?.expiresAt).toBe(SECONDS + 3600 + 900);
  });

  it('refuses a second job, in the words that clients know', async () => {
    const { state, send } = createPipeline();
    await send();

    expect(parse(await send())).toEqual(IN_PROGRESS);
    expect(state.started).toHaveLength(1);
  });

  it.each<[string, unknown, RegExp]>([
    ['no body', '', /body: expected an object, found nothing/],
    ['no JSON', '{', /JSON/],
    ['a list', [], /expected an object, found an array/],
    ['no path', {}, /body.train_file_path: expected a string, found nothing/],
    ['a path of another type', { train_file_path: 7 }, /expected a string, found 7/],
    ['an empty path', { train_file_path: '' }, /non-empty/],
    [
      'a wish of another type',
      { train_file_path: PATH, keep_contradicting_rows: 'yes' },
      /body.keep_contradicting_rows: expected true or false, found "yes"/,
    ],
    ['a path without a key', { train_file_path: 'train-bucket' }, /without a key/],
    ['another bucket', { train_file_path: 'waf-bucket/a.csv' }, /expected the bucket train-bucket/],
  ])('refuses %s', async (_case, body, message) => {
    const { state, send } = createPipeline();

    const response = await send(body);

    expect(parse(response)).toEqual([
      400,
      expect.objectContaining({
        message: expect.stringMatching(message) as string,
        expected: expect.any(String) as string,
        found: expect.any(String) as string,
      }),
    ]);
    expect([state.lease, state.closed]).toEqual([undefined, 0]);
  });

  it.each([
    ['is empty', '', /empty file/],
    ['has a wrong label', CSV.replace('v7,1', 'v7,5'), /line 9: expected label 0 or 1/],
    ['is too large', 'x'.repeat(100_001), /at most 100000 bytes, found 100001 bytes/],
  ])('refuses a data set that %s and takes no lease', async (_case, csv, message) => {
    const { state, send } = createPipeline();
    state.csv = csv;

    expect(parse(await send())).toEqual([
      400,
      expect.objectContaining({ message: expect.stringMatching(message) as string }),
    ]);
    expect(state).toMatchObject({ lease: undefined, closed: 1, started: [] });
  });

  it('refuses a data set that does not exist', async () => {
    const { send } = createPipeline();
    const openDataSet = () => Promise.reject(new DataSetNotReadableError(PATH, 'none'));

    expect((await send(undefined, {}, { openDataSet })).statusCode).toBe(400);
  });

  it.each([
    ['', 400],
    ['x'.repeat(256), 400],
    ['x'.repeat(255), 200],
  ])('answers an idempotency key %j by %d', async (key, status) => {
    const { send } = createPipeline();

    expect((await send(undefined, { 'Idempotency-Key': key })).statusCode).toBe(status);
  });
});

describe('a request sent again with its idempotency key', () => {
  it('gets the first answer and starts nothing', async () => {
    const { state, send } = createPipeline();

    const answers = [await send(undefined, KEY), await send(undefined, KEY)];

    expect(answers.map(parse)).toEqual([KICKED_OFF, KICKED_OFF]);
    expect(state.started).toHaveLength(1);
  });

  it('gets it although the file has gone and the job has ended', async () => {
    const { state, send } = createPipeline();
    await send(undefined, KEY);
    Object.assign(state.jobs.get(JOB_KEY) ?? {}, { status: 'success' });
    const openDataSet = () => Promise.reject(new DataSetNotReadableError(PATH, 'none'));

    expect(parse(await send(undefined, KEY, { openDataSet }))).toEqual(KICKED_OFF);
  });

  it.each([
    ['another path', { train_file_path: `${PATH}x` }],
    ['another wish', { train_file_path: PATH, keep_contradicting_rows: true }],
  ])('is refused with %s', async (_case, body) => {
    const { send } = createPipeline();
    await send(undefined, KEY);

    const other = await send(body, KEY);

    expect(parse(other)).toEqual([
      409,
      {
        message: 'This Idempotency-Key was used with another request',
        code: 'idempotency_conflict',
      },
    ]);
  });

  it('starts what the first try left half done', async () => {
    const { state, send } = createPipeline();
    const startExecution = () => Promise.reject(new StartUnconfirmedError());
    const first = await send(undefined, KEY, { startExecution });

    const second = await send(undefined, KEY);

    expect([first.statusCode, first.headers['Retry-After']]).toEqual([503, '5']);
    expect(parse(second)).toEqual(KICKED_OFF);
    expect(state.jobs.get(JOB_KEY)?.execution_arn).toBe(`arn:${JOB_KEY}`);
    expect(state.snapshots.at(-1)?.content).toBe(SNAPSHOT);
  });

  it('is refused when the first try was left half done and the file has changed since', async () => {
    const { state, send } = createPipeline();
    const startExecution = () => Promise.reject(new StartUnconfirmedError());
    await send(undefined, KEY, { startExecution });
    state.csv = `${CSV}other,0,FALSE\n`;

    const second = await send(undefined, KEY);

    expect(second.statusCode).toBe(409);
    expect(state.jobs.get(JOB_KEY)).toMatchObject({ status: 'failed' });
    expect(state.started).toEqual([]);
  });

  it('starts anew when the first try certainly failed', async () => {
    const { state, send } = createPipeline();
    const startExecution = () => Promise.reject(new Error('no such state machine'));
    const first = await send(undefined, KEY, { startExecution });

    const second = await send(undefined, KEY);

    expect(parse(first)).toEqual([500, { message: 'Internal server error' }]);
    expect(parse(second)).toEqual(KICKED_OFF);
    expect(state.started).toHaveLength(1);
  });
});

describe('a job that could not be started', () => {
  it.each<[string, Partial<RetrainTriggerPorts>, number]>([
    ['since S3 failed', { storeSnapshot: () => Promise.reject(new Error('S3')) }, 500],
    [
      'since Step Functions refused',
      { startExecution: () => Promise.reject(new Error('no')) },
      500,
    ],
  ])('is settled and the lease free, %s', async (_case, overrides, status) => {
    const { state, send } = createPipeline();

    const response = await send(undefined, {}, overrides);

    expect(response.statusCode).toBe(status);
    expect(state.jobs.get(JOB_KEY)).toMatchObject({
      status: 'failed',
      failure: { step: 'start', reason: 'the pipeline could not be started' },
    });
    expect(state.lease).toBeUndefined();
  });

  it('keeps the lease for minutes when it is unknown whether it was started', async () => {
    const { state, send } = createPipeline();
    const startExecution = () => Promise.reject(new StartUnconfirmedError());

    await send(undefined, {}, { startExecution });

    expect(state.jobs.get(JOB_KEY)).toMatchObject({ status: 'training' });
    expect(state.lease?.expiresAt).toBe(SECONDS + 300);
  });
});

describe('an expired lease', () => {
  const withExpiredLease = () => {
    const pipeline = createPipeline();
    const old = aJob({ job_key: 'job-old', step_status: 'training', fencing_token: 4 });
    pipeline.state.jobs.set('job-old', old);
    pipeline.state.lease = { holder: old, expiresAt: SECONDS - 1 };
    return pipeline;
  };

  it('is taken over when the execution of its job runs no more', async () => {
    const { state, send } = withExpiredLease();

    expect(parse(await send())).toEqual(KICKED_OFF);
    expect(state.jobs.get('job-old')).toMatchObject({
      status: 'failed',
      failure: { step: 'training', reason: 'its execution ended without settling it' },
    });
  });

  it('is left to a job whose execution runs', async () => {
    const { state, send } = withExpiredLease();
    state.running.add('job-old');

    expect(parse(await send())).toEqual(IN_PROGRESS);
    expect(state.jobs.get('job-old')).toMatchObject({ status: 'training' });
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const isBad = name.startsWith('bad-');
    const { ports } = createPipeline();
    const openDataSet: RetrainTriggerPorts['openDataSet'] = (location) =>
      location.key === 'none.csv'
        ? Promise.reject(new DataSetNotReadableError(location.key, 'none'))
        : ports.openDataSet(location);
    const options = { ...OPTIONS, trainBucket: 'ngwaf-dev-train-123456789012' };
    const handle = createHandler(
      { ...ports, openDataSet },
      options,
      createLogger({}, () => {}),
    );

    const { statusCode } = await handle(event);

    expect(statusCode).toBe(isBad ? 400 : 200);
  });
});
