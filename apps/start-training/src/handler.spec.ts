import { join } from 'node:path';

import type { JobItem, Lease, PinnedObject } from '@ngwaf/contracts';
import { StartUnconfirmedError } from '@ngwaf/executions';
import type { IdempotencyRecord, StartJobOutcome, StartJobRequest } from '@ngwaf/job-store';
import { createLogger } from '@ngwaf/lambda-kit';
import { MODELS, findModel } from '@ngwaf/model-catalogue';
import { aJob, anApiEvent, exampleEvents } from '@ngwaf/testing';

import { ImageNotReleasedError } from './errors.ts';
import { createHandler } from './handler.ts';
import { createStartTraining, type StartTrainingPorts } from './start-training.ts';
import { createTriggerAlarms } from './trigger-alarms.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const MODEL = 'gambling-behaviour-marketing';
const PROBLEM = 'gambling-behaviour-problem-gambling';
const JOB = 'job-2026-03-01-12-00-00-abc123';
const context = { getRemainingTimeInMillis: () => 10_000 };

const setUp = (given: Partial<StartTrainingPorts> = {}) => {
  const started: StartJobRequest[] = [];
  const executions: string[] = [];
  const settled: string[] = [];
  const lines: string[] = [];
  const ports: StartTrainingPorts = {
    findModel,
    listFiles: async (_bucket, prefix): Promise<PinnedObject[]> => [
      { key: `${prefix}a.csv`, version_id: 'v1', bytes: 1_000 },
    ],
    currentImage: async (image) => `registry/ngwaf-dev-${image}@sha256:0`,
    liveModel: async () => undefined,
    findJob: async () => undefined,
    findLease: async () => undefined,
    findIdempotencyRecord: async () => undefined,
    startJob: async (request): Promise<StartJobOutcome> => {
      started.push(request);
      return { outcome: 'taken', job: { ...request.job, fencing_token: 1 } };
    },
    recordExecution: async () => undefined,
    settle: async (holder, { ending }) => {
      settled.push(`${holder.job_key} ${ending.status}`);
    },
    startExecution: async ({ job_key }) => {
      executions.push(job_key);
      return `arn:${job_key}`;
    },
    isExecutionRunning: async () => false,
    now: () => NOW,
    randomSuffix: () => 'abc123',
    ...given,
  };
  const handler = createHandler(
    createStartTraining(ports, {
      ...{ namePrefix: 'ngwaf-dev', accountId: '123456789012', kmsKeyArn: undefined },
      executionRoleArn: 'arn:role',
      tags: { project: 'ngwaf' },
      spark: { image: 'spark', code: 's3://a/spark/', roleArn: 'spark-role' },
    }),
    createTriggerAlarms('ngwaf-dev', MODELS),
    createLogger({}, (line) => lines.push(line)),
  );
  const post = async (model: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await handler(
      anApiEvent('POST /models/{model}/training-jobs', {
        pathParameters: { model },
        headers,
        ...(body !== undefined && { body }),
      }),
      context,
    );
    const { statusCode, body: text } = answer as { statusCode: number; body: string };
    return { status: statusCode, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { handler, post, started, executions, settled, lines };
};

describe('POST /models/{model}/training-jobs', () => {
  it('starts a job and answers its key', async () => {
    const { post, started, executions } = setUp();

    const answer = await post(MODEL);

    expect(answer).toEqual({
      status: 202,
      body: { message: 'training has started', job_key: JOB },
    });
    expect(executions).toEqual([JOB]);
    expect(started[0]?.job).toMatchObject({
      model: MODEL,
      status: 'training',
      started_by: 'request',
      train_file_path: 'ngwaf-dev-gambling-behaviour-data-123456789012/records/',
      training_job_name: `ngwaf-dev-gb-marketing-${JOB}`,
      training_instances: '1 × ml.m5.large',
      data_set: { bytes: 1_000, files: 1 },
    });
    expect(started[0]?.job.tuning_job_name).toBeUndefined();
  });

  it('trains with the hyperparameters of the request over those of the catalogue', async () => {
    const { handler } = setUp();
    const inputs: string[] = [];
    const own = setUp({
      startExecution: async (input) => {
        inputs.push(JSON.stringify(input));
        return 'arn';
      },
    });

    await own.post(MODEL, { hyperparameters: { n_estimators: 7, class_weight: 'balanced' } });

    expect(handler).toBeDefined();
    const { plan } = JSON.parse(inputs[0] ?? '') as {
      plan: { requests: { training_job: { HyperParameters: object } } };
    };
    expect(plan.requests.training_job.HyperParameters).toMatchObject({
      ...{ label: 'label', n_estimators: '7', class_weight: 'balanced' },
    });
  });

  it.each([
    ['an unknown model', 'none', undefined, 404, /No model none/],
    ['the WAF', 'waf', undefined, 409, /POST \/retrain/],
    ['text that is not JSON', MODEL, '{', 400, /JSON/],
    ['another field', MODEL, { epochs: 3 }, 400, /epochs/],
    ['tune that is no boolean', MODEL, { tune: 'yes' }, 400, /tune/],
    ['tuning where there is nothing to tune', MODEL, { tune: true }, 400, /nothing to tune/],
    ['a label', MODEL, { hyperparameters: { label: 'x' } }, 400, /hyperparameters\.label/],
    ['a list as a hyperparameter', MODEL, { hyperparameters: { a: [1] } }, 400, /hyperparameters/],
    [
      'too many hyperparameters',
      MODEL,
      { hyperparameters: Object.fromEntries([...Array(101).keys()].map((n) => [`h${n}`, 1])) },
      400,
      /at most 100/,
    ],
  ])('refuses %s', async (_case, model, body, status, message) => {
    const { post, started } = setUp();

    const answer = await post(model, body);

    expect([answer.status, answer.body['message']]).toEqual([
      status,
      expect.stringMatching(message),
    ]);
    expect(started).toEqual([]);
  });

  it('refuses a model without data, and says where it is to be', async () => {
    const { post } = setUp({ listFiles: async () => [] });

    const { status, body } = await post(MODEL);

    expect([status, body['message']]).toEqual([
      400,
      's3://ngwaf-dev-gambling-behaviour-data-123456789012/records/: expected CSV files with a header, found none',
    ]);
  });

  it('refuses more files than an execution can be told of', async () => {
    const files = Array.from({ length: 501 }, (_, n) => ({ key: `records/${n}.csv`, bytes: 1 }));
    const { post } = setUp({ listFiles: async () => files });

    expect((await post(MODEL)).body['message']).toMatch(/expected at most 500 files, found 501/);
  });

  it('says that no image has been released', async () => {
    const { post } = setUp({
      currentImage: () => Promise.reject(new ImageNotReleasedError('random-forest')),
    });

    expect(await post(MODEL)).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/npx nx deploy random-forest/) as string },
    });
  });

  it('answers 409 while a job of the model runs', async () => {
    const { post, executions } = setUp({
      startJob: async () => ({ outcome: 'in_progress', jobKey: 'job-0' }),
    });

    const { status, body } = await post(MODEL);

    expect([status, body['code']]).toEqual([409, 'training_in_progress']);
    expect(body['message']).toContain('job-0');
    expect(executions).toEqual([]);
  });

  it('settles a job whose execution was refused, and forgets its idempotency key', async () => {
    const { post, settled } = setUp({
      startExecution: () => Promise.reject(new Error('refused')),
    });

    expect((await post(MODEL)).status).toBe(500);
    expect(settled).toEqual([`${JOB} failed`]);
  });

  it('leaves a job alone whose execution may run', async () => {
    const { post, settled } = setUp({
      startExecution: () => Promise.reject(new StartUnconfirmedError()),
    });

    expect((await post(MODEL)).status).toBe(503);
    expect(settled).toEqual([]);
  });

  it('takes over from a job of which nothing runs', async () => {
    const holder = { job_key: 'job-0', model: MODEL, fencing_token: 4 };
    const requests: StartJobRequest[] = [];
    const { post } = setUp({
      startJob: async (request) => {
        requests.push(request);
        return request.takeOver
          ? { outcome: 'taken', job: { ...request.job, fencing_token: 5 } }
          : { outcome: 'lease_expired', holder };
      },
    });

    expect((await post(MODEL)).status).toBe(202);
    expect(requests[1]?.takeOver).toMatchObject({ holder, ending: { status: 'failed' } });
  });

  it('leaves the lease to a job whose execution still runs', async () => {
    const holder = { job_key: 'job-0', model: MODEL, fencing_token: 4 };
    const { post } = setUp({
      startJob: async () => ({ outcome: 'lease_expired', holder }),
      isExecutionRunning: async () => true,
    });

    expect((await post(MODEL)).status).toBe(409);
  });

  describe('with an Idempotency-Key', () => {
    const headers = { 'Idempotency-Key': 'weekly' };
    const recordOf = (request: StartJobRequest): IdempotencyRecord => ({
      started_job_key: request.job.job_key,
      request_sha256: request.idempotency?.requestSha256 ?? '',
      expires_at: 9e9,
    });
    const again = async (body: unknown, job?: Partial<JobItem>) => {
      const first = setUp();
      await first.post(MODEL, { tune: false }, headers);
      const [request] = first.started;
      if (!request) throw new Error('nothing was started');
      const second = setUp({
        findIdempotencyRecord: async () => recordOf(request),
        findJob: async () => aJob({ ...request.job, ...job }),
      });
      return { ...second, answer: await second.post(MODEL, body, headers) };
    };

    it('gives the first answer again', async () => {
      const { answer, executions } = await again({ tune: false }, { execution_arn: 'arn' });

      expect([answer.status, answer.body['job_key']]).toEqual([202, JOB]);
      expect(executions).toEqual([]);
    });

    it('starts what the first try left undone', async () => {
      const { answer, executions } = await again({ tune: false });

      expect(answer.status).toBe(202);
      expect(executions).toEqual([JOB]);
    });

    it('refuses another body', async () => {
      const { answer } = await again({ hyperparameters: { n_estimators: 9 } });

      expect([answer.status, answer.body['code']]).toEqual([409, 'idempotency_conflict']);
    });
  });
});

