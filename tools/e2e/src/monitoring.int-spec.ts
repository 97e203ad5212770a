import { randomUUID } from 'node:crypto';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import {
  ENDPOINT_VARIANT,
  MODEL_METRICS_NAMESPACE,
  baselineKeys,
  dataBucketKeys,
  predictionBucketKeys,
} from '@ngwaf/contracts';
import { histogramOf } from '@ngwaf/drift';
import {
  MODELS,
  isRecordModel,
  modelResources,
  planOf,
  type RecordModel,
} from '@ngwaf/model-catalogue';
import { aPrediction } from '@ngwaf/testing';
import { createCloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';
import { names } from './invariants.ts';
import { createScenarios } from './permission-scenarios.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const clients = createCloudClients(outputs);
const configuration = {
  endpoint: outputs.awsEndpointUrl,
  region: outputs.region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
const cloudWatch = new CloudWatchClient(configuration);
const bridge = new EventBridgeClient(configuration);
const predictionsBucket = outputs.bucket.replace('-waf-', '-predictions-');
const accountId = /\d{12}/.exec(outputs.bucket)?.[0] ?? '';
const models = MODELS.filter(isRecordModel).filter(({ routing }) => routing.to !== 'caller');
const modelOf = (name: string): RecordModel => {
  const found = models.find((model) => model.name === name);
  if (!found) throw new Error(`the catalogue has no ${name}`);
  return found;
};
const deposit = modelOf('before-initial-deposit-problem-gambling');
const marketing = modelOf('gambling-behaviour-marketing');
const resourcesOf = (model: RecordModel) => modelResources('ngwaf-dev', accountId, model);
/** No job of these tests: what they put is told apart by it. */
const VERSION = 'job-2026-01-01-00-00-00-monitr';
const RULE = `${names.function('start-training')}`.replace('start-training', 'training-triggers');

const put: { Bucket: string; Key: string }[] = [];
const inParts = async <T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> => {
  for (let start = 0; start < all.length; start += 50) {
    await Promise.all(all.slice(start, start + 50).map(act));
  }
};
const putObject = async (Bucket: string, Key: string, Body: string): Promise<void> => {
  put.push({ Bucket, Key });
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
};

const record = (index: number, birthYear: number) => ({
  user_id: `monitored-${index}`,
  ...{ country: 'Germany', language: 'German', gender: index % 2 ? 'Male' : 'Female' },
  ...{ birth_year: birthYear, registration_date: '2026-01-01', first_deposit_date: '2026-01-02' },
});
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const scores = upTo(100).map((index) => index / 100);

/** Predictions of this hour; the scores and the years of birth are not those of the baselines. */
const putShiftedPredictions = async (model: RecordModel, count: number): Promise<void> => {
  const at = new Date().toISOString();
  const all = upTo(count).map((index) =>
    aPrediction({
      ...{ prediction_id: randomUUID(), model: model.name, version: VERSION, at, score: 0.97 },
      record: record(index, 1995 + (index % 5)),
    }),
  );
  await inParts(all, (one) =>
    putObject(predictionsBucket, predictionBucketKeys.prediction(one), JSON.stringify(one)),
  );
};

const putBaselines = async (model: RecordModel): Promise<void> => {
  const bucket = resourcesOf(model).modelBucket;
  const plan = planOf(model);
  const rows = upTo(500).flatMap((index) => {
    const found = plan.apply(record(index, 1950 + (index % 30)));
    return 'errors' in found ? [] : [found.values];
  });
  const features = Object.fromEntries(
    plan.names.map((name, index) => [name, histogramOf(rows.map((row) => row[index] ?? null))]),
  );
  await putObject(bucket, baselineKeys.features(VERSION), JSON.stringify({ features }));
  await putObject(
    bucket,
    baselineKeys.scores(VERSION),
    JSON.stringify({ scores: histogramOf(scores) }),
  );
};

/** Rows that people have labelled, and files of records, all newer than the version. */
const putLabels = async (model: RecordModel): Promise<void> => {
  const { dataBucket } = resourcesOf(model);
  const lines = upTo(60).map((index) =>
    JSON.stringify({
      source: JSON.stringify(record(index, 1960)),
      label: index % 2,
      'label-metadata': { 'creation-date': '2026-02-01T00:00:00.000000' },
    }),
  );
  await putObject(dataBucket, dataBucketKeys.labels(model.name), lines.join('\n'));
  await putObject(
    dataBucket,
    `${dataBucketKeys.recordsPrefix}monitored-${model.code}.csv`,
    'user_id\n',
  );
};

const monitor = async (): Promise<
  Record<string, { version?: string; metrics: Record<string, number> }>
> => {
  const { Payload, FunctionError } = await clients.lambda.send(
    new InvokeCommand({ FunctionName: `${names.function('model-monitor')}:live`, Payload: '{}' }),
  );
  const text = new TextDecoder().decode(Payload);
  if (FunctionError !== undefined) throw new Error(text);
  return JSON.parse(text) as Awaited<ReturnType<typeof monitor>>;
};
const stateOf = async (alarm: string) => {
  const { MetricAlarms } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [alarm] }),
  );
  return MetricAlarms?.[0]?.StateValue;
};

