import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Principal } from '../../iam/principals.ts';
import type { Host } from '../host.ts';
import { Container } from '../process/container.ts';

/** Which of a lifecycle configuration's scripts. */
export type Hook = 'OnCreate' | 'OnStart';

/** A script that failed or took too long. */
export class LifecycleScriptError extends Error {
  override readonly name = 'LifecycleScriptError';
}

/** What a script belongs to. */
export interface ScriptOwner {
  notebookName: string;
  notebookArn: string;
  principal: Principal;
  configArn: string;
  /** Folder of the notebook instance; lives as long as the instance, like its volume. */
  folder: string;
}

/**
 * Runs a lifecycle script as a notebook instance does; resolves when the script has returned.
 *
 * @param onStarted - gets the processes at once: what the script leaves running is theirs too.
 * @throws {LifecycleScriptError} it ended with a code other than 0, or not within five minutes.
 */
export const runLifecycleScript = async (
  host: Host,
  owner: ScriptOwner,
  hook: Hook,
  base64: string,
  onStarted: (container: Container) => void,
): Promise<void> => {
  const home = join(owner.folder, 'home');
  const ngwafHome = join(home, 'SageMaker');
  await mkdir(ngwafHome, { recursive: true });
  const script = join(owner.folder, `${hook}.sh`);
  await writeFile(script, Buffer.from(base64, 'base64'), { mode: 0o755 });

  const container = new Container(host, {
    command: 'bash',
    args: [script],
    cwd: home,
    env: {
      // The user's own settings of Jupyter, pip and the rest are not the instance's.
      HOME: home,
      NGWAF_HOME: ngwafHome,
      NGWAF_PYTHON: host.context.python,
    },
    principal: owner.principal,
    logFile: host.logFile('notebook-instances', `${owner.notebookName}.log`),
    logTarget: {
      group: '/aws/sagemaker/NotebookInstances',
      stream: `${owner.notebookName}/LifecycleConfig${hook}`,
    },
  });
  onStarted(container);

  const timer = new AbortController();
  const timeOut = delay(host.limits.lifecycleMs, 'timeout' as const, {
    signal: timer.signal,
  }).catch(() => 'timeout' as const);
  const ended = await Promise.race([container.exited, timeOut]);
  timer.abort();
  const whose = `Notebook Instance Lifecycle Config '${owner.configArn}' for Notebook Instance '${owner.notebookArn}'`;
  const where = 'Please check your CloudWatch logs for more details';
  if (ended === 'timeout') {
    throw new LifecycleScriptError(
      `${whose} took longer than ${host.limits.lifecycleMs / 60_000} minutes. ${where} if your Notebook Instance has Internet access.`,
    );
  }
  if (ended.code !== 0) {
    throw new LifecycleScriptError(
      `${whose} failed: ${hook} ended with exit code ${ended.code}. ${where}.`,
    );
  }
};
