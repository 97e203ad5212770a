import { findModel, type ModelEntry } from '@ngwaf/model-catalogue';
import { createLogger } from '@ngwaf/lambda-kit';
import {
  ModelFailedError,
  type Capacity,
  type Endpoint,
  type ModelPackageRecord,
} from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';
import type { DeployModelPorts } from './ports.ts';

const MODEL = 'before-initial-deposit-problem-gambling';
const ENDPOINT = 'ngwaf-test-bid-pg';
const version = (day: number) => `job-2026-03-0${day}-12-00-00-abcdef`;
const config = (day: number) => `${ENDPOINT}-${version(day)}`;
const ARN = 'arn:aws:sagemaker:us-east-1:123456789012:model-package/ngwaf-test-bid-pg/7';
const NOW = '2026-03-02T12:00:00.000Z';
const context = { getRemainingTimeInMillis: () => 60_000 };
const silent = createLogger({}, () => {});

const entry = findModel(MODEL) as ModelEntry;
const onInstances = (fields: object = {}): Capacity => ({
  ...{ kind: 'real-time', instanceType: 'ml.t2.medium', instances: 1 },
  ...fields,
});

/** The version of the second day is to go live in the place of the first day's. */
const aWorld = () => ({
  entry,
  endpoint: { status: 'InService', configName: config(1) } as Endpoint | undefined,
  modelPackage: {
    ...{ arn: ARN, approvalStatus: 'PendingManualApproval', approvalDescription: undefined },
    ...{ createdAt: undefined, artefact: 's3://bucket/model.tar.gz', image: 'image' },
    metadata: { version: version(2), threshold: '0.42' },
  } as ModelPackageRecord | undefined,
  environment: undefined as Record<string, string> | undefined,
  liveCapacity: onInstances() as Capacity | undefined,
  ringing: [] as string[],
  answering: version(2),
  configs: [2, 1].map(config),
});
type World = ReturnType<typeof aWorld>;

const deploy = async (
  world: World,
  input: object = {},
  overrides: Partial<DeployModelPorts> = {},
) => {
  const done: unknown[] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]) =>
      void done.push([name, ...args]);
  const ports: DeployModelPorts = {
    findModel: (name) =>
      name === 'waf' ? findModel('waf') : name === MODEL ? world.entry : undefined,
    endpointName: () => ENDPOINT,
    findPackage: async () => world.modelPackage,
    setApproval: (_arn, status) => note('setApproval')(status),
    recordLive: (_arn, ...rest) => note('recordLive')(...rest),
    endpoint: async () => world.endpoint,
    environmentOf: async () => world.environment,
    capacityOf: async () => world.liveCapacity,
    prepare: (name, _version, environment, capacity) =>
      note('prepare')(name, environment, capacity),
    createEndpoint: note('createEndpoint'),
    updateEndpoint: note('updateEndpoint'),
    deleteEndpoint: note('deleteEndpoint'),
    deleteConfig: note('deleteConfig'),
    deleteModel: note('deleteModel'),
    configs: async () => world.configs,
    answeringVersion: async () => world.answering,
    guardingAlarms: () => ['errors', 'latency'],
    ringing: async (alarms) => world.ringing.filter((alarm) => alarms.includes(alarm)),
    registerScaling: note('registerScaling'),
    deregisterScaling: note('deregisterScaling'),
    recordSwitch: (_holder, ...rest) => note('recordSwitch')(...rest),
    previousConfig: async () => config(1),
    now: () => new Date(NOW),
    ...overrides,
  };
  const event = {
    ...{ job_key: version(2), model: MODEL, fencing_token: 1 },
    comparison: { promoted: true, model_package_arn: ARN },
    ...input,
  };
  const answer = await createHandler(ports, silent)(event, context).catch(
    (error: unknown) => error,
  );
  return { answer, done };
};

const asked = (fields: object = {}) => ({
  deployment: {
    ...{ done: false, endpoint_config: config(2), approval_before: 'PendingManualApproval' },
    ...fields,
  },
});
const ENVIRONMENT = { NGWAF_MODEL_VERSION: version(2), NGWAF_THRESHOLD: '0.42' };

