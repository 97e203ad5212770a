import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeModelCommand,
  DescribeNotebookInstanceCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  StartNotebookInstanceCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { hasEnded } from '@ngwaf/contracts';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { expectQuietSoon, names } from './invariants.ts';
import {
  makeOrphanEndpoint,
  makeOrphanVersion,
  startOrphanTrainingJob,
  startOrphanTransformJob,
  startOrphanTuningJob,
} from './left-overs.ts';
import { retrain, sampleCsv } from './retraining.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const { sageMaker, lambda } = clients;

interface Summary {
  found: { kind: string; name: string; outcome: string }[];
  failures: string[];
}

const sweep = async (mode: 'report' | 'remove'): Promise<Summary> => {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: `${names.function('sweeper')}:live`,
      Payload: JSON.stringify({ mode, grace_seconds: 0 }),
    }),
  );
  const summary = JSON.parse(Buffer.from(Payload ?? []).toString()) as Summary;
  expect([FunctionError, summary.failures]).toEqual([undefined, []]);
  return summary;
};

const trainingJobStatus = async (TrainingJobName: string) =>
  (await sageMaker.send(new DescribeTrainingJobCommand({ TrainingJobName }))).TrainingJobStatus;

const tuningJobStatus = async (HyperParameterTuningJobName: string) =>
  (
    await sageMaker.send(
      new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }),
    )
  ).HyperParameterTuningJobStatus;

const transformJobStatus = async (TransformJobName: string) =>
  (await sageMaker.send(new DescribeTransformJobCommand({ TransformJobName }))).TransformJobStatus;

const notebookStatus = async () =>
  (
    await sageMaker.send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: names.notebookInstance }),
    )
  ).NotebookInstanceStatus;

const outcomesOf = ({ found }: Summary, name: string) =>
  found.filter((item) => item.name === name).map(({ kind, outcome }) => `${kind} ${outcome}`);

