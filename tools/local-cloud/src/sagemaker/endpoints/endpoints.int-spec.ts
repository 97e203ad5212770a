import { setTimeout as delay } from 'node:timers/promises';

import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DescribeEndpointCommand,
  type DescribeEndpointCommandOutput,
  type ProductionVariant,
  SageMakerClient,
  UpdateEndpointCommand,
  UpdateEndpointWeightsAndCapacitiesCommand,
  waitUntilEndpointDeleted,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

import { archive } from '../testing/archives.ts';
import { isRunning } from '../testing/is-running.ts';
import { textLike, textWith } from '../testing/matchers.ts';
import { startTestCloud, waitFor, type TestCloud } from '../testing/test-cloud.ts';

const IMAGE = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3';

/** Says its version and process id; sleeps, fails or dies when asked to. */
const INFERENCE = `
import json, os, pathlib, time
def model_fn(model_dir):
    time.sleep(float(os.environ.get('LOAD_SECONDS', '0')))
    version = pathlib.Path(model_dir, 'version').read_text()
    if version == 'broken':
        raise RuntimeError('this model cannot be loaded')
    return version + os.environ.get('SUFFIX', '')
def input_fn(body, content_type):
    assert content_type == 'application/json', content_type
    return json.loads(body)
def predict_fn(data, version):
    if data.get('sleep'):
        time.sleep(data['sleep'])
    if data.get('fail'):
        raise ValueError('no such instance')
    if data.get('die'):
        os._exit(1)
    return {'version': version, 'pid': os.getpid()}
def output_fn(prediction, accept):
    return json.dumps(prediction), accept
`;

let cloud: TestCloud;
let sageMaker: SageMakerClient;
let runtime: SageMakerRuntimeClient;

beforeAll(async () => {
  cloud = await startTestCloud({ startUpMs: 10_000, invocationMs: 1_000 });
  sageMaker = new SageMakerClient(cloud.client);
  runtime = new SageMakerRuntimeClient({ ...cloud.client, maxAttempts: 1 });
  const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'models' }));
  for (const version of ['one', 'two', 'broken']) {
    await s3.send(
      new PutObjectCommand({
        Bucket: 'models',
        Key: `${version}.tar.gz`,
        Body: await archive({ version, 'code/inference.py': INFERENCE }),
      }),
    );
    await createModel(version, version);
    await createConfig(version);
  }
});

afterAll(async () => {
  await cloud.close();
});

const createModel = (name: string, version: string, environment: Record<string, string> = {}) =>
  sageMaker.send(
    new CreateModelCommand({
      ModelName: name,
      ExecutionRoleArn: 'arn:aws:iam::123456789012:role/serving',
      PrimaryContainer: {
        Image: IMAGE,
        ModelDataUrl: `s3://models/${version}.tar.gz`,
        Environment: {
          SAGEMAKER_PROGRAM: 'inference.py',
          SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
          ...environment,
        },
      },
    }),
  );

const createConfig = (name: string, variants: Partial<ProductionVariant>[] = [{}]) =>
  sageMaker.send(
    new CreateEndpointConfigCommand({
      EndpointConfigName: name,
      ProductionVariants: variants.map((variant) => ({
        VariantName: 'AllTraffic',
        ModelName: name,
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
        ...variant,
      })),
    }),
  );

const create = async (name: string, config: string): Promise<DescribeEndpointCommandOutput> => {
  await sageMaker.send(
    new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: config }),
  );
  return settled(name);
};

const describeEndpoint = (EndpointName: string) =>
  sageMaker.send(new DescribeEndpointCommand({ EndpointName }));

const settled = async (name: string): Promise<DescribeEndpointCommandOutput> => {
  await waitFor(async () =>
    ['InService', 'Failed'].includes(String((await describeEndpoint(name)).EndpointStatus)),
  );
  return describeEndpoint(name);
};

const invoke = async (name: string, input: object = {}, target?: string) => {
  const answer = await runtime.send(
    new InvokeEndpointCommand({
      EndpointName: name,
      ContentType: 'application/json',
      Body: JSON.stringify(input),
      ...(target !== undefined && { TargetVariant: target }),
    }),
  );
  const body = JSON.parse(answer.Body.transformToString()) as { version: string; pid: number };
  return { ...body, variant: answer.InvokedProductionVariant, type: answer.ContentType };
};

