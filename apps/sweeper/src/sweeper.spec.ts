import { join } from 'node:path';

import type { JobItem, Lease } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import type { Listed, NotebookInstance } from '@ngwaf/sagemaker-utils';
import { aJob, exampleEvents } from '@ngwaf/testing';

import { createHandler, sweepInputSchema } from './handler.ts';
import type { Kind } from './left-overs.ts';
import type { Summary, SweepOptions, SweepPorts } from './sweep.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const OURS = { project: 'ngwaf', environment: 'test', 'managed-by': 'pipeline' };
const ENDPOINT = 'ngwaf-test-waf';
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const listed = (name: string, hours = 5): Listed => ({
  name,
  arn: `arn:${name}`,
  createdAt: hoursAgo(hours),
});
const FRAMEWORK_ENDPOINT = 'ngwaf-test-gb-pg';
const JOB_KEY = 'job-2026-02-01-12-00-00-abcdef';
const version = (key: string) => `${ENDPOINT}-${key}`;

/** A stack at rest: two versions, of which the newer one is live. */
const aWorld = () => ({
  trainingJobs: [] as Listed[],
  tuningJobs: [] as Listed[],
  transformJobs: [] as Listed[],
  notebook: { status: 'Stopped', failureReason: undefined } as NotebookInstance | undefined,
  endpoints: [listed(ENDPOINT)],
  configs: [listed(version('job-2')), listed(version('job-1'))],
  models: [listed(version('job-2')), listed(version('job-1'))],
  serving: { [ENDPOINT]: [version('job-2')] } as Record<string, string[]>,
  tags: {} as Record<string, Record<string, string>>,
  lease: { pipeline_available: true, fencing_token: 1 } as Lease | undefined,
  /** Of the framework's model. */
  otherLease: undefined as Lease | undefined,
  jobs: [] as JobItem[],
  secondsLeft: 200,
});
type World = ReturnType<typeof aWorld>;

/** A world in which a job runs that holds the lease. */
const withRunningJob = (fields: Partial<JobItem> = {}): World => {
  const job = aJob({ job_key: 'job-9', ...fields });
  return {
    ...aWorld(),
    jobs: [job],
    lease: { pipeline_available: false, pipeline_job_key: job.job_key, fencing_token: 1 },
  };
};

const portsOf = (world: World, removed: string[]): Omit<SweepPorts, 'secondsLeft'> => {
  const remove = (kind: Kind) => async (name: string) => void removed.push(`${kind} ${name}`);
  return {
    runningTrainingJobs: async () => world.trainingJobs,
    runningTuningJobs: async () => world.tuningJobs,
    runningTransformJobs: async () => world.transformJobs,
    notebook: async () => world.notebook,
    endpoints: async () => world.endpoints,
    endpointConfigs: async () => world.configs,
    models: async () => world.models,
    configsOfEndpoint: async (name) => world.serving[name] ?? [],
    modelsOfConfig: async (name) => [name],
    tagsOf: async (arn) => world.tags[arn] ?? OURS,
    findLease: async (model) => (model === 'waf' ? world.lease : world.otherLease),
    findJob: async (key) => world.jobs.find(({ job_key }) => job_key === key),
    remove: {
      training_job: remove('training_job'),
      tuning_job: remove('tuning_job'),
      transform_job: remove('transform_job'),
      notebook_instance: remove('notebook_instance'),
      endpoint: remove('endpoint'),
      endpoint_config: remove('endpoint_config'),
      model: remove('model'),
    },
    now: () => NOW,
  };
};

const modelsKeeping = (versionsKept: number, hasEndpoint = true) => [
  { model: 'waf', endpoint: ENDPOINT, hasEndpoint, versionsKept, isNotebook: true },
  {
    ...{ model: 'gambling', endpoint: FRAMEWORK_ENDPOINT, hasEndpoint: true },
    ...{ versionsKept: 1, isNotebook: false },
  },
];

