import type { ExitNotebookInput, JobItem } from '@ngwaf/contracts';
import { JobAlreadyEndedError, LeaseLostError } from '@ngwaf/job-store';
import type { Endpoint } from '@ngwaf/sagemaker-utils';
import { aJob } from '@ngwaf/testing';

import { exitNotebook, type ExitNotebookPorts } from './exit-notebook.ts';

const VERSION = 'waf-job-1';
const NOW = new Date('2026-03-01T12:10:00.000Z');

/** Everything that a job touches, as plain values. */
interface World {
  job: JobItem;
  leaseHolder: string | undefined;
  leaseExpiresAt: number | undefined;
  notebook: string;
  trainingJob: string;
  endpoint: Endpoint | undefined;
  /** What the endpoint serves once the update that runs is over. */
  updatingTo: string | undefined;
  /** How the job was said to have ended, each time. */
  announced: string[];
  configs: string[];
  models: string[];
  approval: 'Approved' | 'PendingManualApproval' | 'Rejected' | undefined;
}

const aWorld = (fields: Partial<JobItem> = {}, world: Partial<World> = {}): World => ({
  job: aJob({ job_key: 'job-1', ...fields }),
  leaseHolder: 'job-1',
  leaseExpiresAt: undefined,
  notebook: 'InService',
  trainingJob: 'none',
  endpoint: { status: 'InService', configName: 'waf-base' },
  updatingTo: undefined,
  announced: [],
  configs: ['waf-base'],
  models: ['waf-base'],
  approval: undefined,
  ...world,
});

/** A job in step 4, its version live already. */
const promotedWorld = (fields: Partial<JobItem> = {}): World =>
  aWorld(
    {
      step_status: 'deployment',
      training_job_name: 'waf-job-1',
      outcome: 'promoted',
      outcome_reason: 'better',
      previous_endpoint_config: 'waf-base',
      ...fields,
    },
    {
      trainingJob: 'Completed',
      endpoint: { status: 'InService', configName: VERSION },
      configs: ['waf-base', VERSION],
      models: ['waf-base', VERSION],
      approval: 'Approved',
    },
  );

const without = (list: string[], name: string) => list.filter((entry) => entry !== name);

/** Ports over a world; `calls` lists what was asked for, in order. */
const portsOf = (world: World) => {
  const calls: string[] = [];
  const ports: ExitNotebookPorts = {
    findJob: async (key) => (key === world.job.job_key ? { ...world.job } : undefined),
    decideEnding: async ({ job_key }, ending, leaseExpiresAt) => {
      if (world.leaseHolder !== job_key) throw new LeaseLostError('lost');
      world.leaseExpiresAt = leaseExpiresAt;
      world.job.ending ??= ending;
      return world.job.ending;
    },
    settle: async ({ job_key }, { ending, endedAt, correction }) => {
      if (world.job.status !== 'training') throw new JobAlreadyEndedError('ended');
      Object.assign(world.job, correction, { ended_at: endedAt }, ending);
      if (world.leaseHolder === job_key) world.leaseHolder = undefined;
    },
    stopNotebook: async () => {
      world.notebook = 'Stopped';
    },
    stopTrainingJob: async () => {
      if (world.trainingJob === 'InProgress') world.trainingJob = 'Stopped';
    },
    versionName: (jobKey) => `waf-${jobKey}`,
    settledEndpoint: async () => {
      if (world.endpoint && world.updatingTo !== undefined) {
        world.endpoint = { status: 'InService', configName: world.updatingTo };
        world.updatingTo = undefined;
      }
      return world.endpoint;
    },
    switchEndpoint: async (configName) => {
      if (!world.configs.includes(configName)) throw new Error('no such config');
      world.endpoint = { status: 'InService', configName };
    },
    deleteEndpointConfig: async (name) => {
      if (world.endpoint?.configName === name) throw new Error('config in use');
      world.configs = without(world.configs, name);
    },
    deleteModel: async (name) => {
      world.models = without(world.models, name);
    },
    findModelPackage: async () =>
      world.approval && { arn: 'arn:package', approvalStatus: world.approval },
    rejectModelPackage: async () => {
      world.approval = 'Rejected';
    },
    record: () => undefined,
    announce: async ({ status }) => {
      world.announced.push(status);
    },
    warn: () => undefined,
    now: () => NOW,
  };
  const watched = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      (...args: never[]) => {
        calls.push(name);
        return (port as (...args: never[]) => unknown)(...args);
      },
    ]),
  ) as unknown as ExitNotebookPorts;
  return { ports: watched, calls };
};

