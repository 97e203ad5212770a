import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JobEnding, JobItem } from '@ngwaf/contracts';
import { createJobTable, oneAtATime, startMoto, type Moto } from '@ngwaf/testing';

import { createJobStore, type JobStore } from './job-store.ts';
import type { StartJobOutcome, StartJobRequest } from './start-job.ts';

let moto: Moto;
let dynamo: DynamoDBClient;
let store: JobStore;
let tables = 0;

beforeAll(async () => {
  moto = await startMoto();
  dynamo = oneAtATime(new DynamoDBClient(moto.clientConfig));
});

afterAll(() => moto.stop());

beforeEach(async () => {
  const name = `jobs-${(tables += 1)}`;
  await createJobTable(dynamo, name);
  store = createJobStore(dynamo, name);
});

const now = new Date('2026-03-01T12:00:00.000Z');
const seconds = (date: Date) => date.getTime() / 1000;
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const endedAt = later(5).toISOString();
const failed: JobEnding = { status: 'failed', failure: { step: 'training', reason: 'why' } };

const request = (n: number, fields: Partial<StartJobRequest> = {}): StartJobRequest => ({
  job: {
    job_key: `job-${n}`,
    model: 'waf',
    status: 'training',
    created_at: new Date(now.getTime() + n).toISOString(),
    train_file_path: 'train-bucket/data.csv',
  },
  now,
  leaseExpiresAt: seconds(later(10)),
  ...fields,
});
const idempotency = (hash: string, requestSha256 = 'body') => ({
  idempotency: { hash, requestSha256, expiresAt: seconds(later(24 * 60)) },
});
const start = async (...args: Parameters<typeof request>): Promise<JobItem> => {
  const started = await store.start(request(...args));
  if (started.outcome !== 'taken') throw new Error(`not taken: ${started.outcome}`);
  return started.job;
};
const outcomes = (results: StartJobOutcome[]) => results.map(({ outcome }) => outcome).sort();

describe('start', () => {
  it('creates the lease with the first job', async () => {
    const started = await store.start(request(1));

    expect(started).toEqual({ outcome: 'taken', job: { ...request(1).job, fencing_token: 1 } });
    await expect(store.find('job-1')).resolves.toEqual({ ...request(1).job, fencing_token: 1 });
    await expect(store.findLease('waf')).resolves.toEqual({
      pipeline_available: false,
      pipeline_job_key: 'job-1',
      lease_expires_at: seconds(later(10)),
      fencing_token: 1,
    });
  });

  it('lets exactly one of fifty simultaneous requests through, again and again', async () => {
    for (const round of [1, 2, 3]) {
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, n) => store.start(request(round * 100 + n))),
      );

      expect(outcomes(results)).toEqual([...Array<string>(49).fill('in_progress'), 'taken']);
      const taken = results.find((result) => result.outcome === 'taken');
      expect(taken).toMatchObject({ job: { fencing_token: round } });
      if (taken) await store.settle(taken.job, { ending: failed, endedAt });
    }
    const { jobs } = await store.listNewestFirst({ limit: 100 });
    expect(jobs).toHaveLength(3);
  });

  it('starts one job for the same request sent twenty times at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.start(request(n, idempotency('key')))),
    );

    expect(outcomes(results)).toEqual([...Array<string>(19).fill('replayed'), 'taken']);
    const keys = results.map((result) =>
      result.outcome === 'taken' ? result.job.job_key : 'jobKey' in result && result.jobKey,
    );
    expect(new Set(keys).size).toBe(1);
  });

  it('replays a request even after its job has ended', async () => {
    const job = await start(1, idempotency('key'));
    await store.settle(job, { ending: { status: 'success' }, endedAt });

    const again = await store.start(request(2, idempotency('key')));

    expect(again).toEqual({ outcome: 'replayed', jobKey: 'job-1' });
  });

  it('refuses an idempotency key that came with another request', async () => {
    await start(1, idempotency('key', 'one body'));

    const other = await store.start(request(2, idempotency('key', 'another body')));

    expect(other).toEqual({ outcome: 'idempotency_conflict' });
  });

  it('forgets an idempotency key when its time is over', async () => {
    const job = await start(1, idempotency('key'));
    await store.settle(job, { ending: { status: 'success' }, endedAt });

    const nextDay = await store.start(
      request(2, { ...idempotency('key'), now: later(24 * 60 + 1) }),
    );

    expect(nextDay.outcome).toBe('taken');
  });

  it('refuses a key that a job has already and takes no lease', async () => {
    const job = await start(1);
    await store.settle(job, { ending: failed, endedAt });

    await expect(store.start(request(1))).rejects.toMatchObject({ name: 'JobAlreadyExistsError' });
    await expect(store.findLease('waf')).resolves.toMatchObject({ pipeline_available: true });
  });
});

