import { randomUUID } from 'node:crypto';
import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  DescribeModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { createScalingClient, forgetModel } from './forget-models.ts';
import {
  aRecord,
  deployVersion,
  frameworkModel,
  putArtefact,
  registerVersion,
  trainArtefact,
} from './framework-models.ts';
import { testStack } from './test-stack.ts';
import { watchPredictions, type PredictionWatch } from './watch-predictions.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const { sageMaker } = clients;

const deposit = frameworkModel('before-initial-deposit-problem-gambling', outputs);
const behaviour = frameworkModel('gambling-behaviour-problem-gambling', outputs);
const marketing = frameworkModel('gambling-behaviour-marketing', outputs);
/** Job keys that no run before has used: an ended job never changes. */
const run = randomUUID().slice(0, 8);
const [FIRST, SECOND, FAULTY, BROKEN, BROKEN_TOO, LAST] = [1, 2, 3, 4, 5, 6].map(
  (day) => `job-2020-01-0${day}-00-00-00-${run}`,
) as [string, string, string, string, string, string];
const record = (index = 0) => aRecord(deposit.entry, index);

let artefact: string;
let watch: PredictionWatch;

const predict = (body: unknown, { model = deposit.entry.name, headers = {} } = {}) =>
  api.call('POST', `/models/${model}/predictions`, body, headers);

interface Answer {
  predictions: { index: number; score: number; label: number; prediction_id: string }[];
  errors: { index: number; field: string; message: string }[];
  model: string;
}

/** Puts another version of a model live. */
const putLive = async (model: typeof deposit, version: string, threshold = 0.5) => {
  const packageArn = await registerVersion(clients, model, { version, artefact, threshold });
  return {
    packageArn,
    deployed: await deployVersion(clients, outputs, model, { version, packageArn }),
  };
};

const statusOf = async (EndpointName: string) =>
  sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
const approvalOf = async (ModelPackageName: string) =>
  (await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName }))).ModelApprovalStatus;

beforeAll(async () => {
  for (const model of [deposit, behaviour, marketing]) await forgetModel(clients, outputs, model);
  watch = await watchPredictions(outputs);
  artefact = await trainArtefact(clients, deposit, FIRST);
}, 90_000);

afterAll(async () => {
  await watch.stop();
  for (const model of [deposit, behaviour, marketing]) await forgetModel(clients, outputs, model);
}, 60_000);

describe('before a version is live', () => {
  it('predictions are answered 503, and nothing is handed on', async () => {
    const answer = await predict({ records: [record()] });

    expect([answer.status, answer.headers.get('retry-after'), answer.body]).toEqual([
      503,
      '10',
      { message: expect.stringMatching(/not available/) as string, code: 'endpoint_unavailable' },
    ]);
    expect(await watch.take()).toEqual([]);
  });

  it('the model is described with what it takes', async () => {
    const { status, body } = await api.call('GET', `/models/${deposit.entry.name}`);

    expect([status, body]).toMatchObject([
      200,
      { live_version: null, routing: 'intervention', input: { kind: 'record', id: 'user_id' } },
    ]);
  });
});

describe('a version that is put live', () => {
  it('makes the endpoint, scales it and is approved', async () => {
    const { deployed, packageArn } = await putLive(deposit, FIRST);

    expect(deployed).toMatchObject({ done: true });
    expect(await approvalOf(packageArn)).toBe('Approved');
    const { body } = await api.call('GET', '/models');
    expect(body).toMatchObject({
      models: expect.arrayContaining([
        expect.objectContaining({ name: deposit.entry.name, live_version: FIRST }),
        expect.objectContaining({ name: marketing.entry.name, live_version: null }),
      ]) as object,
    });
    const scaling = createScalingClient(outputs);
    const target = {
      ServiceNamespace: 'sagemaker' as const,
      ResourceIds: [`endpoint/${deposit.endpoint}/variant/live`],
    };
    const { ScalableTargets } = await scaling.send(new DescribeScalableTargetsCommand(target));
    const { ScalingPolicies } = await scaling.send(
      new DescribeScalingPoliciesCommand({
        ServiceNamespace: 'sagemaker',
        ResourceId: target.ResourceIds[0],
      }),
    );
    scaling.destroy();
    expect(ScalableTargets).toMatchObject([{ MinCapacity: 1, MaxCapacity: 2 }]);
    expect(ScalingPolicies).toMatchObject([
      {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 1000,
          PredefinedMetricSpecification: {
            PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
          },
        },
      },
    ]);
  }, 60_000);
});

