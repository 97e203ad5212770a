import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StackOutputs } from '@ngwaf/contracts';
import { environments } from '@ngwaf/infra/environments';
import {
  change,
  createTerraform,
  plannedChanges as changesOf,
  stackFolder,
  toOutputs,
  type ApplyProgress,
} from '@ngwaf/tool-stack';
import { localise } from './localise.ts';
import { awsEnvironment, stackPaths, type StackOptions } from './stack-options.ts';

/** Terraform for this stack: the very JSON that goes to AWS, other endpoints. */
const terraformOf = (options: StackOptions) => {
  const variables = {
    s3_use_path_style: 'true',
    require_tls: 'false',
    retain_data: 'false',
    // No alarm rings here by itself: nothing to wait for.
    bake_seconds: '0',
    ...options.variables,
  };
  return createTerraform(stackPaths(options).terraformDir, {
    ...awsEnvironment(options),
    ...Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]),
    ),
  });
};

/** Name of the stack of environment `dev`, which runs here. */
const devStack = (): string => {
  const dev = environments().find(({ name }) => name === 'dev');
  if (!dev) throw new Error('There is no environment dev');
  return dev.prefix;
};

/** Puts the synthesised stack into the state folder, in place of the one that is there. */
export const placeStack = async (options: StackOptions): Promise<void> => {
  const { terraformDir } = stackPaths(options);
  const synthesised = join(stackFolder(process.env, devStack()), 'cdk.tf.json');
  await mkdir(terraformDir, { recursive: true });
  await writeFile(
    join(terraformDir, 'cdk.tf.json'),
    localise(await readFile(synthesised, 'utf8'), join(terraformDir, 'terraform.tfstate')),
  );
};

/** Puts the first stack into the state folder and initialises Terraform there, without any state. */
export const initialise = async (options: StackOptions): Promise<void> => {
  await placeStack(options);
  await terraformOf(options).run(['init', '-input=false', '-no-color', '-reconfigure']);
};

/**
 * Applies the stack and resolves with its outputs, which are also kept in a file.
 *
 * @param flags more for Terraform, e.g. `-refresh=false` where nobody else has changed anything.
 */
export const apply = async (
  options: StackOptions,
  onProgress: (progress: ApplyProgress) => void,
  ...flags: string[]
): Promise<StackOutputs> => {
  const terraform = terraformOf(options);
  await change(terraform, ['apply', '-auto-approve', '-parallelism=40', ...flags], onProgress);
  await writeFile(stackPaths(options).terraformOutputs, await terraform.run(['output', '-json']));
  return readStackOutputs(options);
};

/** The outputs of the last apply. */
export const readStackOutputs = async (
  options: Pick<StackOptions, 'stateDir'>,
): Promise<StackOutputs> =>
  // The stack declares these outputs by the same type; see `infra`.
  toOutputs(
    await readFile(stackPaths(options).terraformOutputs, 'utf8'),
  ) as unknown as StackOutputs;

/** Addresses of what an apply would change now. */
export const plannedChanges = (options: StackOptions): Promise<string[]> =>
  changesOf(terraformOf(options));
