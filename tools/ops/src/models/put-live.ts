import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JobItem } from '@ngwaf/contracts';
import { pipelineVariables, type Target } from '@ngwaf/tool-deploy';
import { run, venvPython } from '@ngwaf/tool-local-stack';
import type { Surroundings } from '../command.ts';
import { OpsError } from '../ops-error.ts';

export interface PutLiveRequest {
  /** It holds the model's lease. */
  job: JobItem;
  version: string;
  /** Of the version in the registry. */
  packageArn: string;
  reason: string;
  despiteAlarms: boolean;
}

/**
 * Has the WAF's endpoint serve a version, by its pipeline's own switch: there is one, and it is Python.
 *
 * @throws {OpsError} it does not serve it; the message says why.
 */
export const putLive = async (
  target: Target,
  { root, env, note }: Pick<Surroundings, 'root' | 'env' | 'note'>,
  request: PutLiveRequest,
): Promise<void> => {
  const python = venvPython();
  if (!existsSync(python)) {
    throw new OpsError(`${python} does not exist: install it with npm start or npm test`);
  }
  let last = 'the switch failed without a word';
  const onLine = (line: string) => {
    if (line.trim() === '') return;
    last = line;
    note(`  ${line}`);
  };
  const options = [
    ...['--job', request.job.job_key, '--version', request.version, '--reason', request.reason],
    ...(request.despiteAlarms ? ['--despite-alarms'] : []),
  ];
  // In a group of its own, so that Ctrl-C does not break a switch off half-way.
  const onInterrupt = () => {
    note('The switch cannot be broken off half-way. Once more leaves it to itself.');
    process.once('SIGINT', () => process.exit(130));
  };
  process.once('SIGINT', onInterrupt);
  try {
    await run(python, ['-m', 'ngwaf_pipeline.promote', ...options], {
      cwd: join(root, 'notebooks'),
      env: { ...env, ...pipelineVariables(target) },
      onLine,
    });
  } catch (error) {
    throw new OpsError(last, { cause: error });
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
};
