import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startTestCloud, waitFor } from './testing/test-cloud.ts';
import { isRunning } from './testing/is-running.ts';

describe('close', () => {
  it('ends what notebook instances run, also while one is being started', async () => {
    const cloud = await startTestCloud();
    const script = 'nohup sleep 600 >/dev/null 2>&1 &\necho $! $$ > "$NGWAF_HOME/pids"';
    const create = async (name: string, onStart: string) => {
      await cloud.sageMaker.handle('CreateNotebookInstanceLifecycleConfig', {
        NotebookInstanceLifecycleConfigName: name,
        OnStart: [{ Content: Buffer.from(onStart).toString('base64') }],
      });
      await cloud.sageMaker.handle('CreateNotebookInstance', {
        NotebookInstanceName: name,
        InstanceType: 'ml.t3.medium',
        RoleArn: 'arn:aws:iam::123456789012:role/notebook',
        LifecycleConfigName: name,
      });
    };
    const pids = async (name: string) => {
      const home = `sagemaker/notebook-instances/${name}/home/SageMaker/pids`;
      return (await readFile(join(cloud.context.stateDir, home), 'utf8')).trim().split(' ');
    };
    await create('running', script);
    await create('starting', `${script}\nsleep 600`);
    await waitFor(
      async () => (await pids('running')).length + (await pids('starting')).length === 4,
    );
    const all = [...(await pids('running')), ...(await pids('starting'))].map(Number);

    await cloud.close();

    expect(all.filter(isRunning)).toEqual([]);
  });
});
