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

beforeAll(async () => {
  await releaseImage(clients);
  await uploadModelData(clients, outputs, deposit, recordsFile, madeUpRecords(deposit, 600));
});

it('leaves nothing but an approved version where a job is stopped when it is live already', async () => {
  await forgetModel(clients, outputs, frameworkModel(deposit.name, outputs));

  const jobKey = await startTraining(api, deposit, { ...STRONG, tune: false });
  await eventually(async () => {
    expect((await api.job(jobKey)).status).toBe('training');
    if ((await liveConfig(clients, deposit)) === undefined) throw new Error('not live yet');
  }, 60_000);
  await stop(jobKey);

  expect((await untilEnded(api, jobKey, 60_000)).status).toBe('cancelled');
  await expectModelQuietSoon(clients, outputs, deposit);
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
