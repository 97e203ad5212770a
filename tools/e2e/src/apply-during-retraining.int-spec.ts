import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeNotebookInstanceCommand } from '@aws-sdk/client-sagemaker';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import {
  apply,
  createApiClient,
  plannedChanges,
  readStackOutputs,
  type StackOptions,
} from '@ngwaf/tool-local-stack';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { releaseFaultyNotebook } from './faulty-notebook.ts';
import { expectQuietSoon, liveVersion, names, readJobItem, readLease } from './invariants.ts';
import { retrain, sampleCsv, untilEnded, untilStep } from './retraining.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();
const api = createApiClient(outputs);
const clients = createCloudClients(outputs);
const noProgress = () => undefined;

/** Other settings of functions, of the pipeline and of the notebook's script. */
const changed: StackOptions = {
  ...testStackOptions,
  variables: {
    ...testStackOptions.variables,
    heartbeat_seconds: '11',
    max_data_set_bytes: '1000000',
  },
};

const folder = mkdtempSync(join(tmpdir(), 'ngwaf-apply-'));
const goOn = join(folder, 'go-on');
let restore: (() => Promise<void>) | undefined;

afterAll(async () => {
  writeFileSync(goOn, '');
  await restore?.();
  await apply(testStackOptions, noProgress);
  rmSync(folder, { recursive: true });
}, 120_000);

const whatRuns = async (jobKey: string) => {
  const [lease, job, live, notebook] = await Promise.all([
    readLease(clients, outputs),
    readJobItem(clients, outputs, jobKey),
    liveVersion(clients, outputs),
    clients.sageMaker.send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: names.notebookInstance }),
    ),
  ]);
  const execution = await clients.sfn.send(
    new DescribeExecutionCommand({ executionArn: job.execution_arn }),
  );
  return {
    // Every heartbeat writes when the lease ends; who holds it is what must stay.
    lease: [lease?.pipeline_job_key, lease?.fencing_token, lease?.pipeline_available],
    job: [job.status, job.step_status, job.steps?.length],
    live,
    notebook: notebook.NotebookInstanceStatus,
    execution: execution.status,
  };
};

it('changes settings while a retraining runs, and disturbs neither job, lease nor live model', async () => {
  await startFromBaseModel(clients, outputs);
  const { artefact_bucket } = await readStackOutputs(testStackOptions);
  const waiting = `import os, time\nwhile not os.path.exists(${JSON.stringify(goOn)}):\n    time.sleep(0.1)`;
  restore = await releaseFaultyNotebook(clients, artefact_bucket, 'training', waiting);
  const path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
  const jobKey = await retrain(api, path);
  await untilStep(api, jobKey, 'training');
  const before = await whatRuns(jobKey);
  expect(before).toMatchObject({ notebook: 'InService', execution: 'RUNNING' });

  const planned = await plannedChanges(changed);
  await apply(changed, noProgress);

  for (const type of [
    'aws_lambda_function',
    'aws_sagemaker_notebook_instance_lifecycle_configuration',
    'aws_sfn_state_machine',
  ]) {
    expect(planned).toContainEqual(expect.stringMatching(`^update ${type}\\.`));
  }
  // Policies are read again where what they name changes; nothing is made anew.
  expect(planned.filter((change) => !/^(update|read) /.test(change))).toEqual([]);
  expect(existsSync(goOn)).toBe(false);
  expect(await whatRuns(jobKey)).toEqual(before);

  writeFileSync(goOn, '');
  const job = await untilEnded(api, jobKey);
  expect([job.status, job.outcome]).toEqual(['success', 'promoted']);
  expect(await liveVersion(clients, outputs)).toBe(jobKey);
  await expectQuietSoon(clients, outputs, api);
}, 240_000);
