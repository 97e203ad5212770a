import { join } from 'node:path';

import { startNotebookInputSchema } from '@ngwaf/contracts';
import type { JobItem } from '@ngwaf/contracts';
import { JobAlreadyEndedError, LeaseLostError } from '@ngwaf/job-store';
import { createLogger } from '@ngwaf/lambda-kit';
import { NotebookInstanceBusyError, type NotebookInstance } from '@ngwaf/sagemaker-utils';
import { aJob, exampleEvents, fakeClock } from '@ngwaf/testing';

import { createHandler } from './handler.ts';

type Status = NotebookInstance['status'];

/** An instance that goes through states, one a look, and a job that remembers. */
const pipelineWith = (statuses: (Status | undefined)[], fields: Partial<JobItem> = {}) => {
  const clock = fakeClock();
  const job = aJob(fields);
  const did: string[] = [];
  let look = 0;
  const ports = {
    findJob: async () => job,
    recordTaskToken: async (_holder: object, token: string) => {
      job.task_token = token;
    },
    recordNotebookStart: async (_holder: object, at: string) => {
      did.push('record');
      job.notebook_started_at = at;
    },
    describeInstance: async () => {
      const status = statuses[Math.min(look, statuses.length - 1)];
      look += 1;
      return status && { status, failureReason: status === 'Failed' ? 'no capacity' : undefined };
    },
    startInstance: async () => void did.push('start'),
    stopInstance: async () => void did.push('stop'),
    sendHeartbeat: async () => {
      did.push('heartbeat');
      return true;
    },
    now: () => new Date(clock.now()),
  };
  const run = (overrides: Partial<typeof ports> = {}, remainingMs = 120_000) =>
    createHandler(
      { ...ports, ...overrides },
      clock,
      createLogger({}, () => {}),
    )(
      { job_key: job.job_key, model: 'waf', fencing_token: 1, task_token: 'token-2' },
      { getRemainingTimeInMillis: () => remainingMs },
    );
  return { run, job, did, clock };
};

describe('start-notebook', () => {
  it('starts a stopped instance for its job', async () => {
    const { run, job, did } = pipelineWith(['Stopped', 'InService']);

    const output = await run();

    expect(output).toEqual({ job_key: job.job_key });
    expect(did).toEqual(['record', 'start']);
    expect(job).toMatchObject({
      task_token: 'token-2',
      notebook_started_at: '2026-03-01T12:00:00.000Z',
    });
  });

  it('starts a failed instance again', async () => {
    const { run, did } = pipelineWith(['Failed', 'Pending', 'InService']);

    await run();

    expect(did).toEqual(['record', 'start', 'heartbeat']);
  });

  it('gives signs of life while the instance comes up', async () => {
    const { run, did } = pipelineWith(['Stopped', 'Pending', 'Pending', 'Pending', 'InService']);

    await run();

    expect(did).toEqual(['record', 'start', 'heartbeat', 'heartbeat', 'heartbeat']);
  });

  it.each<[Status, Partial<JobItem>]>([
    ['InService', { notebook_started_at: '2026-03-01T12:00:00.000Z' }],
    ['Pending', { notebook_started_at: '2026-03-01T12:00:00.000Z' }],
    ['InService', { heartbeat_at: '2026-03-01T12:00:00.000Z' }],
    ['InService', { steps: [{ step: 'prepare_data', started_at: '2026-03-01T12:00:00.000Z' }] }],
  ])('leaves an instance alone that is %s for this job: %j', async (status, fields) => {
    const { run, did, job } = pipelineWith([status, 'InService'], fields);

    await run();

    expect(did).toEqual([]);
    expect(job.task_token).toBe('token-2');
  });

  it('stops an instance that runs something else, and asks to be tried again', async () => {
    const { run, did } = pipelineWith(['InService']);

    await expect(run()).rejects.toMatchObject({ name: 'NotebookInstanceBusyError' });
    expect(did).toEqual(['stop']);
  });

  it.each<Status>(['Pending', 'Stopping', 'Updating', 'Deleting'])(
    'asks to be tried again while the instance is %s',
    async (status) => {
      const { run, did } = pipelineWith([status]);

      await expect(run()).rejects.toMatchObject({ name: 'NotebookInstanceBusyError' });
      expect(did).toEqual([]);
    },
  );

  it('asks to be tried again when somebody else was faster', async () => {
    const { run } = pipelineWith(['Stopped']);
    const startInstance = () => Promise.reject(new NotebookInstanceBusyError('not stopped'));

    await expect(run({ startInstance })).rejects.toMatchObject({
      name: 'NotebookInstanceBusyError',
    });
  });

  it('fails when there is no instance', async () => {
    const { run } = pipelineWith([undefined]);

    await expect(run()).rejects.toMatchObject({ name: 'NotebookInstanceNotFoundError' });
  });

  it('fails at once with the reason when the instance does not come up', async () => {
    const { run } = pipelineWith(['Stopped', 'Pending', 'Failed']);

    await expect(run()).rejects.toMatchObject({
      name: 'NotebookInstanceFailedError',
      message: 'The notebook instance did not start: no capacity',
    });
  });

  it('takes an instance that has stopped again for done', async () => {
    const { run } = pipelineWith(['Stopped', 'Pending', 'Stopping']);

    await expect(run()).resolves.toBeDefined();
  });

  it('does not wait when nobody waits for it', async () => {
    const { run, clock } = pipelineWith(['Stopped', 'Pending']);

    await run({ sendHeartbeat: async () => false });

    expect(clock.passedSeconds()).toBe(0);
  });

  it('ends in good order before its own time is up', async () => {
    const { run, clock } = pipelineWith(['Stopped', 'Pending']);

    await expect(run({}, 70_000)).resolves.toBeDefined();
    expect(clock.passedSeconds()).toBe(60);
  });

  it.each([
    ['the lease is lost', new LeaseLostError('lost')],
    ['the job has ended', new JobAlreadyEndedError('ended')],
  ])('touches nothing when %s', async (_case, error) => {
    const { run, did } = pipelineWith(['Stopped']);

    await expect(run({ recordTaskToken: () => Promise.reject(error) })).rejects.toBe(error);
    expect(did).toEqual([]);
  });

  it('refuses an input of another form', async () => {
    const { clock } = pipelineWith(['Stopped']);
    const handle = createHandler(
      {} as never,
      clock,
      createLogger({}, () => {}),
    );

    await expect(
      handle({ job_key: 'job-1' }, { getRemainingTimeInMillis: () => 1 }),
    ).rejects.toMatchObject({ name: 'InvalidRequestError' });
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', (name, event) => {
    expect(startNotebookInputSchema.safeParse(event).success).toBe(!name.startsWith('bad-'));
  });
});
