import { readFileSync, readdirSync } from 'node:fs';
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { FRAMEWORK_STEPS, pipelineStatusKey, type FrameworkStep, type Job } from '@ngwaf/contracts';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { forgetModel } from './forget-models.ts';
import { frameworkModel } from './framework-models.ts';
import { names, readJobItem } from './invariants.ts';
import {
  PREFIX,
  anchorsFile,
  madeUpAnchors,
  madeUpRecords,
  recordModel,
  recordsFile,
  releaseImage,
  uploadModelData,
} from './model-data.ts';
import {
  askForTraining,
  expectModelQuietSoon,
  liveConfig,
  modelLease,
  startTraining,
} from './model-jobs.ts';
import { because, models } from './operator.ts';
import { createScenarios } from './permission-scenarios.ts';
import { readUses } from './roles-under-test.ts';
import { untilEnded, untilStep } from './retraining.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const scenarios = createScenarios(clients, outputs);

const marketing = recordModel('gambling-behaviour-marketing');
const deposit = recordModel('before-initial-deposit-problem-gambling');
const problem = recordModel('gambling-behaviour-problem-gambling');
const ROWS = 600;
/** Small forests: what is tested is the pipeline. */
const QUICK = { hyperparameters: { n_estimators: 10 } };
/** More trees than are grown before a test is done with them. */
const ENDLESS = { hyperparameters: { n_estimators: 100_000 }, tune: false };

const stop = (job: Job) =>
  clients.sfn.send(new StopExecutionCommand({ executionArn: job.execution_arn }));

const stepsOf = (job: Job) => job.steps?.map(({ step }) => step);

/** How often a function has done something, to any resource, since the stack came up. */
const timesDone = async (
  functionName: Parameters<typeof names.function>[0],
  done: string,
): Promise<number> =>
  (await readUses(outputs))
    .filter(({ roleArn }) => roleArn.endsWith(`/${names.function(functionName)}`))
    .filter(({ action }) => action === done)
    .reduce((sum, { allowed }) => sum + allowed, 0);

/** How often start-training has looked whether there are data. */
const looks = () => timesDone('start-training', 's3:ListBucketVersions');

/** Kills the processes of a training job, which its name in their environment tells. */
const killProcessesOf = (trainingJob: string): void => {
  const processes = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid));
  const own = processes.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(trainingJob);
    } catch {
      return false;
    }
  });
  expect(own.length).toBeGreaterThan(0);
  for (const pid of own) process.kill(Number(pid), 'SIGKILL');
};

beforeAll(async () => {
  await releaseImage(clients);
  // What other files have put live may have learned from the very same records.
  for (const { name } of [deposit, marketing]) {
    await forgetModel(clients, outputs, frameworkModel(name, outputs));
  }
  await uploadModelData(clients, outputs, deposit, recordsFile, madeUpRecords(deposit, ROWS));
  // Both models of this bucket find their columns in one file.
  const behaviour = madeUpRecords(problem, ROWS);
  await uploadModelData(clients, outputs, marketing, recordsFile, behaviour);
  await uploadModelData(clients, outputs, problem, anchorsFile, madeUpAnchors(ROWS));
}, 60_000);