describe('a record', () => {
  it('is scored, and the prediction arrives at who acts on it', async () => {
    const { status, body } = await predict({ records: [record()] });

    expect(status).toBe(200);
    const { predictions, errors, model } = body as Answer;
    expect([predictions.length, errors, model]).toEqual([1, [], FIRST]);
    await eventually(async () => {
      expect(await watch.take()).toMatchObject([
        {
          prediction_id: predictions[0]?.prediction_id,
          ...{ model: deposit.entry.name, version: FIRST, user_id: 'user-0' },
          ...{ score: predictions[0]?.score, threshold: 0.5, record: record() },
        },
      ]);
    }, 10_000);
  });

  it('that is sent again with its idempotency key is the same prediction', async () => {
    const send = async () => {
      const { body } = await predict(
        { records: [record(3)] },
        { headers: { 'Idempotency-Key': 'a' } },
      );
      return (body as Answer).predictions[0]?.prediction_id;
    };

    expect(await send()).toBe(await send());
  });

  it('of the WAF goes to the caller alone', async () => {
    await eventually(async () => expect(await watch.take()).toEqual([]), 5_000);

    const records = [{ payload: "/search?q=1' OR 1=1 --" }, { payload: 7 }];
    const { status, body } = await predict({ records }, { model: 'waf' });

    expect([status, body]).toEqual([
      200,
      {
        predictions: [
          {
            index: 0,
            score: expect.any(Number) as number,
            label: 1,
            threshold: expect.any(Number) as number,
          },
        ],
        errors: [{ index: 1, field: 'payload', message: 'expected a string, found 7' }],
        model: expect.stringMatching(/^(base|job)-/) as string,
      },
    ]);
    expect(await watch.take()).toEqual([]);
  });
});

describe('records at fault', () => {
  it('are told by index and field, and fail no other', async () => {
    const incomplete = { ...record(2), first_deposit_date: undefined };
    const records = [
      record(0),
      { ...record(1), birth_year: 'old' },
      incomplete,
      { ...record(3), favourite_colour: 'blue' },
      'a text',
      { ...record(5), user_id: null },
      { ...record(6), registration_date: '31.12.2005' },
      record(7),
    ];

    const { status, body } = await predict({ records });

    const { predictions, errors } = body as Answer;
    expect([status, predictions.map(({ index }) => index)]).toEqual([200, [0, 7]]);
    expect(errors.map(({ index, field }) => [index, field])).toEqual([
      [1, 'birth_year'],
      [2, 'first_deposit_date'],
      [3, 'favourite_colour'],
      [4, ''],
      [5, 'user_id'],
      [6, 'registration_date'],
    ]);
    for (const { message } of errors) expect(message).toMatch(/expected|unknown field/);
  });

  it.each<[string, unknown, number, RegExp]>([
    ['no body', undefined, 400, /body.*object/],
    ['what is no JSON', '{"records": [', 400, /JSON/],
    ['NaN', '{"records":[{"user_id":"a","birth_year":NaN}]}', 400, /JSON/],
    [
      'a number past any',
      `{"records":[${JSON.stringify(record()).replace(/"birth_year":\d+/, '"birth_year":1e999')}]}`,
      400,
      /birth_year/,
    ],
    ['a list', [], 400, /body.*object/],
    ['no records', {}, 400, /body\.records.*array/],
    ['an empty list of records', { records: [] }, 400, /at least 1/],
    ['1,001 records', { records: Array(1_001).fill(record()) }, 400, /at most 1000/],
    ['a field besides the records', { records: [record()], threshold: 0 }, 400, /threshold/],
    ['a record that is missing a field', { records: [{ user_id: 'a' }] }, 400, /country/],
    ['a record with one too many', { records: [{ ...record(), a: 1 }] }, 400, /unknown field/],
    [
      'a record of 20 KB',
      { records: [{ ...record(), country: 'x'.repeat(20_000) }] },
      400,
      /16384/,
    ],
    ['a body of 11 MB', { records: [{ user_id: 'x'.repeat(11_000_000) }] }, 413, /./],
  ])('of a request with %s are refused', async (_case, body, status, message) => {
    const answer = await predict(body);

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      status,
      expect.stringMatching(message),
    ]);
  });

  it.each(['none', '__proto__', 'x'.repeat(200)])(
    'are not even looked at for the model %s',
    async (model) => {
      const { status, body } = await predict({ records: [record()] }, { model });

      expect([status, JSON.stringify(body)]).toEqual([
        404,
        expect.stringMatching(/GET \/models lists them/),
      ]);
    },
  );
});