describe('the sweeper', () => {
  it('removes what is nobody’s while a retraining runs, and harms nothing of it', async () => {
    const path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
    const orphanJob = await startOrphanTrainingJob(clients, outputs);
    const orphanVersion = await makeOrphanVersion(clients, outputs);

    const reported = await sweep('report');

    expect(outcomesOf(reported, orphanJob)).toEqual(['training_job reported']);
    expect(outcomesOf(reported, orphanVersion)).toEqual([
      'endpoint_config reported',
      'model reported',
    ]);
    expect(await trainingJobStatus(orphanJob)).toBe('InProgress');

    const jobKey = await retrain(api, path);
    const swept: Summary[] = [];
    let job = await api.job(jobKey);
    // Again and again, so that every step of the retraining meets it.
    while (!hasEnded(job.status)) {
      swept.push(await sweep('remove'));
      job = await api.job(jobKey);
    }

    expect([job.status, job.failure]).toEqual(['success', undefined]);
    expect(swept.length).toBeGreaterThan(3);
    const removed = swept.flatMap(({ found }) => found);
    expect(removed.map(({ name }) => name).filter((name) => name.includes(jobKey))).toEqual([]);
    expect(outcomesOf({ found: removed, failures: [] }, orphanVersion)).toEqual([
      'endpoint_config removed',
      'model removed',
    ]);
    await eventually(
      async () => expect(await trainingJobStatus(orphanJob)).toBe('Stopped'),
      30_000,
    );
    for (const command of [
      sageMaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: orphanVersion })),
      sageMaker.send(new DescribeModelCommand({ ModelName: orphanVersion })),
    ]) {
      await expect(command).rejects.toThrow(/Could not find/);
    }
    await expectQuietSoon(clients, outputs, api);
  }, 180_000);

  it('stops tuning and transform jobs that are nobody’s', async () => {
    const tuning = await startOrphanTuningJob(clients, outputs);
    const transform = await startOrphanTransformJob(clients, outputs);

    const swept = await sweep('remove');

    expect(outcomesOf(swept, tuning)).toEqual(['tuning_job removed']);
    expect(outcomesOf(swept, transform)).toEqual(['transform_job removed', 'model removed']);
    await eventually(async () => {
      expect([await tuningJobStatus(tuning), await transformJobStatus(transform)]).toEqual([
        'Stopped',
        'Stopped',
      ]);
    }, 30_000);
  }, 90_000);

  it('removes an endpoint beside the live one, and then what it served', async () => {
    const orphan = await makeOrphanEndpoint(clients, outputs);

    expect(outcomesOf(await sweep('remove'), orphan)).toEqual(['endpoint removed']);

    await eventually(
      () =>
        expect(
          sageMaker.send(new DescribeEndpointCommand({ EndpointName: orphan })),
        ).rejects.toThrow(/Could not find/),
      30_000,
    );
    expect(outcomesOf(await sweep('remove'), orphan)).toEqual([
      'endpoint_config removed',
      'model removed',
    ]);
    await expectQuietSoon(clients, outputs, api);
  }, 120_000);

  it('stops a notebook instance that nobody needs', async () => {
    await sageMaker.send(
      new StartNotebookInstanceCommand({ NotebookInstanceName: names.notebookInstance }),
    );
    // By itself it would stay for a minute yet.
    await eventually(async () => expect(await notebookStatus()).toBe('InService'), 30_000);

    const reported = await sweep('report');
    const statusAfterReport = await notebookStatus();
    const removed = await sweep('remove');

    expect(outcomesOf(reported, names.notebookInstance)).toEqual(['notebook_instance reported']);
    expect(statusAfterReport).toBe('InService');
    expect(outcomesOf(removed, names.notebookInstance)).toEqual(['notebook_instance removed']);
    await eventually(async () => expect(await notebookStatus()).toBe('Stopped'), 30_000);
  }, 90_000);

  it('tells of what others made under such a name, and lets it be', async () => {
    const foreign = await startOrphanTrainingJob(clients, outputs, 'as nobody’s');
    try {
      expect(outcomesOf(await sweep('remove'), foreign)).toEqual(['training_job not_ours']);
      expect(await trainingJobStatus(foreign)).toBe('InProgress');
    } finally {
      await sageMaker.send(new StopTrainingJobCommand({ TrainingJobName: foreign }));
      await eventually(
        async () => expect(await trainingJobStatus(foreign)).toBe('Stopped'),
        30_000,
      );
    }
  }, 60_000);

  it('is called by its schedule', async () => {
    const url = `${outputs.awsEndpointUrl}/schedules/ngwaf-dev-sweep`;
    const headers = {
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${outputs.region}/scheduler/aws4_request`,
      'content-type': 'application/json',
    };
    const schedule = (await (await fetch(url, { headers })).json()) as Record<string, unknown>;
    const put = async (ScheduleExpression: unknown) => {
      const body = JSON.stringify({ ...schedule, ScheduleExpression });
      const answer = await fetch(url, { method: 'PUT', headers, body });
      expect(answer.status).toBe(200);
    };
    const before = new Date();
    // Whole seconds are all that a schedule takes.
    const soon = new Date(before.getTime() + 5_000);

    await put(`at(${soon.toISOString().slice(0, 19)})`);

    try {
      await eventually(async () => {
        const since = `since=${before.toISOString()}&principal=function:ngwaf-dev-sweeper`;
        const answer = await fetch(`${outputs.awsEndpointUrl}/_local/calls?${since}`);
        expect(await answer.text()).toContain('sagemaker:ListTrainingJobs');
      }, 30_000);
    } finally {
      await put(schedule['ScheduleExpression']);
    }
    expect(schedule).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  }, 60_000);

  it('finds nothing in a stack at rest', async () => {
    await expectQuietSoon(clients, outputs, api);

    expect((await sweep('remove')).found).toEqual([]);
  }, 60_000);
});
