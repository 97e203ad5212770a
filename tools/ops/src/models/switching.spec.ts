import type { JobItem } from '@ngwaf/contracts';
import type { StartJobOutcome, StartJobRequest } from '@ngwaf/job-store';
import type { ModelStore } from './model-store.ts';
import { toVersions, versionBefore, type ModelVersion } from './model-version.ts';
import type { PutLiveRequest } from './put-live.ts';
import { promote, reject, rollBack, type SwitchContext } from './switching.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const VERY_SURE = { reason: 'it is better', yes: true };

const aVersion = (version: string, fields: Partial<ModelVersion> = {}): ModelVersion => ({
  version,
  packageArn: `arn:${version}`,
  approval: 'Approved',
  decision: undefined,
  madeAt: NOW,
  liveSince: undefined,
  replaced: undefined,
  parent: undefined,
  jobKey: undefined,
  sha256: undefined,
  artefact: undefined,
  ...fields,
});

/** Three versions that were live one after the other, and one that the gate rejected. */
const VERSIONS = [
  aVersion('job-3', { approval: 'Rejected' }),
  aVersion('job-2', { liveSince: '2026-02-03T00:00:00.000Z' }),
  aVersion('job-1', { liveSince: '2026-02-02T00:00:00.000Z' }),
  aVersion('base', { liveSince: '2026-02-01T00:00:00.000Z' }),
];

const setUp = (fields: { live?: string | undefined; answer?: string } = {}) => {
  const world = {
    live: 'live' in fields ? fields.live : 'job-2',
    status: 'InService' as const,
    switched: [] as PutLiveRequest[],
    rejected: [] as string[],
    settled: [] as unknown[],
    started: [] as StartJobRequest[],
    outcomes: [] as StartJobOutcome[],
    runningExecutions: [] as string[],
    printed: [] as string[],
    asked: [] as string[],
  };
  const store: ModelStore = {
    model: 'waf',
    endpointName: 'ngwaf-test-waf',
    isInProcess: false,
    jobs: {
      async start(request) {
        world.started.push(request);
        const job: JobItem = { ...request.job, fencing_token: 1 };
        return world.outcomes.shift() ?? { outcome: 'taken', job };
      },
      async settle(_holder, { ending }) {
        world.settled.push(ending);
      },
      find: async () => undefined,
      findLease: async () => undefined,
    },
    versions: async () => VERSIONS,
    endpoint: async () =>
      world.live === undefined
        ? undefined
        : { status: world.status, configName: `ngwaf-test-waf-${world.live}` },
    prepared: async () => new Set(),
    jobOf: async () => undefined,
    takeBack: () => Promise.resolve(),
    async reject({ version }, reason) {
      world.rejected.push(`${version}: ${reason}`);
    },
  };
  const context: SwitchContext = {
    store,
    user: 'alice',
    switchSeconds: 2000,
    print: (text) => world.printed.push(text),
    note: () => undefined,
    ask:
      fields.answer === undefined
        ? undefined
        : async (question) => {
            world.asked.push(question);
            return fields.answer ?? '';
          },
    isExecutionRunning: async (jobKey) => world.runningExecutions.includes(jobKey),
    now: () => NOW,
    async putLive(request) {
      world.switched.push(request);
      world.live = request.version;
    },
  };
  return { world, context };
};

describe('versionBefore', () => {
  it.each([
    ['the live one', 'job-2', 'job-1'],
    ['one that was gone back to', 'base', 'job-2'],
    ['no endpoint', undefined, 'job-2'],
  ])('is of what was live the last one beside %s', (_case, live, expected) => {
    expect(versionBefore(VERSIONS, live)?.version).toBe(expected);
  });

  it('is none that was rejected since, or never was live', () => {
    const versions = [
      aVersion('job-2', { liveSince: '2026-02-03T00:00:00.000Z' }),
      aVersion('job-1', { approval: 'Rejected', liveSince: '2026-02-02T00:00:00.000Z' }),
      aVersion('base'),
    ];

    expect(versionBefore(versions, 'job-2')).toBeUndefined();
  });
});

describe('toVersions', () => {
  it('leaves out packages that the pipeline did not register', () => {
    const record = {
      ...({ arn: 'arn:1', approvalStatus: 'Approved', approvalDescription: 'better' } as const),
      ...{ createdAt: NOW, artefact: 's3://b/model.tar.gz', image: undefined },
    };

    const versions = toVersions([
      { ...record, metadata: { version: 'job-1', live_since: '2026', replaced: 'base' } },
      { ...record, metadata: {} },
    ]);

    expect(versions).toEqual([
      aVersion('job-1', {
        packageArn: 'arn:1',
        decision: 'better',
        liveSince: '2026',
        replaced: 'base',
        artefact: 's3://b/model.tar.gz',
      }),
    ]);
  });
});