it('scores a thousand records in one call, and hands each of them on', async () => {
  const records = Array.from({ length: 1_000 }, (_, index) => record(index));
  await eventually(async () => expect(await watch.take()).toEqual([]), 10_000);

  const { status, body } = await predict({ records });

  const { predictions } = body as Answer;
  expect([status, predictions.length]).toEqual([200, 1_000]);
  expect(predictions.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  expect(new Set(predictions.map(({ prediction_id }) => prediction_id)).size).toBe(1_000);
  await eventually(async () => expect(await watch.count()).toBeGreaterThanOrEqual(1_000), 30_000);
  await watch.forget();
}, 60_000);

it('loses no request while another version is put live', async () => {
  const failures: unknown[] = [];
  const versions = new Set<string>();
  let isDone = false;
  const load = Promise.all(
    [1, 2].map(async (index) => {
      while (!isDone) {
        const { status, body } = await predict({ records: [record(index)] });
        if (status !== 200) failures.push(body);
        else versions.add((body as Answer).model);
      }
    }),
  );

  const { deployed } = await putLive(deposit, SECOND, 0.25);
  await predict({ records: [record()] });
  isDone = true;
  await load;

  expect([deployed, failures]).toEqual([expect.objectContaining({ done: true }), []]);
  expect([...versions]).toEqual([FIRST, SECOND]);
}, 90_000);

describe('a version that does not come up', () => {
  let broken: string;

  beforeAll(async () => {
    broken = await putArtefact(clients, deposit, 'broken', { 'none.txt': 'no model' });
  });

  const deployBroken = async (model: typeof deposit, version: string) => {
    const packageArn = await registerVersion(clients, model, { version, artefact: broken });
    const deployed = await deployVersion(clients, outputs, model, { version, packageArn });
    expect(deployed).toMatchObject({ errorType: 'DeploymentFailedError' });
    expect(await approvalOf(packageArn)).toBe('Rejected');
  };

  it('leaves the one before it live', async () => {
    await deployBroken(deposit, BROKEN);

    expect(await statusOf(deposit.endpoint)).toMatchObject({
      EndpointStatus: 'InService',
      EndpointConfigName: `${deposit.endpoint}-${SECOND}`,
    });
    expect((await predict({ records: [record()] })).status).toBe(200);
  }, 60_000);

  it('leaves no endpoint where there was none', async () => {
    await deployBroken(behaviour, BROKEN_TOO);

    await eventually(
      () => expect(statusOf(behaviour.endpoint)).rejects.toThrow(/Could not find/),
      10_000,
    );
  }, 60_000);
});

/** Answers by the first record's number of active days: wrongly, with an error, or never. */
const FAULTY_SCRIPT = `
import json, math, time
def model_fn(folder):
    return None
def transform_fn(model, body, content_type, accept):
    instance = json.loads(body)["instances"][0]
    days = round(math.expm1(instance["log1p(fOTotalActiveDays)"]))
    if days == 1:
        return json.dumps({"predictions": [1.5], "model": "faulty", "threshold": 0.5}), accept
    if days == 2:
        return "not JSON", accept
    if days == 3:
        raise ValueError("no")
    if days == 4:
        return json.dumps({"predictions": [], "model": "faulty", "threshold": 0.5}), accept
    time.sleep(22)
`;

describe('an endpoint that is at fault', () => {
  const name = `${marketing.endpoint}-${FAULTY}`;
  const predictOn = (days: number) =>
    predict(
      { records: [{ ...aRecord(marketing.entry, 1), fOTotalActiveDays: days }] },
      { model: marketing.entry.name },
    );

  const takeOfMarketing = async () =>
    (await watch.take()).filter(({ model }) => model === marketing.entry.name);

  beforeAll(async () => {
    const files = { 'code/inference.py': FAULTY_SCRIPT };
    const ModelDataUrl = await putArtefact(clients, marketing, 'faulty', files);
    await sageMaker.send(
      new CreateModelCommand({
        ModelName: name,
        ExecutionRoleArn: marketing.roleArn,
        PrimaryContainer: {
          Image: marketing.image.replace(/\/.*$/, '/sagemaker-scikit-learn:1.2-1-cpu-py3'),
          ModelDataUrl,
        },
      }),
    );
    const variant = { VariantName: 'live', ModelName: name, InitialInstanceCount: 1 };
    await sageMaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: name,
        ProductionVariants: [{ ...variant, InstanceType: 'ml.t2.medium' }],
      }),
    );
    await sageMaker.send(
      new CreateEndpointCommand({ EndpointName: marketing.endpoint, EndpointConfigName: name }),
    );
    await eventually(
      async () => expect((await statusOf(marketing.endpoint)).EndpointStatus).toBe('InService'),
      30_000,
    );
  }, 60_000);

  it.each([
    ['a score above 1', 1],
    ['no JSON', 2],
    ['an error', 3],
    ['too few scores', 4],
  ])('by answering %s is answered 503, and nothing is handed on', async (_case, days) => {
    const { status, headers, body } = await predictOn(days);

    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(body).toMatchObject({ code: 'model_failed' });
    expect(await takeOfMarketing()).toEqual([]);
  });

  it('by not answering is answered 503 within the time of the API', async () => {
    const startedAt = performance.now();

    const { status, headers, body } = await predictOn(5);

    expect([status, headers.get('retry-after'), body]).toMatchObject([
      503,
      '1',
      { code: 'endpoint_timeout' },
    ]);
    expect(performance.now() - startedAt).toBeLessThan(29_000);
    expect(await takeOfMarketing()).toEqual([]);
  }, 40_000);

  it('is replaced by the next version, which runs without instances', async () => {
    const version = LAST;
    const stale = { Image: marketing.image, ModelDataUrl: artefact };
    const artefactOfOwn = await trainArtefact(clients, marketing, version);
    // As the candidate was scored: before anybody knew its threshold.
    await sageMaker.send(
      new CreateModelCommand({
        ModelName: `${marketing.endpoint}-${version}`,
        ExecutionRoleArn: marketing.roleArn,
        PrimaryContainer: { ...stale, ModelDataUrl: artefactOfOwn },
      }),
    );
    const packageArn = await registerVersion(clients, marketing, {
      ...{ version, artefact: artefactOfOwn },
    });

    const deployed = await deployVersion(clients, outputs, marketing, { version, packageArn });

    expect(deployed).toMatchObject({ done: true });
    const { status, body } = await predictOn(5);
    expect([status, body]).toMatchObject([200, { model: version }]);
  }, 60_000);
});