describe('two models side by side', () => {
  let jobs: Job[];

  beforeAll(async () => {
    const keys = await Promise.all([
      startTraining(api, deposit, { ...QUICK, tune: true }),
      startTraining(api, marketing, QUICK),
    ]);
    jobs = await Promise.all(keys.map((key) => untilEnded(api, key, 90_000)));
  }, 120_000);

  it('are trained, tuned, compared, registered and put live', async () => {
    const [tuned, plain] = jobs;

    expect(jobs.map(({ status, outcome, failure }) => [status, outcome, failure])).toEqual([
      ['success', 'promoted', undefined],
      ['success', 'promoted', undefined],
    ]);
    expect(tuned && stepsOf(tuned)).toEqual([...FRAMEWORK_STEPS]);
    expect(plain && stepsOf(plain)).toEqual(FRAMEWORK_STEPS.filter((step) => step !== 'tune'));
    expect(await liveConfig(clients, deposit)).toBe(tuned?.model_name);
    expect(await liveConfig(clients, marketing)).toBe(plain?.model_name);
  });

  it('have what was found out on their jobs', () => {
    for (const job of jobs) {
      expect(job).toMatchObject({
        started_by: 'request',
        training_instances: '1 × ml.m5.large',
        data_set: { files: 1, rows: { '0': expect.any(Number) as number } },
      });
      expect(job.model_performance?.roc_auc_score).toBeGreaterThan(0.6);
      expect(job.model_diagnostics?.threshold).toHaveLength(9);
      expect(job.training_duration_sec).toBeGreaterThan(0);
      expect(job.steps?.every(({ ended_at }) => ended_at !== undefined)).toBe(true);
    }
  });

  it('are listed each by itself, and together', async () => {
    const list = async (query: string) => {
      const { body } = await api.call('GET', `/jobs?${query}`);
      return (body as { jobs: Job[] }).jobs;
    };

    const own = await list(`model=${marketing.name}&limit=1`);
    const all = await list('limit=100');

    expect(own.map(({ job_key }) => job_key)).toEqual([jobs[1]?.job_key]);
    expect(all.map(({ job_key }) => job_key)).toEqual(
      expect.arrayContaining(jobs.map(({ job_key }) => job_key)),
    );
  });

  it('answer predictions with the new versions', async () => {
    const { body } = await api.call('GET', '/models');
    const { models } = body as { models: { name: string; live_version: string | null }[] };

    for (const { model, job_key } of jobs) {
      expect(models.find(({ name }) => name === model)?.live_version).toBe(job_key);
    }
  });

  it('leave nothing behind', async () => {
    await expectModelQuietSoon(clients, outputs, deposit);
    await expectModelQuietSoon(clients, outputs, marketing);
  });
});

it('a training on the same data is not better, and nothing goes live', async () => {
  const before = await liveConfig(clients, marketing);

  const job = await untilEnded(api, await startTraining(api, marketing, QUICK), 60_000);

  expect([job.status, job.outcome]).toEqual(['success', 'rejected']);
  expect(job.outcome_reason).toMatch(/\d/);
  expect(job.model_performance?.champion_roc_auc_score).toBeGreaterThan(0.6);
  expect(await liveConfig(clients, marketing)).toBe(before);
  await expectModelQuietSoon(clients, outputs, marketing);
}, 90_000);

it('an operator puts another version live, and goes back', async () => {
  const before = await liveConfig(clients, marketing);
  const { body } = await api.call('GET', `/jobs?model=${marketing.name}&limit=1`);
  const [rejected] = (body as { jobs: Job[] }).jobs;
  const model = `--model=${marketing.name}`;
  const version = rejected?.job_key ?? '';

  const [, list] = await models(['list', model]);
  expect(list).toContain(version);

  const promoted = await models(['promote', version, model, ...because('it costs us less')]);
  expect(promoted).toEqual([0, expect.stringContaining(version)]);
  expect(await liveConfig(clients, marketing)).toBe(rejected?.model_name);

  const [code, output] = await models(['rollback', model, ...because('it misses too many')]);
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  expect(await liveConfig(clients, marketing)).toBe(before);
}, 90_000);

it('of two requests at once one starts a job; the same request again starts none', async () => {
  const headers = { 'Idempotency-Key': `twice-${Date.now()}` };
  const answers = await Promise.all([
    askForTraining(api, marketing, ENDLESS, headers),
    askForTraining(api, marketing, ENDLESS),
  ]);
  const [started] = answers.filter(({ status }) => status === 202);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  const { job_key: jobKey } = started?.body as { job_key: string };

  const lease = await modelLease(clients, outputs, marketing);
  expect(lease).toMatchObject({ pipeline_available: false, pipeline_job_key: jobKey });
  if (answers[0]?.status === 202) {
    expect(await startTraining(api, marketing, ENDLESS, headers)).toBe(jobKey);
  }
  await stop(await untilStep(api, jobKey, 'train'));
  expect((await untilEnded(api, jobKey)).status).toBe('cancelled');
  await expectModelQuietSoon(clients, outputs, marketing);
}, 90_000);