const run = (world: World, input: Partial<ExitNotebookInput> = {}) =>
  exitNotebook(portsOf(world).ports, { job_key: 'job-1', ...input }, { heartbeatSeconds: 120 });
const trainingFailed = { error: { Error: 'training', Cause: 'no memory' } };
const reason = 'The job failed in step training: no memory';

/** A run that breaks off before or after its n-th request. */
const runBreakingOff = async (
  world: World,
  input: Partial<ExitNotebookInput>,
  at: number,
  when: string,
) => {
  const { ports } = portsOf(world);
  let count = 0;
  const breaking = Object.fromEntries(
    Object.entries(ports as unknown as Record<string, (...args: unknown[]) => unknown>).map(
      ([name, port]) => [
        name,
        (...args: unknown[]) => {
          count += 1;
          if (count !== at) return port(...args);
          if (when === 'before') throw new Error('broken off');
          const result = port(...args);
          if (!(result instanceof Promise)) throw new Error('broken off');
          return result.then(() => {
            throw new Error('broken off');
          });
        },
      ],
    ),
  ) as unknown as ExitNotebookPorts;
  return exitNotebook(breaking, { job_key: 'job-1', ...input }, { heartbeatSeconds: 120 });
};

describe('after success', () => {
  it('settles the job and frees the lease, with the new version live', async () => {
    const world = promotedWorld({ step_status: 'shutdown' });

    const output = await run(world);

    expect(output).toEqual({ job_key: 'job-1', status: 'success' });
    expect(world).toMatchObject({
      job: { status: 'success', outcome: 'promoted', ended_at: NOW.toISOString() },
      leaseHolder: undefined,
      notebook: 'Stopped',
      endpoint: { configName: VERSION },
      approval: 'Approved',
    });
  });

  it('lets the notebook stop by itself for a minute', async () => {
    const { ports } = portsOf(promotedWorld());
    const stopNotebook = jest.fn(async () => undefined);

    await exitNotebook({ ...ports, stopNotebook }, { job_key: 'job-1' }, { heartbeatSeconds: 120 });

    expect(stopNotebook).toHaveBeenCalledWith(60);
  });

  it('frees the lease last of all', async () => {
    const { ports, calls } = portsOf(promotedWorld());

    await exitNotebook(ports, { job_key: 'job-1' }, { heartbeatSeconds: 120 });

    expect(calls).toEqual([
      'findJob',
      'now',
      'now',
      'decideEnding',
      'stopNotebook',
      'now',
      'settle',
      'record',
      'findJob',
      'announce',
    ]);
  });

  it('tells of it, once', async () => {
    const world = promotedWorld();

    await run(world);
    await run(world);

    expect(world.announced).toEqual(['success']);
  });
});

describe('after failure', () => {
  it('settles the job with step and reason', async () => {
    const world = aWorld({ step_status: 'training', training_job_name: VERSION });
    world.trainingJob = 'InProgress';

    const output = await run(world, trainingFailed);

    expect(output).toEqual({ job_key: 'job-1', status: 'failed' });
    expect(world).toMatchObject({
      job: {
        status: 'failed',
        step_status: 'training',
        failure: { step: 'training', reason: 'no memory' },
      },
      leaseHolder: undefined,
      notebook: 'Stopped',
      trainingJob: 'Stopped',
      endpoint: { configName: 'waf-base' },
    });
  });

  it('takes the endpoint back when it serves the version of the job', async () => {
    const world = promotedWorld();

    await run(world, trainingFailed);

    expect(world).toMatchObject({
      job: { status: 'failed', outcome: 'rejected', outcome_reason: reason },
      endpoint: { status: 'InService', configName: 'waf-base' },
      configs: ['waf-base'],
      models: ['waf-base'],
      approval: 'Rejected',
    });
  });

  it.each([
    ['the version of the job', VERSION],
    ['the version before, by a roll-back of its own', 'waf-base'],
  ])('waits for an update that ends with %s', async (_case, updatingTo) => {
    const world = promotedWorld();
    world.endpoint = { status: 'Updating', configName: 'waf-base' };
    world.updatingTo = updatingTo;

    await run(world, trainingFailed);

    expect(world).toMatchObject({
      endpoint: { status: 'InService', configName: 'waf-base' },
      configs: ['waf-base'],
    });
  });

  it('leaves the version live when there is nothing to go back to', async () => {
    const world = promotedWorld({ previous_endpoint_config: undefined });

    await run(world, trainingFailed);

    expect(world).toMatchObject({
      job: { status: 'failed', outcome: 'promoted' },
      leaseHolder: undefined,
      endpoint: { configName: VERSION },
      configs: ['waf-base', VERSION],
      approval: 'Approved',
    });
  });

  it('does without an endpoint', async () => {
    const world = aWorld();
    world.endpoint = undefined;

    await expect(run(world, trainingFailed)).resolves.toMatchObject({ status: 'failed' });
  });

  it('sees what the notebook wrote until it stopped', async () => {
    const world = aWorld({ step_status: 'prepare_existing_model' });
    world.trainingJob = 'InProgress';
    const { ports } = portsOf(world);
    const stopNotebook = async () => {
      world.job.training_job_name = VERSION;
    };

    await exitNotebook(
      { ...ports, stopNotebook },
      { job_key: 'job-1', ...trainingFailed },
      { heartbeatSeconds: 120 },
    );

    expect(world.trainingJob).toBe('Stopped');
  });

  it('keeps the lease longer than it may itself take', async () => {
    const world = aWorld();

    await run(world, trainingFailed);

    expect(world.leaseExpiresAt).toBeGreaterThanOrEqual(NOW.getTime() / 1000 + 15 * 60);
  });

  it('keeps the lease while something could not be undone', async () => {
    const world = promotedWorld();
    world.configs = [VERSION];

    await expect(run(world, trainingFailed)).rejects.toThrow('no such config');
    expect(world).toMatchObject({ job: { status: 'training' }, leaseHolder: 'job-1' });
  });
});

