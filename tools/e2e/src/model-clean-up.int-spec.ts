import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  ListHyperParameterTuningJobsCommand,
  ListTransformJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { modelResources } from '@ngwaf/model-catalogue';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { forgetModel } from './forget-models.ts';
import { frameworkModel } from './framework-models.ts';
import { names } from './invariants.ts';
import {
  ACCOUNT,
  PREFIX,
  madeUpRecords,
  recordModel,
  recordsFile,
  releaseImage,
  uploadModelData,
} from './model-data.ts';
import { expectModelQuietSoon, liveConfig, startTraining } from './model-jobs.ts';
import { untilEnded } from './retraining.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const deposit = recordModel('before-initial-deposit-problem-gambling');
const { endpoint } = modelResources(PREFIX, ACCOUNT, deposit);

/** Trees that learn a little, and trees that learn what there is. */
const WEAK = { hyperparameters: { n_estimators: 3, max_depth: 3 }, tune: false };
const STRONG = { hyperparameters: { n_estimators: 300 } };

const isRunning = { StatusEquals: 'InProgress' as const };

const untilTransforming = () =>
  eventually(async () => {
    const { TransformJobSummaries = [] } = await clients.sageMaker.send(
      new ListTransformJobsCommand({ ...isRunning, NameContains: endpoint }),
    );
    if (TransformJobSummaries.length === 0) throw new Error('nothing is scored');
  }, 60_000);

const untilTuning = () =>
  eventually(async () => {
    const { HyperParameterTuningJobSummaries = [] } = await clients.sageMaker.send(
      new ListHyperParameterTuningJobsCommand(isRunning),
    );
    if (HyperParameterTuningJobSummaries.length === 0) throw new Error('nothing is tuned');
  }, 60_000);

const finish = (jobKey: string) =>
  clients.lambda.send(
    new InvokeCommand({
      FunctionName: `${names.function('finish-training')}:live`,
      Payload: JSON.stringify({
        job_key: jobKey,
        error: { Error: 'ExecutionAborted', Cause: 'ABORTED' },
      }),
    }),
  );

const stop = async (jobKey: string) => {
  const { execution_arn: executionArn } = await api.job(jobKey);
  await clients.sfn.send(new StopExecutionCommand({ executionArn }));
};

/** Whatever other tests left live goes first: a weak version would not be better. */
const makeWeakVersionLive = async (): Promise<string> => {
  await forgetModel(clients, outputs, frameworkModel(deposit.name, outputs));
  const job = await untilEnded(api, await startTraining(api, deposit, WEAK), 60_000);
  expect([job.status, job.outcome]).toEqual(['success', 'promoted']);
  return (await liveConfig(clients, deposit)) ?? '';
};

beforeAll(async () => {
  await releaseImage(clients);
  await uploadModelData(clients, outputs, deposit, recordsFile, madeUpRecords(deposit, 600));
});

it('puts the endpoint back where a job is stopped when its version is live already', async () => {
  const before = await makeWeakVersionLive();
  await uploadModelData(clients, outputs, deposit, recordsFile, madeUpRecords(deposit, 4_000));

  const jobKey = await startTraining(api, deposit, { ...STRONG, tune: false });
  await eventually(async () => {
    const { status, outcome_reason: reason } = await api.job(jobKey);
    expect([status, reason]).toEqual(['training', undefined]);
    if ((await liveConfig(clients, deposit)) === before) throw new Error('not live yet');
  }, 60_000);
  await stop(jobKey);

  expect((await untilEnded(api, jobKey, 60_000)).status).toBe('cancelled');
  await expectModelQuietSoon(clients, outputs, deposit);
  expect(await liveConfig(clients, deposit)).toBe(before);
}, 150_000);

it.each([
  ['tunes', { ...STRONG, tune: true }, untilTuning],
  ['scores', { ...STRONG, tune: false }, untilTransforming],
] as const)(
  'ends what runs of a job that %s, by itself',
  async (_what, body, untilThen) => {
    const before = await liveConfig(clients, deposit);
    const jobKey = await startTraining(api, deposit, body);
    await untilThen();

    await finish(jobKey);

    expect((await api.job(jobKey)).status).toBe('cancelled');
    await expectModelQuietSoon(clients, outputs, deposit);
    expect(await liveConfig(clients, deposit)).toBe(before);
  },
  90_000,
);

it('stops scoring with the execution', async () => {
  const jobKey = await startTraining(api, deposit, { ...STRONG, tune: false });
  await untilTransforming();

  await stop(jobKey);

  expect((await untilEnded(api, jobKey, 60_000)).status).toBe('cancelled');
  await expectModelQuietSoon(clients, outputs, deposit);
}, 90_000);

it('keeps an event that it cannot handle', async () => {
  const since = new Date().toISOString();
  await clients.lambda.send(
    new InvokeCommand({
      FunctionName: `${names.function('finish-training')}:live`,
      InvocationType: 'Event',
      Payload: JSON.stringify({ job_key: 'job-none' }),
    }),
  );

  await eventually(async () => {
    const response = await fetch(`${outputs.awsEndpointUrl}/_local/calls?since=${since}`);
    const { calls } = (await response.json()) as {
      calls: { action: string; principal: string }[];
    };
    const senders = calls.filter(({ action }) => action === 'sqs:SendMessage');
    expect(senders.map(({ principal }) => principal)).toContainEqual(
      expect.stringContaining('finish-training'),
    );
  }, 60_000);
}, 70_000);