/** Ends the load of a test that failed before it could. */
let stopLoad: (() => Promise<void>) | undefined;
afterEach(() => stopLoad?.());

/** Invokes without a pause until stopped; tells which versions answered and what failed. */
const continuousLoad = (name: string, clients = 4) => {
  const versions: string[] = [];
  const failures: unknown[] = [];
  let goesOn = true;
  const client = async () => {
    while (goesOn) {
      await invoke(name, { sleep: 0.005 }).then(
        ({ version }) => versions.push(version),
        (error: unknown) => failures.push(error),
      );
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  stopLoad = async () => {
    goesOn = false;
    await running;
  };
  return { clients, versions, failures, stop: stopLoad };
};

describe('an endpoint', () => {
  it('serves the model with its script and says which variant did', async () => {
    const endpoint = await create('serving', 'one');

    expect(endpoint).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'one',
      ProductionVariants: [
        { VariantName: 'AllTraffic', CurrentInstanceCount: 1, CurrentWeight: 1 },
      ],
    });
    expect(await invoke('serving')).toMatchObject({
      version: 'one',
      variant: 'AllTraffic',
      type: 'application/json',
    });
  });

  it('fails with the reason when its model cannot be loaded', async () => {
    const endpoint = await create('failing', 'broken');

    expect(endpoint).toMatchObject({
      EndpointStatus: 'Failed',
      FailureReason: textWith('did not pass the ping health check'),
    });
  });

  it('is updated under load without losing a request', async () => {
    await create('switching', 'one');
    const load = continuousLoad('switching');
    await waitFor(async () => load.versions.length > 20);

    await sageMaker.send(
      new UpdateEndpointCommand({ EndpointName: 'switching', EndpointConfigName: 'two' }),
    );
    const during = await describeEndpoint('switching');
    const second = sageMaker.send(
      new UpdateEndpointCommand({ EndpointName: 'switching', EndpointConfigName: 'one' }),
    );
    await expect(second).rejects.toMatchObject({
      name: 'ValidationException',
      message: textLike(/^Cannot update in-progress endpoint "arn:.*switching"\.$/),
    });
    const after = await settled('switching');
    await delay(100);
    await load.stop();

    expect(during).toMatchObject({
      EndpointStatus: 'Updating',
      EndpointConfigName: 'one',
      PendingDeploymentSummary: { EndpointConfigName: 'two' },
    });
    expect(after).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'two' });
    expect(load.failures).toEqual([]);
    // What was under way at the switch may end after it, at most one request of each client.
    const sinceSwitch = load.versions.slice(load.versions.indexOf('two'));
    const late = sinceSwitch.filter((version) => version === 'one').length;
    expect(late).toBeLessThanOrEqual(load.clients);
    expect(load.versions.at(-1)).toBe('two');
  });

  it('goes back to the old config, under load, when the new fleet does not start', async () => {
    await create('rolling-back', 'one');
    const load = continuousLoad('rolling-back');

    await sageMaker.send(
      new UpdateEndpointCommand({ EndpointName: 'rolling-back', EndpointConfigName: 'broken' }),
    );
    const endpoint = await settled('rolling-back');
    await load.stop();

    expect(endpoint).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'one',
      FailureReason: textWith('did not pass the ping health check'),
    });
    expect(load.failures).toEqual([]);
    expect(new Set(load.versions)).toEqual(new Set(['one']));
  });

  it('goes back to the old config when an alarm rings while the new one bakes', async () => {
    const cloudWatch = new CloudWatchClient(cloud.client);
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'errors',
        Namespace: 'AWS/SageMaker',
        MetricName: 'Invocation5XXErrors',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    await create('alarmed', 'one');
    const load = continuousLoad('alarmed');

    await sageMaker.send(
      new UpdateEndpointCommand({
        EndpointName: 'alarmed',
        EndpointConfigName: 'two',
        DeploymentConfig: {
          BlueGreenUpdatePolicy: {
            TrafficRoutingConfiguration: {
              Type: 'CANARY',
              CanarySize: { Type: 'CAPACITY_PERCENT', Value: 50 },
              WaitIntervalInSeconds: 30,
            },
          },
          AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'errors' }] },
        },
      }),
    );
    await waitFor(async () => load.versions.includes('two'));
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'test' }),
    );
    const endpoint = await settled('alarmed');
    const afterRollback = await invoke('alarmed');
    await load.stop();

    expect(endpoint).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: 'one',
      FailureReason: textWith('errors'),
    });
    expect(afterRollback.version).toBe('one');
    expect(load.failures).toEqual([]);
  });

  it('keeps weights and instance counts when asked to, and changes them on request', async () => {
    await createConfig('pair', [
      { VariantName: 'a', ModelName: 'one' },
      { VariantName: 'b', ModelName: 'two', InitialVariantWeight: 0 },
    ]);
    await create('pair', 'pair');

    await sageMaker.send(
      new UpdateEndpointWeightsAndCapacitiesCommand({
        EndpointName: 'pair',
        DesiredWeightsAndCapacities: [
          { VariantName: 'a', DesiredWeight: 0 },
          { VariantName: 'b', DesiredWeight: 1, DesiredInstanceCount: 2 },
        ],
      }),
    );
    await settled('pair');
    await sageMaker.send(
      new UpdateEndpointCommand({
        EndpointName: 'pair',
        EndpointConfigName: 'pair',
        RetainAllVariantProperties: true,
      }),
    );
    const endpoint = await settled('pair');

    expect(endpoint.ProductionVariants).toMatchObject([
      { VariantName: 'a', CurrentWeight: 0, CurrentInstanceCount: 1 },
      { VariantName: 'b', CurrentWeight: 1, CurrentInstanceCount: 2 },
    ]);
    expect((await invoke('pair')).version).toBe('two');
    expect((await invoke('pair', {}, 'a')).version).toBe('one');
  });

  it("lists its variants in the config's order, whichever is ready first", async () => {
    await createModel('slow', 'one', { LOAD_SECONDS: '0.5' });
    await createConfig('ordered', [
      { VariantName: 'slow', ModelName: 'slow' },
      { VariantName: 'quick', ModelName: 'two' },
    ]);

    const endpoint = await create('ordered', 'ordered');

    const names = endpoint.ProductionVariants?.map(({ VariantName }) => VariantName);
    expect(names).toEqual(['slow', 'quick']);
  });

  it('restarts a process that died', async () => {
    await create('dying', 'one');
    const { pid } = await invoke('dying');

    const death = invoke('dying', { die: true });

    await expect(death).rejects.toMatchObject({ name: 'ModelError', OriginalStatusCode: 500 });
    await waitFor(async () => (await invoke('dying')).pid !== pid);
  });

  it('is deleted, its config first if need be, and is unknown then', async () => {
    await createConfig('short-lived', [{ ModelName: 'one' }]);
    await create('short-lived', 'short-lived');
    await sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'short-lived' }));
    const update = sageMaker.send(
      new UpdateEndpointCommand({ EndpointName: 'short-lived', EndpointConfigName: 'two' }),
    );
    await expect(update).rejects.toThrow(
      /Could not find endpoint configuration "arn:.*short-lived"/,
    );
    const { pid } = await invoke('short-lived');

    await sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'short-lived' }));
    await waitUntilEndpointDeleted(
      { client: sageMaker, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
      { EndpointName: 'short-lived' },
    );

    expect(isRunning(pid)).toBe(false);
    await expect(invoke('short-lived')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Endpoint short-lived of account 123456789012 not found.',
    });
  });
});

describe('an invocation', () => {
  beforeAll(() => create('invoked', 'one'));

  it('reports what the script raised as a model error', async () => {
    await expect(invoke('invoked', { fail: true })).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 500,
      OriginalMessage: textWith('no such instance'),
      message: textLike(/^Received server error \(500\) from primary with message/),
      $metadata: { httpStatusCode: 424 },
    });
  });

  it('is given up after its time limit', async () => {
    await expect(invoke('invoked', { sleep: 1.5 })).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: 0,
      OriginalMessage: textWith('timed out'),
    });
  });

  it('is refused when its body is over 6 MB', async () => {
    await expect(invoke('invoked', { text: 'x'.repeat(6 * 1024 * 1024) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 413 },
    });
  });

  it('is refused for a variant that is not there', async () => {
    await expect(invoke('invoked', {}, 'other')).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