const sweepWorld = async (
  world: World,
  options: Partial<SweepOptions> = {},
  overrides: Partial<SweepPorts> = {},
  event: object = {},
) => {
  const removed: string[] = [];
  const counted: Record<string, number> = {};
  const handler = createHandler(
    { ...portsOf(world, removed), ...overrides },
    {
      mode: 'remove',
      graceSeconds: 1800,
      ownerTags: OURS,
      notebookInstance: 'ngwaf-test-training',
      models: modelsKeeping(1),
      ...options,
    },
    (values) => {
      for (const [name, [value]] of Object.entries(values)) counted[name] = value;
    },
    createLogger({}, () => undefined),
  );
  const summary: Summary = await handler(event, {
    getRemainingTimeInMillis: () => world.secondsLeft * 1000,
  });
  return { summary, removed, counted };
};

/** Everything that a sweep can find, each of an age to be swept. */
const aClutteredWorld = (): World => ({
  ...aWorld(),
  trainingJobs: [listed(version('job-0'))],
  notebook: { status: 'InService', failureReason: undefined, changedAt: hoursAgo(2) },
  endpoints: [listed(ENDPOINT), listed('ngwaf-test-trial')],
  configs: [...aWorld().configs, listed(version('job-0'))],
  models: [...aWorld().models, listed(version('job-0')), listed(version('job-00'))],
});

describe('a stack at rest', () => {
  it('has nothing left over', async () => {
    const { summary, removed, counted } = await sweepWorld(aWorld());

    expect(summary).toEqual({ mode: 'remove', found: [], failures: [] });
    expect(removed).toEqual([]);
    expect(counted).toEqual({ LeftOversFound: 0, LeftOversRemoved: 0, SweepFailures: 0 });
  });

  it('keeps the live version and as many before it as are kept', async () => {
    const configs = ['job-5', 'job-4', 'job-3', 'job-2', 'job-1'].map((key) =>
      listed(version(key)),
    );
    const world = { ...aWorld(), configs, models: configs };

    const { removed } = await sweepWorld(world, { models: modelsKeeping(3) });

    expect(removed).toEqual([`endpoint_config ${version('job-1')}`, `model ${version('job-1')}`]);
  });

  it('keeps the live model also where its config is too old to be listed', async () => {
    const newer = [listed(version('job-3'))];

    const { removed } = await sweepWorld({ ...aWorld(), configs: newer, models: aWorld().models });

    expect(removed).toEqual([`model ${version('job-1')}`]);
  });

  it('keeps the config that an update is about to serve', async () => {
    const world = aWorld();
    world.configs.push(listed(version('job-0')));
    world.serving[ENDPOINT] = [version('job-2'), version('job-0')];

    expect((await sweepWorld(world)).removed).toEqual([]);
  });

  it('loses its endpoint, then all versions, once functions score in process', async () => {
    const inProcess = { models: modelsKeeping(0, false) };
    const world = aWorld();

    expect((await sweepWorld(world, inProcess)).removed).toEqual([
      `endpoint ${ENDPOINT}`,
      ...['endpoint_config', 'model'].map((kind) => `${kind} ${version('job-1')}`),
    ]);
    const after = { ...world, endpoints: [], serving: {} };
    expect((await sweepWorld(after, inProcess)).removed).toEqual(
      ['endpoint_config', 'model'].flatMap((kind) =>
        ['job-2', 'job-1'].map((key) => `${kind} ${version(key)}`),
      ),
    );
  });

  it('is left alone before a lease was ever taken', async () => {
    const { summary } = await sweepWorld({ ...aWorld(), lease: undefined });

    expect(summary.found).toEqual([]);
  });
});