describe('leases of several models', () => {
  const of = (model: string, n: number, fields: Partial<StartJobRequest> = {}) => ({
    ...request(n, fields),
    job: { ...request(n).job, model },
  });

  it('let each model run one job, side by side', async () => {
    const models = ['waf', 'one', 'two'];

    const first = await Promise.all(models.map((model, n) => store.start(of(model, n))));
    const second = await Promise.all(models.map((model, n) => store.start(of(model, n + 10))));

    expect(outcomes(first)).toEqual(['taken', 'taken', 'taken']);
    expect(outcomes(second)).toEqual(['in_progress', 'in_progress', 'in_progress']);
  });

  it('are freed each by its own job, and remember the last', async () => {
    await store.start(of('one', 1));
    const two = await store.start(of('two', 2));
    if (two.outcome !== 'taken') throw new Error(two.outcome);

    await store.settle(two.job, { ending: { status: 'success' }, endedAt });

    await expect(store.findLease('two')).resolves.toEqual({
      ...{ pipeline_available: true, fencing_token: 1, last_job_key: 'job-2' },
    });
    await expect(store.findLease('one')).resolves.toMatchObject({ pipeline_job_key: 'job-1' });
  });

  it('are not taken on a decision that rests on an earlier holder', async () => {
    const first = await store.start(of('one', 1, { decidedOn: 0 }));
    if (first.outcome !== 'taken') throw new Error(first.outcome);
    await store.settle(first.job, { ending: failed, endedAt });

    expect(await store.start(of('one', 2, { decidedOn: 0 }))).toEqual({
      outcome: 'in_progress',
      jobKey: 'job-1',
    });
    expect((await store.start(of('one', 3, { decidedOn: 1 }))).outcome).toBe('taken');
  });
});

describe('an expired lease', () => {
  const holder = { job_key: 'job-1', model: 'waf', fencing_token: 1 };
  const takeOver = { holder, ending: failed };

  it('is reported, not taken', async () => {
    await start(1);

    const second = await store.start(request(2, { now: later(11) }));

    expect(second).toEqual({ outcome: 'lease_expired', holder });
  });

  it('is taken over with its job failed', async () => {
    await start(1);

    const second = await store.start(request(2, { now: later(11), takeOver }));

    expect(second).toMatchObject({ outcome: 'taken', job: { fencing_token: 2 } });
    await expect(store.find('job-1')).resolves.toMatchObject({
      status: 'failed',
      failure: failed.failure,
      ended_at: later(11).toISOString(),
    });
  });

  it('is taken over by one of many', async () => {
    await start(1);

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.start(request(n + 2, { now: later(11), takeOver })),
      ),
    );

    expect(outcomes(results).filter((outcome) => outcome === 'taken')).toHaveLength(1);
  });

  it('is not taken over once its holder has renewed it', async () => {
    const job = await start(1);
    await store.decideEnding(job, failed, seconds(later(30)));

    const second = await store.start(request(2, { now: later(11), takeOver }));

    expect(second).toEqual({ outcome: 'in_progress', jobKey: 'job-1' });
  });

  it('is taken over from a job that has ended already', async () => {
    const job = await start(1);
    await store.settle({ ...job, fencing_token: 99 }, { ending: { status: 'success' }, endedAt });

    const second = await store.start(request(2, { now: later(11), takeOver }));

    expect(second.outcome).toBe('taken');
    await expect(store.find('job-1')).resolves.toMatchObject({ status: 'success' });
  });
});