describe('a schedule or an alarm', () => {
  const schedule = { source: 'schedule', model: PROBLEM };
  const alarm = {
    source: 'aws.cloudwatch',
    detail: { alarmName: 'ngwaf-dev-gb-pg-input-drift-trigger', state: { value: 'ALARM' } },
  };
  const lease = { pipeline_available: true, fencing_token: 7, last_job_key: 'job-0' } as Lease;
  const recent = aJob({ job_key: 'job-0', status: 'failed', created_at: NOW.toISOString() });

  it.each([
    ['schedule', schedule, 'schedule'],
    ['alarm', alarm, 'alarm ngwaf-dev-gb-pg-input-drift-trigger'],
  ])('starts a job: %s', async (_case, event, startedBy) => {
    const { handler, started } = setUp();

    expect(await handler(event, context)).toEqual({ started: JOB });
    expect(started[0]?.job).toMatchObject({ model: PROBLEM, started_by: startedBy });
    expect(started[0]?.decidedOn).toBe(0);
  });

  it('starts nothing within the cooldown, and answers why', async () => {
    const { handler, started } = setUp({
      findLease: async () => lease,
      findJob: async () => recent,
    });

    expect(await handler(alarm, context)).toEqual({
      started: null,
      reason: 'job-0 began 0.0 h ago, and the cooldown is 168 h',
    });
    expect(started).toEqual([]);
  });

  it('rests its decision on the lease that it saw', async () => {
    const old = { ...recent, created_at: '2026-01-01T00:00:00.000Z' };
    const { handler, started } = setUp({ findLease: async () => lease, findJob: async () => old });

    await handler(alarm, context);

    expect(started[0]?.decidedOn).toBe(7);
  });

  it('leaves it to who was faster', async () => {
    const { handler } = setUp({
      startJob: async () => ({ outcome: 'in_progress', jobKey: 'job-1' }),
    });

    expect(await handler(alarm, context)).toMatchObject({
      started: null,
      reason: expect.stringContaining('job-1') as string,
    });
  });

  it('is not tried again where there is no data, and tells operators', async () => {
    const { handler, lines } = setUp({ listFiles: async () => [] });

    expect(await handler(schedule, context)).toMatchObject({ started: null });
    expect(lines.join('')).toMatch(/ERROR.*a training could not be started by itself/);
  });

  it('is tried again after a fault that passes', async () => {
    const { handler } = setUp({ listFiles: () => Promise.reject(new Error('S3 is out')) });

    await expect(handler(schedule, context)).rejects.toThrow('S3 is out');
  });

  it('of no model is left alone', async () => {
    const { handler } = setUp();
    const other = { ...alarm, detail: { ...alarm.detail, alarmName: 'ngwaf-dev-api-5xx' } };

    expect(await handler(other, context)).toMatchObject({ started: null });
  });
});

describe('the example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const { handler } = setUp();

    const answer = handler(event, context);

    if (name.startsWith('bad-')) await expect(answer).rejects.toThrow(/source/);
    else
      await expect(answer).resolves.toMatchObject(
        name === 'train' ? { statusCode: 202 } : { started: JOB },
      );
  });
});
