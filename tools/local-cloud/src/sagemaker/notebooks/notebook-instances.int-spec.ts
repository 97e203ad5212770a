import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  CreateNotebookInstanceCommand,
  CreateNotebookInstanceLifecycleConfigCommand,
  DeleteNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';

import { isRunning } from '../testing/is-running.ts';
import { startTestCloud, waitFor, type TestCloud } from '../testing/test-cloud.ts';

let cloud: TestCloud;
let sageMaker: SageMakerClient;

beforeAll(async () => {
  cloud = await startTestCloud({ lifecycleMs: 1_500, notebookStopGraceMs: 500 });
  sageMaker = new SageMakerClient(cloud.client);
});

afterAll(async () => {
  await cloud.close();
});

const create = async (name: string, onStart: string, onCreate?: string) => {
  const content = (script: string) => [{ Content: Buffer.from(script).toString('base64') }];
  await sageMaker.send(
    new CreateNotebookInstanceLifecycleConfigCommand({
      NotebookInstanceLifecycleConfigName: name,
      OnStart: content(onStart),
      ...(onCreate !== undefined && { OnCreate: content(onCreate) }),
    }),
  );
  await sageMaker.send(
    new CreateNotebookInstanceCommand({
      NotebookInstanceName: name,
      InstanceType: 'ml.t3.medium',
      RoleArn: 'arn:aws:iam::123456789012:role/notebook',
      LifecycleConfigName: name,
    }),
  );
};

const describeInstance = (NotebookInstanceName: string) =>
  sageMaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));

const becomes = async (name: string, status: string) => {
  await waitFor(async () => (await describeInstance(name)).NotebookInstanceStatus === status);
  return describeInstance(name);
};

const start = (NotebookInstanceName: string) =>
  sageMaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName }));
const stop = (NotebookInstanceName: string) =>
  sageMaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName }));

const home = (name: string) =>
  join(cloud.context.stateDir, 'sagemaker/notebook-instances', name, 'home/SageMaker');

const pidsIn = async (name: string, file: string) =>
  (await readFile(join(home(name), file), 'utf8')).split(/\s+/).filter(Boolean).map(Number);

describe('a notebook instance', () => {
  it('runs its scripts, OnCreate only once, with its folder, Python and AWS environment', async () => {
    const record = (hook: string) =>
      `#!/bin/bash\nset -eu\n"$NGWAF_PYTHON" -c 'print("${hook}")' >> "$NGWAF_HOME/runs"; echo "$AWS_ENDPOINT_URL" > "$NGWAF_HOME/endpoint"\n`;
    await create('scripted', record('start'), record('create'));
    await becomes('scripted', 'InService');
    await stop('scripted');
    await becomes('scripted', 'Stopped');
    await start('scripted');
    await becomes('scripted', 'InService');

    expect(await readFile(join(home('scripted'), 'runs'), 'utf8')).toBe('create\nstart\nstart\n');
    expect(await readFile(join(home('scripted'), 'endpoint'), 'utf8')).toBe(
      `${cloud.context.endpointUrl}\n`,
    );
  });

  it('ends all that its script left running, other sessions and the deaf included', async () => {
    await create(
      'busy',
      `cd "$NGWAF_HOME"
nohup sleep 600 >/dev/null 2>&1 &
echo $! >> pids
nohup "$NGWAF_PYTHON" -c '
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
open("pids", "a").write(f"{child.pid}\\n")
open("ready", "w").write("1")
time.sleep(600)
' >/dev/null 2>&1 &
echo $! >> pids
`,
    );
    await becomes('busy', 'InService');
    await waitFor(async () => (await pidsIn('busy', 'ready')).length === 1);
    const pids = await pidsIn('busy', 'pids');

    expect(pids).toHaveLength(3);
    expect(pids.every(isRunning)).toBe(true);
    await stop('busy');
    await becomes('busy', 'Stopped');
    expect(pids.filter(isRunning)).toEqual([]);
  });

  it('can be stopped from inside', async () => {
    await create(
      'inside',
      `cat > "$NGWAF_HOME/stop.py" <<'PY'
import time, boto3
client = boto3.client("sagemaker")
while client.describe_notebook_instance(NotebookInstanceName="inside")["NotebookInstanceStatus"] != "InService":
    time.sleep(0.05)
client.stop_notebook_instance(NotebookInstanceName="inside")
open("answered", "w").write("yes")
time.sleep(600)
PY
cd "$NGWAF_HOME"
nohup "$NGWAF_PYTHON" stop.py >stop.log 2>&1 &
`,
    );

    await becomes('inside', 'Stopped');

    expect(await readFile(join(home('inside'), 'answered'), 'utf8')).toBe('yes');
  });

  it('fails with the reason when its script does', async () => {
    await create('failing', 'echo no such thing; exit 7');

    const instance = await becomes('failing', 'Failed');

    expect(instance.FailureReason).toMatch(
      /^Notebook Instance Lifecycle Config 'arn:.*failing' for Notebook Instance 'arn:.*failing' failed: OnStart ended with exit code 7\./,
    );
  });

  it('fails, with nothing left running, when its script takes too long', async () => {
    await create('slow', 'echo $$ > "$NGWAF_HOME/pid"; sleep 600');

    const instance = await becomes('slow', 'Failed');

    expect(instance.FailureReason).toMatch(/ took longer than [\d.]+ minutes\./);
    expect((await pidsIn('slow', 'pid')).filter(isRunning)).toEqual([]);
  });

  it('refuses what its state does not allow', async () => {
    await create('stateful', 'true');
    await becomes('stateful', 'InService');
    const arn = 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/stateful';
    const remove = () =>
      sageMaker.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName: 'stateful' }));

    await expect(start('stateful')).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Status (InService) not in ([Stopped, Failed]). Unable to transition to (Pending) for Notebook Instance (${arn})`,
    });
    await expect(remove()).rejects.toThrow(/Unable to transition to \(Deleting\)/);
    await stop('stateful');
    await expect(stop('stateful')).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Status (Stopping) not in ([InService]). Unable to transition to (Stopping) for Notebook Instance (${arn})`,
    });
    await becomes('stateful', 'Stopped');
    await sageMaker.send(
      new UpdateNotebookInstanceCommand({
        NotebookInstanceName: 'stateful',
        InstanceType: 'ml.m5.xlarge',
        DisassociateLifecycleConfig: true,
      }),
    );
    const updated = await becomes('stateful', 'Stopped');
    expect(updated.InstanceType).toBe('ml.m5.xlarge');
    expect(updated.NotebookInstanceLifecycleConfigName).toBeUndefined();
    await remove();
    await waitFor(async () =>
      describeInstance('stateful').then(
        () => false,
        (error: Error) => error.message === 'RecordNotFound',
      ),
    );
  });
});