describe('a running job', () => {
  it('records what runs it and keeps its lease', async () => {
    const job = await start(1);

    await store.recordExecution(job, 'arn:execution', seconds(later(75)));
    await store.recordTaskToken(job, 'token-1');
    await store.recordTaskToken(job, 'token-2');
    await store.recordNotebookStart(job, later(1).toISOString());

    await expect(store.find('job-1')).resolves.toMatchObject({
      execution_arn: 'arn:execution',
      task_token: 'token-2',
      notebook_started_at: later(1).toISOString(),
    });
    await expect(store.findLease('waf')).resolves.toMatchObject({
      lease_expires_at: seconds(later(75)),
    });
  });

  it('is not written to by who lost the lease', async () => {
    const job = await start(1);
    const stale = { ...job, fencing_token: 0 };

    await expect(store.recordTaskToken(stale, 'x')).rejects.toMatchObject({
      name: 'LeaseLostError',
    });
    await expect(store.find('job-1')).resolves.not.toHaveProperty('task_token');
  });

  it('decides once how it ends', async () => {
    const job = await start(1);

    const first = await store.decideEnding(job, { status: 'success' }, seconds(later(20)));
    const second = await store.decideEnding(job, failed, seconds(later(30)));

    expect([first, second]).toEqual([{ status: 'success' }, { status: 'success' }]);
    await expect(store.findLease('waf')).resolves.toMatchObject({
      lease_expires_at: seconds(later(30)),
    });
  });
});

describe('settle', () => {
  it('ends the job and frees the lease', async () => {
    const job = await start(1);

    await store.settle(job, { ending: failed, endedAt });

    await expect(store.find('job-1')).resolves.toMatchObject({
      status: 'failed',
      failure: failed.failure,
      ended_at: endedAt,
    });
    await expect(store.findLease('waf')).resolves.toEqual({
      pipeline_available: true,
      fencing_token: 1,
    });
  });

  it('never changes a job that has ended', async () => {
    const job = await start(1);
    await store.settle(job, { ending: { status: 'success' }, endedAt });

    await expect(store.settle(job, { ending: failed, endedAt })).rejects.toMatchObject({
      name: 'JobAlreadyEndedError',
    });
    await expect(store.decideEnding(job, failed, 0)).rejects.toMatchObject({
      name: 'LeaseLostError',
    });
    await expect(store.find('job-1')).resolves.toMatchObject({ status: 'success' });
  });

  it("leaves another's lease alone", async () => {
    const first = await start(1);
    await start(2, {
      now: later(11),
      takeOver: { holder: first, ending: failed },
      leaseExpiresAt: seconds(later(60)),
    });

    await expect(store.settle(first, { ending: failed, endedAt })).rejects.toMatchObject({
      name: 'JobAlreadyEndedError',
    });
    await expect(store.findLease('waf')).resolves.toMatchObject({ pipeline_job_key: 'job-2' });
  });

  it('settles once however often it is asked at the same time', async () => {
    const job = await start(1);

    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => store.settle(job, { ending: failed, endedAt })),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('can forget the idempotency key, so that the request may start anew', async () => {
    const job = await start(1, idempotency('key'));

    await store.settle(job, { ending: failed, endedAt, forgetIdempotency: 'key' });

    await expect(store.start(request(2, idempotency('key')))).resolves.toMatchObject({
      outcome: 'taken',
    });
  });
});

describe('listNewestFirst', () => {
  it('gives every job once, newest first, over pages of any size', async () => {
    for (let n = 1; n <= 7; n += 1) {
      await store.settle(await start(n), { ending: failed, endedAt });
    }

    for (const limit of [1, 2, 3, 7, 20]) {
      const keys: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = await store.listNewestFirst({ limit, nextToken });
        keys.push(...page.jobs.map((job) => job.job_key));
        nextToken = page.nextToken;
      } while (nextToken);

      expect(keys).toEqual(['job-7', 'job-6', 'job-5', 'job-4', 'job-3', 'job-2', 'job-1']);
    }
  });

  it('gives the jobs of one model alone, over pages of any size', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const model = n % 2 === 0 ? 'even' : 'odd';
      const started = await store.start({ ...request(n), job: { ...request(n).job, model } });
      if (started.outcome !== 'taken') throw new Error(started.outcome);
      await store.settle(started.job, { ending: { status: 'success' }, endedAt });
    }
    const all: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await store.listNewestFirst({ limit: 2, nextToken, model: 'odd' });
      all.push(...page.jobs.map(({ job_key }) => job_key));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);

    expect(all).toEqual(['job-5', 'job-3', 'job-1']);
  });

  it('is empty before the first job', async () => {
    await expect(store.listNewestFirst({ limit: 5 })).resolves.toEqual({
      jobs: [],
      unreadable: [],
      nextToken: undefined,
    });
  });
});