describe('what is left over', () => {
  it('is removed, and counted by kind', async () => {
    const { summary, removed, counted } = await sweepWorld(aClutteredWorld());

    expect(removed).toEqual([
      `training_job ${version('job-0')}`,
      'notebook_instance ngwaf-test-training',
      'endpoint ngwaf-test-trial',
      `endpoint_config ${version('job-0')}`,
      `model ${version('job-0')}`,
      `model ${version('job-00')}`,
    ]);
    expect(summary.found.map(({ outcome }) => outcome)).toEqual(Array(6).fill('removed'));
    expect(summary.found[0]).toEqual({
      kind: 'training_job',
      name: version('job-0'),
      reason: 'it runs, and its job has ended or never was',
      age_seconds: 5 * 3600,
      outcome: 'removed',
    });
    expect(counted).toEqual({
      ...{ LeftOversFound: 6, LeftOversRemoved: 6, SweepFailures: 0 },
      ...{ TrainingJobsFound: 1, TrainingJobsRemoved: 1 },
      ...{ NotebookInstancesFound: 1, NotebookInstancesRemoved: 1 },
      ...{ EndpointsFound: 1, EndpointsRemoved: 1 },
      ...{ EndpointConfigsFound: 1, EndpointConfigsRemoved: 1 },
      ...{ ModelsFound: 2, ModelsRemoved: 2 },
    });
  });

  it('is the same, and stays, when it is only reported', async () => {
    const { summary, removed } = await sweepWorld(aClutteredWorld(), { mode: 'report' });

    expect(removed).toEqual([]);
    expect(summary.found.map(({ kind, outcome }) => `${outcome} ${kind}`)).toEqual([
      'reported training_job',
      'reported notebook_instance',
      'reported endpoint',
      'reported endpoint_config',
      'reported model',
      'reported model',
    ]);
  });

  it.each([
    ['may only report', 'remove', 'report', 0],
    ['may remove', 'report', 'remove', 6],
  ] as const)('%s by hand, whatever is configured', async (_case, configured, mode, count) => {
    const { removed } = await sweepWorld(aClutteredWorld(), { mode: configured }, {}, { mode });

    expect(removed).toHaveLength(count);
  });

  it('is not touched while it is young, unless asked for by hand', async () => {
    const world = { ...aWorld(), trainingJobs: [listed(version('job-0'), 0.4)] };

    expect((await sweepWorld(world)).summary.found).toEqual([]);
    expect((await sweepWorld(world, {}, {}, { grace_seconds: 60 })).removed).toHaveLength(1);
  });

  it.each([
    ['of another environment', { ...OURS, environment: 'prod' }],
    ['made by hand', {}],
  ])('is told of but stays where its tags are those of something %s', async (_case, tags) => {
    const world = { ...aWorld(), trainingJobs: [listed('ngwaf-test-experiment')] };
    world.tags['arn:ngwaf-test-experiment'] = tags;

    const { summary, removed } = await sweepWorld(world);

    expect(summary.found).toMatchObject([{ name: 'ngwaf-test-experiment', outcome: 'not_ours' }]);
    expect(removed).toEqual([]);
  });

  it('waits for the next run when there is too much of it', async () => {
    const trainingJobs = Array.from({ length: 60 }, (_, n) => listed(version(`job-x${n}`)));

    const { summary, removed } = await sweepWorld({ ...aWorld(), trainingJobs });

    expect(removed).toHaveLength(50);
    expect(summary.found.filter(({ outcome }) => outcome === 'next_run')).toHaveLength(10);
  });

  it('waits for the next run when the time is up', async () => {
    const world = { ...aClutteredWorld(), secondsLeft: 5 };

    expect((await sweepWorld(world)).removed).toEqual([]);
  });
});