/** What other tests have had predicted in this hour, by versions of theirs. */
const forgetPredictions = async ({ name }: RecordModel): Promise<void> => {
  const Bucket = predictionsBucket;
  const Prefix = `${predictionBucketKeys.predictionsPrefix}model=${name}/`;
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client: clients.s3 },
    { Bucket, Prefix },
  )) {
    if (Contents.length === 0) continue;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    await clients.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
};

beforeAll(async () => {
  for (const model of models) await forgetPredictions(model);
  // What follows the alarm has tests of its own.
  await bridge.send(new DisableRuleCommand({ Name: RULE }));
});

afterAll(async () => {
  await inParts(put, (object) => clients.s3.send(new DeleteObjectCommand(object)));
  for (const { name } of models) {
    const Key = predictionBucketKeys.monitoring(name);
    await clients.s3.send(new DeleteObjectCommand({ Bucket: predictionsBucket, Key }));
  }
  await bridge.send(new EnableRuleCommand({ Name: RULE }));
  cloudWatch.destroy();
  bridge.destroy();
});

it('finds that inputs and scores have moved, and the alarm rings', async () => {
  for (const model of models) {
    await putShiftedPredictions(model, [deposit, marketing].includes(model) ? 220 : 1);
  }
  // Without baselines there is nothing to compare with, and no reason to fail.
  const before = await monitor();
  for (const model of models) await putBaselines(model);
  await putLabels(deposit);
  await putLabels(marketing);
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: 'AWS/SageMaker',
      MetricData: [
        ['Invocations', 200],
        ['Invocation5XXErrors', 20],
      ].map(([MetricName, Value]) => ({
        ...{ MetricName: String(MetricName), Value: Number(Value) },
        Timestamp: new Date(Date.now() - 120_000),
        Dimensions: [
          { Name: 'EndpointName', Value: resourcesOf(marketing).endpoint },
          { Name: 'VariantName', Value: ENDPOINT_VARIANT },
        ],
      })),
    }),
  );
  // The two hours before this one.
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: MODEL_METRICS_NAMESPACE,
      MetricData: [1, 2].map((hours) => ({
        ...{ MetricName: 'ScoreDrift', Value: 0.9 },
        Timestamp: new Date(Date.now() - hours * 3_600_000 - 60_000),
        Dimensions: [{ Name: 'Model', Value: marketing.name }],
      })),
    }),
  );
  const alarm = names.modelTriggerAlarm(marketing.code, 'score-drift');
  expect(await stateOf(alarm)).not.toBe('ALARM');

  const after = await monitor();

  expect(before[deposit.name]?.metrics['InputDrift']).toBeUndefined();
  expect(after[deposit.name]).toMatchObject({ version: VERSION });
  expect(after[deposit.name]?.metrics['InputDrift']).toBeGreaterThan(1);
  expect(after[marketing.name]?.metrics['ScoreDrift']).toBeGreaterThan(1);
  expect(after[marketing.name]?.metrics['ErrorRate']).toBeGreaterThan(0);
  await eventually(async () => expect(await stateOf(alarm)).toBe('ALARM'), 60_000);
}, 120_000);

it('is called by its schedule', async () => {
  const since = new Date().toISOString();

  await createScenarios(clients, outputs).fireSchedule('ngwaf-dev-monitor');

  await eventually(async () => {
    const response = await fetch(`${outputs.awsEndpointUrl}/_local/calls?since=${since}`);
    const { calls } = (await response.json()) as {
      calls: { action: string; principal: string }[];
    };
    const told = calls.filter(({ action }) => action === 'cloudwatch:PutMetricData');
    expect(told.map(({ principal }) => principal).join()).toContain('model-monitor');
  }, 60_000);
}, 90_000);