describe('a job that cannot succeed', () => {
  it.each<[string, object, FrameworkStep, RegExp]>([
    ['hyperparameters of another world', { hyperparameters: { epochs: 3 } }, 'train', /epochs/],
    [
      'hyperparameters beyond their limits',
      { hyperparameters: { n_estimators: -1 } },
      'train',
      /n_estimators/,
    ],
  ])('fails clearly: %s', async (_case, body, step, reason) => {
    const job = await untilEnded(api, await startTraining(api, marketing, body), 60_000);

    expect([job.status, job.failure]).toEqual([
      'failed',
      { step, reason: expect.stringMatching(reason) as string },
    ]);
    await expectModelQuietSoon(clients, outputs, marketing);
  });

  it('fails with file, line and field where the data is wrong', async () => {
    const records = madeUpRecords(deposit, ROWS);
    const wrong = records.replaceAll(/^(user-1-\d+,\w+,\w+),[^,]*/gm, '$1,nobody');
    await uploadModelData(
      clients,
      outputs,
      deposit,
      recordsFile,
      wrong.replaceAll(/,19\d\d,/g, ',x,'),
    );
    const job = await untilEnded(api, await startTraining(api, deposit, QUICK), 60_000);
    await uploadModelData(clients, outputs, deposit, recordsFile, records);

    expect([job.status, job.failure?.step]).toEqual(['failed', 'label']);
    expect(job.failure?.reason).toMatch(/records\/users\.csv.*line 2.*birth_year/s);
    await expectModelQuietSoon(clients, outputs, deposit);
  });
});

describe('a job that is stopped', () => {
  it.each<[FrameworkStep, object]>([
    ['train', ENDLESS],
    ['tune', { ...QUICK, tune: true }],
    ['evaluate', { ...QUICK, tune: false }],
  ])('in step %s leaves nothing, and the endpoint as it was', async (step, body) => {
    const live = await liveConfig(clients, deposit);
    const jobKey = await startTraining(api, deposit, body);

    await stop(await untilStep(api, jobKey, step));

    const job = await untilEnded(api, jobKey, 60_000);
    expect([job.status, job.outcome]).toEqual(['cancelled', undefined]);
    await expectModelQuietSoon(clients, outputs, deposit);
    expect(await liveConfig(clients, deposit)).toBe(live);
  });

  it('while its version goes live takes it back', async () => {
    const live = await liveConfig(clients, deposit);
    const switches = await timesDone('finish-training', 'sagemaker:UpdateEndpoint');
    const changed = madeUpRecords(deposit, ROWS, 1, 'other');
    await uploadModelData(clients, outputs, deposit, recordsFile, changed);
    const jobKey = await startTraining(api, deposit, { ...QUICK, tune: false });
    const { execution_arn } = await untilStep(api, jobKey, 'deploy');
    // From here on the endpoint is switched, and looked at for the first time after three seconds.
    await eventually(async () => {
      const { previous_endpoint_config } = await readJobItem(clients, outputs, jobKey);
      expect(previous_endpoint_config).toBe(live);
    }, 60_000);

    await clients.sfn.send(new StopExecutionCommand({ executionArn: execution_arn }));

    const job = await untilEnded(api, jobKey, 60_000);
    await uploadModelData(clients, outputs, deposit, recordsFile, madeUpRecords(deposit, ROWS));
    expect([job.status, job.failure?.step]).toEqual(['cancelled', 'deploy']);
    await expectModelQuietSoon(clients, outputs, deposit);
    expect(await liveConfig(clients, deposit)).toBe(live);
    const after = await timesDone('finish-training', 'sagemaker:UpdateEndpoint');
    expect(after).toBeGreaterThan(switches);
  });

  it('by finish-training itself is ended once, whatever its execution says then', async () => {
    const jobKey = await startTraining(api, marketing, ENDLESS);
    await untilStep(api, jobKey, 'train');
    await scenarios.untilTraining((await api.job(jobKey)).training_job_name ?? '');

    await clients.lambda.send(
      new InvokeCommand({
        FunctionName: `${names.function('finish-training')}:live`,
        Payload: JSON.stringify({
          job_key: jobKey,
          error: { Error: 'ExecutionAborted', Cause: 'ABORTED' },
        }),
      }),
    );

    expect((await api.job(jobKey)).status).toBe('cancelled');
    await expectModelQuietSoon(clients, outputs, marketing);
    expect((await api.job(jobKey)).status).toBe('cancelled');
  });
});

