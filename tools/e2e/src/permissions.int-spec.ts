import { setTimeout as delay } from 'node:timers/promises';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { TRAINING_STEPS } from '@ngwaf/contracts';
import { readStackOutputs } from '@ngwaf/tool-local-stack';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { FAULTS, releaseFaultyNotebook } from './faulty-notebook.ts';
import { expectQuietSoon, liveVersion, names, readJobItem } from './invariants.ts';
import { reportPermissions } from './permission-report.ts';
import { createScenarios } from './permission-scenarios.ts';
import { retrain, sampleCsv, untilEnded, untilStep } from './retraining.ts';
import { readRoles, readUses } from './roles-under-test.ts';
import { INTENDED_DENIALS, SERVICE_PERMISSIONS } from './service-permissions.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const scenarios = createScenarios(clients, outputs);

let path: string;
let artefactBucket: string;
let restore: (() => Promise<void>) | undefined;

beforeAll(async () => {
  path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
  artefactBucket = (await readStackOutputs(testStackOptions)).artefact_bucket;
});

afterEach(async () => {
  await restore?.();
  restore = undefined;
});

/** Actions since then, each with the kind of principal that did it. */
const actionsSince = async (since: string): Promise<string[]> => {
  const response = await fetch(`${outputs.awsEndpointUrl}/_local/calls?since=${since}`);
  const { calls } = (await response.json()) as { calls: { action: string; principal: string }[] };
  return calls.map(({ action, principal }) => `${action} ${principal.split(/[:/]/)[0]}`);
};

/** What the other files of these tests do not bring about, and roles need permissions for. */
describe('a retraining', () => {
  it('makes the endpoint that is gone, and removes the versions that are too many', async () => {
    await startFromBaseModel(clients, outputs);
    restore = await scenarios.addOldVersions(4);
    await scenarios.removeEndpoint();

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.outcome, job.failure]).toEqual(['success', 'promoted', undefined]);
    await restore();
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);

  it('that fails when its version is live already takes it back', async () => {
    await startFromBaseModel(clients, outputs);
    const before = await liveVersion(clients, outputs);
    restore = await releaseFaultyNotebook(clients, artefactBucket, 'logging', FAULTS.killKernel);

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.failure?.step]).toEqual(['failed', 'logging']);
    const { previous_endpoint_config } = await readJobItem(clients, outputs, job.job_key);
    expect(previous_endpoint_config).toMatch(before);
    await expectQuietSoon(clients, outputs, api);
    expect(await liveVersion(clients, outputs)).toBe(before);
  }, 240_000);

  it('whose training job fails reads its log, and says why', async () => {
    restore = await releaseFaultyNotebook(clients, artefactBucket, 'training', FAULTS.failTraining);
    const before = await liveVersion(clients, outputs);

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.failure?.step]).toEqual(['failed', 'training']);
    expect(job.failure?.reason).toMatch(/training job .* is Failed/);
    await expectQuietSoon(clients, outputs, api);
    expect(await liveVersion(clients, outputs)).toBe(before);
  }, 240_000);

  it('that is stopped while it trains stops the training job', async () => {
    restore = await releaseFaultyNotebook(clients, artefactBucket, 'training', FAULTS.slowTraining);
    const jobKey = await retrain(api, path);
    const { execution_arn } = await untilStep(api, jobKey, 'training');
    const { training_job_name = '' } = await eventually(async () => {
      const item = await readJobItem(clients, outputs, jobKey);
      if (item.training_job_name === undefined) throw new Error('no training job yet');
      return item;
    }, 60_000);
    await scenarios.untilTraining(training_job_name);

    await clients.sfn.send(new StopExecutionCommand({ executionArn: execution_arn }));

    expect(await untilEnded(api, jobKey)).toMatchObject({ status: 'cancelled' });
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);

  it('stops the notebook instance that somebody left running', async () => {
    const giveBack = await scenarios.startNotebookByHand();
    const jobKey = await retrain(api, path);

    await giveBack();

    const job = await untilEnded(api, jobKey);
    expect([job.status, job.steps?.map(({ step }) => step)]).toEqual([
      'success',
      [...TRAINING_STEPS],
    ]);
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);

  it('takes the lease over from a job of which nothing runs', async () => {
    await scenarios.leaveExpiredLease('job-2020-01-01-00-00-00-lost01');

    const jobKey = await retrain(api, path);

    expect(await api.job('job-2020-01-01-00-00-00-lost01')).toMatchObject({ status: 'failed' });
    expect((await untilEnded(api, jobKey)).status).toBe('success');
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);

  it('fails with the reason where the notebook’s code is missing', async () => {
    restore = await scenarios.loseNotebookBundle(artefactBucket);

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.failure?.step]).toEqual(['failed', 'start']);
    expect(job.failure?.reason).toMatch(/NoSuchKey/);
    await expectQuietSoon(clients, outputs, api);
  }, 240_000);
});