describe('promote', () => {
  it('switches under the lease, with who, why and what was live before', async () => {
    const { world, context } = setUp();

    await promote(context, 'job-3', { ...VERY_SURE, despiteAlarms: false });

    const [start] = world.started;
    expect(start?.job).toMatchObject({
      job_key: expect.stringMatching(/^switch-2026-03-01-12-00-00-[0-9a-z]{6}$/) as string,
      kind: 'switch',
      status: 'training',
      model_name: 'ngwaf-test-waf-job-3',
    });
    expect(start?.leaseExpiresAt).toBe(NOW.getTime() / 1000 + 2000);
    expect(world.switched).toEqual([
      {
        job: { ...start?.job, fencing_token: 1 },
        packageArn: 'arn:job-3',
        version: 'job-3',
        reason: 'promoted by alice: it is better (live before: job-2)',
        despiteAlarms: false,
      },
    ]);
    expect(world.settled).toEqual([{ status: 'success' }]);
    expect(world.printed).toEqual(['Live before: job-2; live now: job-3.']);
  });

  it('does nothing for what is live already', async () => {
    const { world, context } = setUp();

    await promote(context, 'job-2', { ...VERY_SURE, despiteAlarms: false });

    expect([world.started, world.switched]).toEqual([[], []]);
  });

  it('names a version that is nearly the one', async () => {
    await expect(
      promote(setUp().context, 'job-22', { ...VERY_SURE, despiteAlarms: false }),
    ).rejects.toThrow(/no version job-22 .*models list/);
  });

  it('asks, and changes nothing after no', async () => {
    const { world, context } = setUp({ answer: 'n' });

    await expect(
      promote(context, 'job-3', { reason: 'why', yes: false, despiteAlarms: false }),
    ).rejects.toThrow('nothing was changed');
    expect(world.asked).toEqual(['Switch from job-2 to job-3, which was rejected? [y/N] ']);
    expect(world.started).toEqual([]);
  });

  it('frees the lease when the switch fails, and says why', async () => {
    const { world, context } = setUp();
    const putLive = () => Promise.reject(new Error('taken back'));

    await expect(
      promote({ ...context, putLive }, 'job-3', { ...VERY_SURE, despiteAlarms: false }),
    ).rejects.toThrow('taken back');
    expect(world.settled).toEqual([
      { status: 'failed', failure: { step: 'deployment', reason: 'taken back' } },
    ]);
  });

  it('is refused while a retraining runs', async () => {
    const { world, context } = setUp();
    world.outcomes = [{ outcome: 'in_progress', jobKey: 'job-9' }];

    await expect(promote(context, 'job-3', { ...VERY_SURE, despiteAlarms: false })).rejects.toThrow(
      'job-9 is running',
    );
    expect(world.switched).toEqual([]);
  });

  it('takes over the lease of a job whose execution has ended', async () => {
    const { world, context } = setUp();
    const holder = { job_key: 'job-9', model: 'waf', fencing_token: 4 };
    world.outcomes = [{ outcome: 'lease_expired', holder }];

    await promote(context, 'job-3', { ...VERY_SURE, despiteAlarms: false });

    expect(world.started[1]?.takeOver?.holder).toEqual(holder);
    expect(world.switched).toHaveLength(1);
  });

  it('leaves the lease to a job whose execution still runs', async () => {
    const { world, context } = setUp();
    world.outcomes = [
      { outcome: 'lease_expired', holder: { job_key: 'job-9', model: 'waf', fencing_token: 4 } },
    ];
    world.runningExecutions = ['job-9'];

    await expect(promote(context, 'job-3', { ...VERY_SURE, despiteAlarms: false })).rejects.toThrow(
      'stop its execution first',
    );
    expect(world.switched).toEqual([]);
  });

  it('stops when something else went live before it had the lease', async () => {
    const { world, context } = setUp();
    const start = context.store.jobs.start;
    context.store.jobs.start = (request) => {
      world.live = 'job-1';
      return start(request);
    };

    await expect(promote(context, 'job-3', { ...VERY_SURE, despiteAlarms: false })).rejects.toThrow(
      'job-1 is live by now instead of job-2',
    );
    expect(world.switched).toEqual([]);
    expect(world.settled).toMatchObject([{ status: 'failed' }]);
  });
});

describe('rollBack', () => {
  it('goes back despite alarms and rejects what it leaves', async () => {
    const { world, context } = setUp();

    await rollBack(context, VERY_SURE);

    expect(world.switched).toMatchObject([{ version: 'job-1', despiteAlarms: true }]);
    expect(world.rejected).toEqual(['job-2: rolled back to job-1 by alice: it is better']);
    expect(world.settled).toEqual([{ status: 'success' }]);
  });

  it('rejects nothing when it could not go back', async () => {
    const { world, context } = setUp();
    const putLive = () => Promise.reject(new Error('no capacity'));

    await expect(rollBack({ ...context, putLive }, VERY_SURE)).rejects.toThrow('no capacity');
    expect(world.rejected).toEqual([]);
  });

  it('brings back the version that was live last where there is no endpoint', async () => {
    const { world, context } = setUp({ live: undefined });

    await rollBack(context, VERY_SURE);

    expect(world.switched).toMatchObject([{ version: 'job-2' }]);
    expect(world.rejected).toEqual([]);
  });

  it.each([
    ['nothing was ever live', undefined, 'put the base model live'],
    ['the live version is the first', 'base', 'nothing to go back to'],
  ])('says so when %s', async (_case, live, message) => {
    const { context } = setUp({ live });
    const versions = async () => (live ? [aVersion(live, { liveSince: '2026' })] : []);

    await expect(
      rollBack({ ...context, store: { ...context.store, versions } }, VERY_SURE),
    ).rejects.toThrow(message);
  });
});

describe('reject', () => {
  it('rejects a version that is not live, under the lease', async () => {
    const { world, context } = setUp();

    await reject(context, 'job-1', VERY_SURE);

    expect(world.rejected).toEqual(['job-1: rejected by alice: it is better']);
    expect(world.settled).toEqual([{ status: 'success' }]);
  });

  it('does not reject what is live', async () => {
    const { world, context } = setUp();

    await expect(reject(context, 'job-2', VERY_SURE)).rejects.toThrow('models rollback');
    expect([world.rejected, world.started]).toEqual([[], []]);
  });
});