describe('what starts trainings by itself', () => {
  const cloudWatch = new CloudWatchClient({
    endpoint: outputs.awsEndpointUrl,
    region: outputs.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const AlarmName = names.modelTriggerAlarm(problem.code, 'input-drift');

  const ring = async (StateValue: 'ALARM' | 'OK') => {
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'for a test' }),
    );
  };

  const lastJob = async (): Promise<string | undefined> =>
    (await modelLease(clients, outputs, problem))?.last_job_key;

  let isOurs = false;

  beforeAll(async () => {
    // Other files may have trained this model just now, and triggers wait after a training.
    if (await modelLease(clients, outputs, problem)) {
      await clients.dynamo.send(
        new UpdateCommand({
          TableName: outputs.table,
          Key: { job_key: pipelineStatusKey(problem.name) },
          UpdateExpression: 'REMOVE last_job_key',
        }),
      );
    }
    const found = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    isOurs = found.MetricAlarms?.length === 0;
    if (!isOurs) return;
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName, Namespace: 'NGWAF', MetricName: 'InputDrift', Statistic: 'Maximum' },
        ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 0.2 },
        ...{ Period: 3600, EvaluationPeriods: 1, TreatMissingData: 'ignore' },
      }),
    );
  });

  afterAll(async () => {
    if (isOurs) await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }));
    cloudWatch.destroy();
  });

  it('is an alarm, once for each incident, and a schedule where data has changed', async () => {
    await ring('OK');
    const before = await lastJob();

    await ring('ALARM');
    const jobKey = await eventually(async () => {
      const key = await lastJob();
      if (key === undefined || key === before) throw new Error('no job yet');
      return key;
    }, 20_000);
    const job = await untilEnded(api, jobKey, 60_000);

    expect(job).toMatchObject({ status: 'success', started_by: `alarm ${AlarmName}` });
    await expectModelQuietSoon(clients, outputs, problem);

    const seen = await looks();
    await ring('OK');
    await ring('ALARM');
    await scenarios.fireSchedule(`${PREFIX}-${problem.code}-training`);
    // Both have looked at the data (records and anchors), and found a reason against it.
    await eventually(async () => {
      expect(await looks()).toBeGreaterThanOrEqual(seen + 4);
    }, 20_000);
    expect(await lastJob()).toBe(jobKey);
    expect(await modelLease(clients, outputs, problem)).toMatchObject({ pipeline_available: true });

    await uploadModelData(clients, outputs, problem, recordsFile, madeUpRecords(problem, ROWS, 2));
    await scenarios.fireSchedule(`${PREFIX}-${problem.code}-training`);
    const next = await eventually(async () => {
      const key = await lastJob();
      if (key === jobKey || key === undefined) throw new Error('no job yet');
      return key;
    }, 20_000);
    expect(await untilEnded(api, next, 60_000)).toMatchObject({ started_by: 'schedule' });
    await ring('OK');
    await expectModelQuietSoon(clients, outputs, problem);
  }, 120_000);
});

describe('a lease past its time', () => {
  it('is taken over where nothing of its job runs', async () => {
    const lost = 'job-2020-01-01-00-00-00-lost02';
    const fencing_token = ((await modelLease(clients, outputs, marketing))?.fencing_token ?? 0) + 1;
    const put = (Item: object) =>
      clients.dynamo.send(new PutCommand({ TableName: outputs.table, Item: { ...Item } }));
    await put({
      ...{ job_key: lost, model: marketing.name, status: 'training', fencing_token },
      ...{ created_at: new Date().toISOString(), record_type: 'job', train_file_path: 'gone/' },
    });
    await put({
      ...{ job_key: `_pipeline_status#${marketing.name}`, pipeline_available: false },
      ...{ pipeline_job_key: lost, fencing_token, last_job_key: lost },
      lease_expires_at: Math.floor(Date.now() / 1000) - 60,
    });

    const jobKey = await startTraining(api, marketing, QUICK);

    expect(await api.job(lost)).toMatchObject({ status: 'failed', failure: { step: 'start' } });
    expect((await untilEnded(api, jobKey, 60_000)).status).toBe('success');
    await expectModelQuietSoon(clients, outputs, marketing);
  }, 90_000);
});

it('a training whose process is killed fails, and leaves nothing', async () => {
  const jobKey = await startTraining(api, marketing, ENDLESS);
  const { training_job_name: name = '' } = await untilStep(api, jobKey, 'train');
  await scenarios.untilTraining(name);

  killProcessesOf(name);

  const job = await untilEnded(api, jobKey, 60_000);
  expect([job.status, job.failure?.step]).toEqual(['failed', 'train']);
  await expectModelQuietSoon(clients, outputs, marketing);
}, 90_000);