it('an event that exit-notebook cannot handle goes to the dead letters', async () => {
  const since = new Date().toISOString();

  await clients.lambda.send(
    new InvokeCommand({
      FunctionName: `${names.function('exit-notebook')}:live`,
      InvocationType: 'Event',
      Payload: JSON.stringify({ job_key: 'job-none' }),
    }),
  );

  await eventually(async () => {
    expect(await actionsSince(since)).toContain('sqs:SendMessage function');
  }, 60_000);
}, 70_000);

it('the live endpoint logs the requests that fail', async () => {
  const runtime = new SageMakerRuntimeClient({
    endpoint: outputs.awsEndpointUrl,
    region: outputs.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await expect(
    runtime.send(
      new InvokeEndpointCommand({
        EndpointName: outputs.endpointName,
        ContentType: 'image/png',
        Body: Buffer.from('none'),
      }),
    ),
  ).rejects.toThrow(/4\d\d|5\d\d/);
  runtime.destroy();
  // The log is read once a second.
  await delay(3_000);
});

it('a notebook instance that finds no job looks at its own state, to stop itself', async () => {
  const since = new Date().toISOString();

  await scenarios.startNotebook();

  await eventually(async () => {
    expect(await actionsSince(since)).toContain('sagemaker:DescribeNotebookInstance notebook');
  }, 60_000);
  // It stays a while for whoever watches it start; that is not waited for.
  await scenarios.stopNotebook();
}, 120_000);

it('the API serves the dashboard', async () => {
  for (const file of ['dashboard', 'dashboard/none.js']) {
    expect((await fetch(`${outputs.apiUrl}/${file}`)).status).toBeLessThan(500);
  }
});

it('the schedule calls the sweeper', async () => {
  const since = new Date().toISOString();

  await scenarios.fireSchedule('ngwaf-dev-sweep');

  await eventually(async () => {
    expect(await actionsSince(since)).toContain('lambda:InvokeFunction schedule');
  }, 60_000);
}, 70_000);

describe('every role', () => {
  it('may do what it does, and nothing else', async () => {
    const roles = await readRoles(outputs, 'ngwaf-dev');

    const report = reportPermissions(
      roles,
      await readUses(outputs),
      SERVICE_PERMISSIONS,
      INTENDED_DENIALS,
    );

    expect(roles.length).toBeGreaterThan(10);
    expect(report).toEqual({ unused: [], missing: [], staleExemptions: [] });
  });

  it('would miss each grant that is taken away', async () => {
    const [roles, uses] = await Promise.all([readRoles(outputs, 'ngwaf-dev'), readUses(outputs)]);
    const ofServices = new Set(SERVICE_PERMISSIONS.flatMap(({ actions }) => actions));

    const notMissed = roles.flatMap((role) =>
      role.statements
        .filter(({ actions }) => actions.patterns.some((action) => !ofServices.has(action)))
        .filter((taken) => {
          const statements = role.statements.filter((statement) => statement !== taken);
          const before = reportPermissions([role], uses, []).missing.length;
          return reportPermissions([{ ...role, statements }], uses, []).missing.length === before;
        })
        .map(({ actions, resources }) => [role.name, actions.patterns, resources.patterns]),
    );

    expect(notMissed).toEqual([]);
  });
});