describe('after an abort from outside', () => {
  const abort = { error: { Error: 'ExecutionAborted', Cause: 'ABORTED' } };

  it('cancels a job that runs', async () => {
    const world = aWorld({ step_status: 'prepare_data' });

    await expect(run(world, abort)).resolves.toEqual({ job_key: 'job-1', status: 'cancelled' });
    expect(world).toMatchObject({ leaseHolder: undefined, notebook: 'Stopped' });
  });

  it.each(['success', 'failed', 'cancelled'] as const)(
    'touches nothing of a job that ended as %s',
    async (status) => {
      const world = promotedWorld({ status });
      world.leaseHolder = 'job-2';
      const before = structuredClone(world);

      await expect(run(world, abort)).resolves.toEqual({ job_key: 'job-1', status });
      expect(world).toEqual(before);
    },
  );

  it('goes through with a success that was decided before', async () => {
    const world = promotedWorld({ ending: { status: 'success' } });

    await expect(run(world, abort)).resolves.toMatchObject({ status: 'success' });
    expect(world.endpoint?.configName).toBe(VERSION);
  });
});

describe('without the lease', () => {
  it('settles the record and touches nothing else', async () => {
    const world = promotedWorld();
    world.leaseHolder = 'job-2';

    await expect(run(world, trainingFailed)).resolves.toMatchObject({ status: 'failed' });
    expect(world).toMatchObject({
      job: { status: 'failed' },
      leaseHolder: 'job-2',
      notebook: 'InService',
      endpoint: { configName: VERSION },
      approval: 'Approved',
    });
  });
});

describe('repeated', () => {
  it('answers what was settled before', async () => {
    const world = promotedWorld();

    const outputs = [await run(world, trainingFailed), await run(world)];

    expect(outputs).toEqual(Array(2).fill({ job_key: 'job-1', status: 'failed' }));
  });

  it('answers what a twin settled at the same time', async () => {
    const world = promotedWorld();

    const outputs = await Promise.all([run(world, trainingFailed), run(world, trainingFailed)]);

    expect(outputs).toEqual(Array(2).fill({ job_key: 'job-1', status: 'failed' }));
    expect(world.endpoint?.configName).toBe('waf-base');
  });

  const inputs: [string, Partial<ExitNotebookInput>][] = [
    ['success', {}],
    ['failure', trainingFailed],
  ];
  it.each(inputs)('ends alike wherever the run before it broke off: %s', async (_case, input) => {
    const whole = promotedWorld();
    const { ports, calls } = portsOf(whole);
    await exitNotebook(ports, { job_key: 'job-1', ...input }, { heartbeatSeconds: 120 });

    // What follows is told at best: it is no reason to fail.
    for (let at = 1; at <= calls.indexOf('record') + 1; at += 1) {
      for (const when of ['before', 'after']) {
        const world = promotedWorld();
        await expect(runBreakingOff(world, input, at, when)).rejects.toThrow('broken off');

        await run(world, input);

        const announced = world.announced.length > 0 ? whole.announced : [];
        expect({ at, when, world }).toEqual({ at, when, world: { ...whole, announced } });
      }
    }
  });
});

describe('an unknown job', () => {
  it('is an error', async () => {
    await expect(run(aWorld(), { job_key: 'job-9' })).rejects.toMatchObject({
      name: 'JobNotFoundError',
    });
  });
});
