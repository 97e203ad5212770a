import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '@ngwaf/tool-cli';
import { DeployError } from '../deploy-error.ts';
import { pipelineVariables } from '../pipeline-variables.ts';
import type { Target } from '../target.ts';

const PYTHON = process.platform === 'win32' ? join('Scripts', 'python.exe') : join('bin', 'python');

/**
 * Makes the base model of this release the first live one; where a model is live it does nothing.
 *
 * @throws {DeployError} Python's packages are not installed, or it could not be put live.
 */
export const deployBaseModel = async (
  { root, env }: Pick<Surroundings, 'root' | 'env'>,
  target: Target,
): Promise<void> => {
  const python = join(root, '.local', 'venv', PYTHON);
  if (!existsSync(python)) {
    throw new DeployError('the Python packages are not installed: npm run setup');
  }
  const child = spawn(python, ['-m', 'ngwaf_pipeline.bootstrap'], {
    cwd: join(root, 'notebooks'),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...pipelineVariables(target) },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new DeployError('the base model could not be put live; see above');
};