describe('a job that runs', () => {
  it('keeps all that is its', async () => {
    const world: World = {
      ...withRunningJob({ previous_endpoint_config: version('job-0') }),
      trainingJobs: [listed(version('job-9'))],
      notebook: { status: 'InService', failureReason: undefined, changedAt: hoursAgo(2) },
      configs: [...aWorld().configs, listed(version('job-9')), listed(version('job-0'))],
      models: [...aWorld().models, listed(version('job-9')), listed(version('job-0'))],
    };

    const { summary, removed } = await sweepWorld(world);

    expect([removed, summary.found]).toEqual([[], []]);
  });

  it('does not keep what is nobody’s', async () => {
    const world = { ...withRunningJob(), trainingJobs: [listed(version('job-0'))] };

    expect((await sweepWorld(world)).removed).toEqual([`training_job ${version('job-0')}`]);
  });

  it('keeps the version that it switches to by hand', async () => {
    const world = withRunningJob({
      job_key: 'switch-1',
      kind: 'switch',
      model_name: version('job-0'),
    });
    world.configs.push(listed(version('job-0')));

    expect((await sweepWorld(world)).removed).toEqual([]);
  });

  it('keeps its training job also once it has lost the lease', async () => {
    const world = { ...withRunningJob(), trainingJobs: [listed(version('job-9'))] };
    world.lease = { pipeline_available: true, fencing_token: 2 };

    expect((await sweepWorld(world)).removed).toEqual([]);
  });

  it.each(['success', 'failed', 'cancelled'] as const)(
    'has no more claims once it is %s',
    async (status) => {
      const world = { ...withRunningJob({ status }), trainingJobs: [listed(version('job-9'))] };
      world.notebook = { status: 'InService', failureReason: undefined, changedAt: hoursAgo(1) };

      expect((await sweepWorld(world)).removed).toEqual([
        `training_job ${version('job-9')}`,
        'notebook_instance ngwaf-test-training',
      ]);
    },
  );

  it('is safe when it begins after the lists were read', async () => {
    const world = aWorld();
    world.notebook = { status: 'InService', failureReason: undefined, changedAt: hoursAgo(1) };
    const begun = withRunningJob();
    let reads = 0;
    // The first look at the lease, when the notebook is found; the second, before it is stopped.
    const findLease = async (model: string) => {
      if (model !== 'waf') return undefined;
      return (reads += 1) === 1 ? world.lease : begun.lease;
    };
    const findJob = async () => begun.jobs[0];

    const { summary, removed } = await sweepWorld(world, {}, { findLease, findJob });

    expect([removed, summary.found]).toEqual([[], []]);
  });

  it('is safe when it puts a version live after the lists were read', async () => {
    const world = aWorld();
    world.configs.push(listed(version('job-0')));
    let looks = 0;
    const configsOfEndpoint = async () => [version((looks += 1) === 1 ? 'job-2' : 'job-0')];

    expect((await sweepWorld(world, {}, { configsOfEndpoint })).removed).not.toContain(
      `endpoint_config ${version('job-0')}`,
    );
  });
});

describe('the models of the framework', () => {
  const of = (key: string) => `${FRAMEWORK_ENDPOINT}-${key}`;
  const TUNING = 'ngwaf-test-0123456789ab';
  const SCRATCH: Partial<World> = {
    trainingJobs: [listed(of(JOB_KEY)), listed(`${TUNING}-001-abc`)],
    tuningJobs: [listed(TUNING)],
    transformJobs: [listed(of(`${JOB_KEY}-c`))],
    models: [...aWorld().models, listed(of(`${JOB_KEY}-c`))],
  };

  it('keep their live endpoints and as many versions before as the catalogue says', async () => {
    const configs = [3, 2, 1].map((day) => of(`job-2026-02-0${day}-12-00-00-abcdef`));
    const world = {
      ...aWorld(),
      endpoints: [...aWorld().endpoints, listed(FRAMEWORK_ENDPOINT)],
      configs: [...aWorld().configs, ...configs.map((name) => listed(name))],
      models: [...aWorld().models, ...configs.map((name) => listed(name))],
      serving: { ...aWorld().serving, [FRAMEWORK_ENDPOINT]: configs.slice(0, 1) },
    };

    expect((await sweepWorld(world)).removed).toEqual([
      `endpoint_config ${configs[2]}`,
      `model ${configs[2]}`,
    ]);
  });

  it('keep all that a job of theirs runs', async () => {
    const job = aJob({
      ...{ job_key: JOB_KEY, model: 'gambling' },
      sagemaker_jobs: [{ kind: 'tuning', name: TUNING }],
    });
    const otherLease = {
      ...{ pipeline_available: false, pipeline_job_key: JOB_KEY, fencing_token: 1 },
    };
    const world = { ...aWorld(), ...SCRATCH, jobs: [job], otherLease };

    const { summary, removed } = await sweepWorld(world);

    expect([removed, summary.found]).toEqual([[], []]);
  });

  it('keep nothing that an ended job left running, a tuning job before its training jobs', async () => {
    const { removed } = await sweepWorld({ ...aWorld(), ...SCRATCH });

    expect(removed).toEqual([
      `tuning_job ${TUNING}`,
      `training_job ${of(JOB_KEY)}`,
      `training_job ${TUNING}-001-abc`,
      `transform_job ${of(`${JOB_KEY}-c`)}`,
      `model ${of(`${JOB_KEY}-c`)}`,
    ]);
  });

  it('score batches to their end', async () => {
    const transformJobs = [listed(of('batch-1'))];

    expect((await sweepWorld({ ...aWorld(), transformJobs })).summary.found).toEqual([]);
  });

  it('need no notebook instance', async () => {
    const world: World = {
      ...aWorld(),
      jobs: [aJob({ job_key: JOB_KEY, model: 'gambling' })],
      notebook: { status: 'InService', failureReason: undefined, changedAt: hoursAgo(2) },
      otherLease: { pipeline_available: false, pipeline_job_key: JOB_KEY, fencing_token: 1 },
    };

    expect((await sweepWorld(world)).removed).toEqual(['notebook_instance ngwaf-test-training']);
  });
});