describe('the first call', () => {
  it('asks the endpoint to serve the version, approved, and records what to go back to', async () => {
    const { answer, done } = await deploy(aWorld());

    expect(answer).toEqual({
      ...{ done: false, endpoint_config: config(2), approval_before: 'PendingManualApproval' },
    });
    expect(done).toEqual([
      ['recordSwitch', config(2), config(1)],
      ['prepare', config(2), ENVIRONMENT, onInstances()],
      ['setApproval', 'Approved'],
      [
        'updateEndpoint',
        ENDPOINT,
        config(2),
        { alarms: ['errors', 'latency'], instances: 1, keepsInstances: true },
      ],
    ]);
  });

  it('makes the endpoint where there is none', async () => {
    const { done } = await deploy({ ...aWorld(), endpoint: undefined });

    expect(done).toEqual([
      ['recordSwitch', config(2), undefined],
      ['prepare', config(2), ENVIRONMENT, onInstances()],
      ['setApproval', 'Approved'],
      ['createEndpoint', ENDPOINT, config(2)],
    ]);
  });

  it('replaces the model that the candidate was scored with, which has no threshold', async () => {
    const { done } = await deploy({
      ...aWorld(),
      environment: { NGWAF_MODEL_VERSION: version(2) },
    });

    expect(done.slice(1, 4)).toEqual([
      ['deleteConfig', config(2)],
      ['deleteModel', config(2)],
      ['prepare', config(2), ENVIRONMENT, onInstances()],
    ]);
  });

  it('keeps the model that a call before has made', async () => {
    const { done } = await deploy({ ...aWorld(), environment: ENVIRONMENT });

    expect(done).not.toContainEqual(['deleteModel', config(2)]);
  });

  it.each<[string, Capacity]>([
    ['another type of instances', onInstances({ instanceType: 'ml.m5.large' })],
    ['a serverless endpoint', { kind: 'serverless', memoryMb: 2048, maxConcurrency: 5 }],
  ])('ends the scaling before it takes the place of %s', async (_case, liveCapacity) => {
    const { done } = await deploy({ ...aWorld(), liveCapacity });

    expect(done.slice(-2)).toEqual([
      ['deregisterScaling', ENDPOINT],
      ['updateEndpoint', ENDPOINT, config(2), expect.objectContaining({ keepsInstances: false })],
    ]);
  });

  it('is refused while an alarm of the endpoint rings', async () => {
    const { answer, done } = await deploy({ ...aWorld(), ringing: ['errors'] });

    expect(answer).toMatchObject({
      name: 'DeploymentFailedError',
      message: expect.stringMatching(/errors rings already/) as string,
    });
    expect(done).toEqual([]);
  });

  it('switches despite alarms where asked to, guarded by the others', async () => {
    const world = { ...aWorld(), ringing: ['errors'] };

    const { done } = await deploy(world, { despite_alarms: true });

    expect(done.at(-1)).toMatchObject([
      'updateEndpoint',
      ENDPOINT,
      config(2),
      { alarms: ['latency'] },
    ]);
  });

  it('changes nothing once the lease is another’s', async () => {
    const lost = Object.assign(new Error('lost'), { name: 'LeaseLostError' });

    const { answer, done } = await deploy(
      aWorld(),
      {},
      { recordSwitch: () => Promise.reject(lost) },
    );

    expect([answer, done]).toEqual([lost, []]);
  });

  it('waits for an update that runs', async () => {
    const endpoint: Endpoint = { status: 'Updating', configName: config(1) };

    expect(await deploy({ ...aWorld(), endpoint })).toEqual({ answer: { done: false }, done: [] });
  });

  it('removes an endpoint that never came up, to make it anew with the next call', async () => {
    const endpoint: Endpoint = { status: 'Failed', configName: config(1) };

    const { answer, done } = await deploy({ ...aWorld(), endpoint });

    expect(answer).toEqual({ done: false });
    expect(done).toEqual([
      ['deregisterScaling', ENDPOINT],
      ['deleteEndpoint', ENDPOINT],
    ]);
  });

  it.each<[string, Partial<World>, object]>([
    ['a model package that is gone', { modelPackage: undefined }, {}],
    ['a threshold that is none', {}, { version: version(2), threshold: 'high' }],
    ['no threshold', {}, { version: version(2) }],
    ['a threshold past 1', {}, { version: version(2), threshold: '1.5' }],
  ])('refuses %s', async (_case, fields, metadata) => {
    const world = { ...aWorld(), ...fields };
    if (world.modelPackage && Object.keys(metadata).length > 0) {
      world.modelPackage = { ...world.modelPackage, metadata: metadata as Record<string, string> };
    }

    const { answer, done } = await deploy(world);

    expect([(answer as Error).name, done]).toEqual(['VersionNotDeployableError', []]);
  });

  it.each(['waf', 'none'])('refuses the model %s', async (model) => {
    expect((await deploy(aWorld(), { model })).answer).toMatchObject({
      name: 'VersionNotDeployableError',
    });
  });
});

