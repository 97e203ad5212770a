import { join } from 'node:path';

import type { FinishTrainingInput, JobEnding, JobItem, SageMakerJob } from '@ngwaf/contracts';
import { JobAlreadyEndedError, LeaseLostError, type Settlement } from '@ngwaf/job-store';
import { createLogger } from '@ngwaf/lambda-kit';
import type { Endpoint } from '@ngwaf/sagemaker-utils';
import { aJob, exampleEvents } from '@ngwaf/testing';

import { endingOf } from './ending.ts';
import type { FinishTrainingPorts } from './finish-training.ts';
import { createHandler } from './handler.ts';

const JOB = 'job-2026-03-01-12-00-00-abc123';
const VERSION = `ngwaf-dev-gb-pg-${JOB}`;
const NOW = new Date('2026-03-01T12:10:00.000Z');
const RUNS: SageMakerJob[] = [
  { kind: 'training', name: VERSION },
  { kind: 'tuning', name: 'ngwaf-dev-0123456789ab' },
  { kind: 'transform', name: `${VERSION}-c` },
];
const job = (fields: Partial<JobItem> = {}): JobItem =>
  aJob({
    job_key: JOB,
    model: 'gambling-behaviour-problem-gambling',
    step_status: 'train',
    steps: [
      { step: 'label', started_at: '2026-03-01T12:00:01.000Z' },
      { step: 'train', started_at: '2026-03-01T12:00:11.000Z' },
      { step: 'tune', started_at: '2026-03-01T12:01:00.000Z' },
      { step: 'evaluate', started_at: '2026-03-01T12:05:11.000Z' },
    ],
    sagemaker_jobs: RUNS,
    data_set: { bucket: 'b', key: 'k', sha256: 'a'.repeat(64), bytes: 9, snapshot: 's3://…' },
    ...fields,
  });

const setUp = (stored: JobItem, given: Partial<FinishTrainingPorts> = {}, live?: string) => {
  const done: string[] = [];
  const announced: JobItem[] = [];
  let item = stored;
  let settlement: Settlement | undefined;
  const endpoint: Endpoint | undefined =
    live === undefined ? undefined : { status: 'InService', configName: live };
  const note =
    (what: string) =>
    async (name = '') => {
      done.push(`${what} ${name}`.trim());
    };
  const ports: FinishTrainingPorts = {
    findJob: async () => item,
    decideEnding: async (_holder, ending) => ending,
    settle: async (_holder, given) => {
      settlement = given;
      item = { ...item, status: given.ending.status, ...given.correction };
    },
    stopSageMakerJob: ({ name }) => note('stop')(name),
    versionOf: () => ({
      version: VERSION,
      settledEndpoint: async () => endpoint,
      switchEndpoint: note('switch to'),
      deleteEndpointConfig: note('delete config'),
      deleteModel: note('delete model'),
      findModelPackage: async () => ({ arn: 'arn:package', approvalStatus: 'Approved' }),
      rejectModelPackage: note('reject'),
    }),
    letFunctionsEnd: note('let functions end'),
    announce: async (each) => void announced.push(each),
    record: () => undefined,
    warn: (message) => void done.push(message),
    now: () => NOW,
    ...given,
  };
  const handler = createHandler(
    () => ports,
    createLogger({}, () => {}),
  );
  const finish = (input: Partial<FinishTrainingInput>) =>
    handler({ job_key: JOB, ...input }, { getRemainingTimeInMillis: () => 900_000 });
  return { handler, finish, done, announced, settlement: () => settlement };
};

const comparison = {
  promoted: true,
  reason: 'F1 0.5 over 0.4',
  model_package_arn: 'arn:package',
  performance: { roc_auc_score: 0.7 },
};
const stopped = { error: { Error: 'ExecutionAborted', Cause: 'ABORTED' } };

describe('a job that came to its end', () => {
  it('is a success with everything that was found out', async () => {
    const { finish, done, announced, settlement } = setUp(job(), {}, VERSION);

    const answer = await finish({
      prepared: { rows: { '0': 90, '1': 10 } },
      candidate: { training_job: 'tuned-001', model_name: VERSION },
      comparison,
      deployment: { done: true },
    });

    expect(answer).toEqual({ job_key: JOB, status: 'success', reason: 'F1 0.5 over 0.4' });
    expect(settlement()).toMatchObject({
      ending: { status: 'success' },
      correction: {
        ...{ outcome: 'promoted', outcome_reason: 'F1 0.5 over 0.4', model_name: VERSION },
        ...{ training_job_name: 'tuned-001', model_performance: { roc_auc_score: 0.7 } },
        ...{ training_duration_sec: 300, training_completion_time: '2026-03-01T12:05:11.000Z' },
        data_set: { rows: { '0': 90, '1': 10 } },
      },
    });
    expect(done).toEqual([]);
    expect(announced).toHaveLength(1);
  });

  it('leaves no model of a version that is not better', async () => {
    const { finish, done, settlement } = setUp(job());

    await finish({ comparison: { ...comparison, promoted: false } });

    expect(done).toEqual([`delete model ${VERSION}`]);
    expect(settlement()?.correction).toMatchObject({ outcome: 'rejected' });
  });

  it('is ended even if nobody can be told', async () => {
    const announce = () => Promise.reject(new Error('SNS is out'));
    const { finish, done } = setUp(job(), { announce });

    expect(await finish({ comparison, deployment: { done: true } })).toMatchObject({
      status: 'success',
    });
    expect(done).toEqual(['how the job ended could not be announced']);
  });
});

