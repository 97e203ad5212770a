import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { TRAINING_STEPS, type Job, type TrainingStep } from '@ngwaf/contracts';
import { apply, readStackOutputs } from '@ngwaf/tool-local-stack';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { FAULTS, releaseFaultyNotebook } from './faulty-notebook.ts';
import { expectQuietSoon, liveVersion, names, readJobItem } from './invariants.ts';
import { retrain, sampleCsv, untilEnded, untilStep } from './retraining.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);

let artefactBucket: string;
let path: string;
let versionBefore: string;
let restore: (() => Promise<void>) | undefined;

beforeAll(async () => {
  artefactBucket = (await readStackOutputs(testStackOptions)).artefact_bucket;
  path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
  // Any model trained on the sample is better than this one, so that what fails late has gone live.
  await startFromBaseModel(clients, outputs);
}, 60_000);

beforeEach(async () => {
  versionBefore = await liveVersion(clients, outputs);
});

afterEach(async () => {
  await restore?.();
  restore = undefined;
});

const release = async (...args: [TrainingStep, string]) => {
  restore = await releaseFaultyNotebook(clients, artefactBucket, ...args);
};

const secondsBetween = (from: string | undefined, to: number): number =>
  (to - Date.parse(from ?? '')) / 1000;

/** Steps behind whose work the job's version is live. */
const LIVE_FROM_STEP: readonly TrainingStep[] = ['deployment', 'logging', 'shutdown'];

/** Whether the job had the endpoint serve its version: it writes down what was served before. */
const hasSwitched = async ({ job_key }: Job): Promise<boolean> => {
  const { previous_endpoint_config } = await readJobItem(clients, outputs, job_key);
  return previous_endpoint_config !== undefined;
};

describe('the notebook killed', () => {
  it.each(TRAINING_STEPS)(
    'in step %s: the job fails with step and reason, and nothing is left of it',
    async (step) => {
      await release(step, FAULTS.killKernel);

      const job = await untilEnded(api, await retrain(api, path));

      expect([job.status, job.failure?.step]).toEqual(['failed', step]);
      expect(job.failure?.reason).toMatch(/\w{3}/);
      await expectQuietSoon(clients, outputs, api);
      expect(await liveVersion(clients, outputs)).toBe(versionBefore);
      expect(await hasSwitched(job)).toBe(LIVE_FROM_STEP.includes(step));
    },
    180_000,
  );

  it('with all that watches it: the job fails within three minutes of the last heartbeat', async () => {
    await release('training', FAULTS.killAll);

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.failure?.step]).toEqual(['failed', 'training']);
    expect(job.failure?.reason).toMatch(/heartbeat/);
    expect(secondsBetween(job.heartbeat_at, Date.now())).toBeLessThan(180);
    await expectQuietSoon(clients, outputs, api);
    expect(await liveVersion(clients, outputs)).toBe(versionBefore);
  }, 240_000);
});

describe('the maximum waiting time', () => {
  const setMaximum = (seconds: number) =>
    apply(
      {
        ...testStackOptions,
        variables: { ...testStackOptions.variables, max_waiting_seconds: String(seconds) },
      },
      () => undefined,
      // Nobody has changed what is applied meanwhile.
      '-refresh=false',
    );

  afterAll(() => setMaximum(3_600), 120_000);

  it('ends a job whose notebook hangs, and cleans up', async () => {
    await setMaximum(20);
    await release('prepare_data', FAULTS.hang);

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.failure?.step]).toEqual(['failed', 'prepare_data']);
    expect(job.failure?.reason).toMatch(/maximum waiting time/);
    await expectQuietSoon(clients, outputs, api);
    expect(await liveVersion(clients, outputs)).toBe(versionBefore);
  }, 240_000);
});

describe('a task of the state machine delivered twice', () => {
  it('starts and ends one job all the same', async () => {
    const jobKey = await retrain(api, path);
    await untilStep(api, jobKey, 'prepare_data');
    const { fencing_token, task_token } = await readJobItem(clients, outputs, jobKey);
    const invoke = (name: 'start-notebook' | 'exit-notebook', payload: object) =>
      clients.lambda.send(
        new InvokeCommand({
          FunctionName: `${names.function(name)}:live`,
          Payload: Buffer.from(JSON.stringify(payload)),
        }),
      );

    const again = await invoke('start-notebook', {
      ...{ job_key: jobKey, model: 'waf', fencing_token, task_token },
    });

    expect(again.FunctionError).toBeUndefined();
    const job = await untilEnded(api, jobKey);
    expect(job.status).toBe('success');
    const ended = await invoke('exit-notebook', { job_key: jobKey });
    expect(JSON.parse(Buffer.from(ended.Payload ?? []).toString())).toEqual({
      job_key: jobKey,
      status: 'success',
    });
    expect(await api.job(jobKey)).toEqual(job);
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);
});

describe('an execution stopped from outside', () => {
  it('cancels the job and cleans up', async () => {
    await release('prepare_existing_model', FAULTS.hang);
    const jobKey = await retrain(api, path);
    const { execution_arn } = await untilStep(api, jobKey, 'prepare_existing_model');

    await clients.sfn.send(new StopExecutionCommand({ executionArn: execution_arn }));

    const job = await untilEnded(api, jobKey);
    expect(job.status).toBe('cancelled');
    await expectQuietSoon(clients, outputs, api);
    expect(await liveVersion(clients, outputs)).toBe(versionBefore);
  }, 180_000);
});

describe('after all these failures', () => {
  it('the next retraining succeeds', async () => {
    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.failure]).toEqual(['success', undefined]);
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);
});