describe('a failure', () => {
  const denied = Object.assign(new Error('not authorised'), { name: 'AccessDeniedException' });
  const refuse = () => Promise.reject(denied);

  it.each<[string, Partial<SweepPorts>, string[]]>([
    ['training jobs', { runningTrainingJobs: refuse }, ['training_job']],
    ['tuning jobs', { runningTuningJobs: refuse }, []],
    ['transform jobs', { runningTransformJobs: refuse }, []],
    ['notebook instance', { notebook: refuse }, ['notebook_instance']],
    // Without knowing what is served, no config and no model is known to be unused.
    ['endpoints', { endpoints: refuse }, ['endpoint', 'endpoint_config', 'model', 'model']],
    ['endpoint configs', { endpointConfigs: refuse }, ['endpoint_config', 'model', 'model']],
    ['models of endpoint configs', { modelsOfConfig: refuse }, ['model', 'model']],
    ['models', { models: refuse }, ['model', 'model']],
  ])('to list %s leaves the rest to be swept', async (what, overrides, missing) => {
    const all = (await sweepWorld(aClutteredWorld())).removed.map((text) => text.split(' ')[0]);

    const { summary, removed, counted } = await sweepWorld(aClutteredWorld(), {}, overrides);

    const rest = [...all];
    for (const kind of missing) rest.splice(rest.indexOf(kind), 1);
    expect(removed.map((text) => text.split(' ')[0])).toEqual(rest);
    expect(summary.failures).toContain(`${what}: AccessDeniedException: not authorised`);
    expect(counted['SweepFailures']).toBe(summary.failures.length);
  });

  it('to remove something leaves the rest to be swept, and its model in place', async () => {
    const removed: string[] = [];
    const { remove } = portsOf(aWorld(), removed);

    const { summary } = await sweepWorld(
      aClutteredWorld(),
      {},
      { remove: { ...remove, endpoint_config: refuse } },
    );

    expect(summary.failures).toEqual([
      `endpoint_config ${version('job-0')}: AccessDeniedException: not authorised`,
    ]);
    expect(removed).toContain(`training_job ${version('job-0')}`);
    expect(removed.filter((text) => text.startsWith('model'))).toEqual([
      `model ${version('job-00')}`,
    ]);
  });

  it('to read the job table ends the run: nothing is known to be left over', async () => {
    await expect(sweepWorld(aClutteredWorld(), {}, { findLease: refuse })).rejects.toBe(denied);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', (name, event) => {
    expect(sweepInputSchema.safeParse(event).success).toBe(!name.startsWith('bad-'));
  });
});