describe('a job that failed or was stopped', () => {
  it('has everything that it may run stopped, and what it made removed', async () => {
    const { finish, done, settlement } = setUp(job(), {}, 'ngwaf-dev-gb-pg-old');

    await finish(stopped);

    expect(done).toEqual([
      ...RUNS.map(({ name }) => `stop ${name}`).reverse(),
      `delete config ${VERSION}`,
      `delete model ${VERSION}`,
      'reject arn:package',
    ]);
    expect(settlement()?.ending.status).toBe('cancelled');
    expect(settlement()?.correction).not.toHaveProperty('outcome');
  });

  it('has the endpoint back on what it served before', async () => {
    const previous = { previous_endpoint_config: 'ngwaf-dev-gb-pg-old' };
    const { finish, done } = setUp(job({ step_status: 'deploy', ...previous }), {}, VERSION);

    await finish(stopped);

    expect(done).toEqual([
      ...RUNS.map(({ name }) => `stop ${name}`).reverse(),
      'let functions end',
      'switch to ngwaf-dev-gb-pg-old',
      `delete config ${VERSION}`,
      `delete model ${VERSION}`,
      'reject arn:package',
    ]);
  });

  it('keeps the first version live, as there is none before it', async () => {
    const { finish, done } = setUp(job({ step_status: 'deploy' }), {}, VERSION);

    await finish({ error: { Error: 'States.Timeout' } });

    expect(done.at(-1)).toBe('nothing to take the endpoint back to');
    expect(done).not.toContain(`delete config ${VERSION}`);
  });

  it('is ended on record alone where another job has the lease', async () => {
    const decideEnding = () => Promise.reject(new LeaseLostError('lost'));
    const { finish, done, settlement } = setUp(job(), { decideEnding });

    await finish(stopped);

    expect(done).toEqual([]);
    expect(settlement()?.ending.status).toBe('cancelled');
  });

  it('stays unsettled where something cannot be stopped, to be repeated', async () => {
    const stopSageMakerJob = () => Promise.reject(new Error('SageMaker is out'));
    const { finish, settlement } = setUp(job(), { stopSageMakerJob });

    await expect(finish(stopped)).rejects.toThrow('SageMaker is out');
    expect(settlement()).toBeUndefined();
  });
});

describe('a job that has ended', () => {
  it('never changes, and is announced once', async () => {
    const { finish, announced, settlement } = setUp(job({ status: 'failed' }));

    expect(await finish(stopped)).toMatchObject({ status: 'failed' });
    expect([announced, settlement()]).toEqual([[], undefined]);
  });

  it('by a twin meanwhile is left as the twin has it', async () => {
    let looks = 0;
    const { finish, announced } = setUp(job(), {
      findJob: async () => job({ status: (looks += 1) === 1 ? 'training' : 'failed' }),
      settle: () => Promise.reject(new JobAlreadyEndedError('ended')),
    });

    expect(await finish(stopped)).toMatchObject({ status: 'failed' });
    expect(announced).toEqual([]);
  });
});

describe('how a job ends', () => {
  const lambda = (message: string) => JSON.stringify({ errorMessage: message, trace: [] });

  it.each<[string, Partial<FinishTrainingInput>, JobEnding['status'], RegExp]>([
    ['stopped', stopped, 'cancelled', /stopped from outside/],
    [
      'out of time in all',
      { error: { Error: 'ExecutionAborted', Cause: 'TIMED_OUT' } },
      'failed',
      /longer than it may/,
    ],
    ['out of time in a state', { error: { Error: 'States.Timeout' } }, 'failed', /step train took/],
    [
      'a training job failed',
      {
        error: {
          Error: 'States.TaskFailed',
          Cause: JSON.stringify({ FailureReason: 'AlgorithmError: no rows' }),
        },
      },
      'failed',
      /^AlgorithmError: no rows$/,
    ],
    [
      'SageMaker refused',
      { error: { Error: 'SageMaker.ResourceLimitExceededException', Cause: 'limit is 0' } },
      'failed',
      /limit is 0/,
    ],
    [
      'the data is wrong',
      { error: { Error: 'TrainingDataInvalidError', Cause: lambda('records/a.csv, line 3') } },
      'failed',
      /^records\/a\.csv, line 3$/,
    ],
    [
      'a bug',
      { error: { Error: 'TypeError', Cause: lambda('secret') } },
      'failed',
      /^the state machine reports TypeError/,
    ],
    [
      'a service',
      { error: { Error: 'AccessDeniedException', Cause: lambda('arn:aws:…') } },
      'failed',
      /^the state machine reports AccessDeniedException/,
    ],
    ['nothing was found out', {}, 'failed', /no result/],
    ['not live yet', { comparison, deployment: { done: false } }, 'failed', /no result/],
  ])('%s', (_case, input, status, reason) => {
    const ending = endingOf(job(), { job_key: JOB, ...input });

    expect(ending).toMatchObject({
      status,
      failure: { step: 'train', reason: expect.stringMatching(reason) as string },
    });
  });
});

describe('the example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const { handler } = setUp(job());

    const answer = handler(event, { getRemainingTimeInMillis: () => 900_000 });

    if (name.startsWith('bad-')) await expect(answer).rejects.toThrow(/job_key/);
    else await expect(answer).resolves.toMatchObject({ job_key: JOB });
  });
});