describe('further calls', () => {
  it.each(['Creating', 'Updating', 'RollingBack', 'SystemUpdating'] as const)(
    'wait while the endpoint is %s',
    async (status) => {
      const endpoint = { status, configName: config(1), nextConfigName: config(2) };

      const { answer, done } = await deploy({ ...aWorld(), endpoint }, asked());

      expect([answer, done]).toEqual([asked().deployment, []]);
    },
  );

  const live = (): World => ({
    ...aWorld(),
    endpoint: { status: 'InService', configName: config(2) },
  });

  it('end once the endpoint serves the version: it scales, is recorded, and old ones go', async () => {
    const world = { ...live(), configs: [2, 9, 8, 7, 6, 1].map(config) };
    world.configs.push(`${ENDPOINT}-of-somebody-else`);

    const { answer, done } = await deploy(world, asked());

    expect(answer).toEqual({ done: true, endpoint_config: config(2) });
    expect(done).toEqual([
      ['registerScaling', ENDPOINT, entry.serving],
      ['recordLive', NOW, version(1)],
      ['deleteConfig', config(6)],
      ['deleteModel', config(6)],
    ]);
  });

  it('end also where the answer of the call that asked for it was lost', async () => {
    expect((await deploy(live())).answer).toMatchObject({ done: true });
  });

  it('do not scale what is serverless', async () => {
    const serverless: ModelEntry = {
      ...entry,
      serving: { kind: 'serverless', memoryMb: 2048, maxConcurrency: 5 },
    };

    const { done } = await deploy({ ...live(), entry: serverless }, asked());

    expect(done).toEqual([['recordLive', NOW, version(1)]]);
  });

  it('fail where the endpoint answers as another version', async () => {
    const { answer, done } = await deploy({ ...live(), answering: version(1) }, asked());

    expect(answer).toMatchObject({ name: 'DeploymentFailedError' });
    expect(done).toEqual([]);
  });

  it('fail where the version cannot score', async () => {
    const answeringVersion = () => Promise.reject(new ModelFailedError());

    const { answer } = await deploy(live(), asked(), { answeringVersion });

    expect(answer).toMatchObject({
      name: 'DeploymentFailedError',
      message: expect.stringMatching(/does not answer as job-/) as string,
    });
  });

  it('fail where SageMaker went back by itself, and reject the version', async () => {
    const endpoint: Endpoint = {
      ...{ status: 'InService', configName: config(1) },
      failureReason: 'One or more configured alarms went into ALARM state',
    };

    const { answer, done } = await deploy({ ...aWorld(), endpoint }, asked());

    expect(answer).toMatchObject({
      name: 'DeploymentFailedError',
      message: expect.stringMatching(/went into ALARM state/) as string,
    });
    expect(done).toEqual([['setApproval', 'Rejected']]);
  });

  it('keep the approval of a version that had it before', async () => {
    const { done } = await deploy(aWorld(), asked({ approval_before: 'Approved' }));

    expect(done).toEqual([['setApproval', 'Approved']]);
  });

  it('remove an endpoint that did not come up', async () => {
    const endpoint: Endpoint = { status: 'Failed', configName: config(2) };

    const { answer, done } = await deploy({ ...aWorld(), endpoint }, asked());

    expect(answer).toMatchObject({ name: 'DeploymentFailedError' });
    expect(done).toEqual([
      ['setApproval', 'Rejected'],
      ['deregisterScaling', ENDPOINT],
      ['deleteEndpoint', ENDPOINT],
    ]);
  });

  it('fail where somebody deleted the endpoint', async () => {
    const { answer } = await deploy({ ...aWorld(), endpoint: undefined }, asked());

    expect(answer).toMatchObject({ message: expect.stringMatching(/is gone/) as string });
  });
});
