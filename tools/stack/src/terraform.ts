import { z } from 'zod';
import { createApplyFollower, type ApplyProgress } from './apply-follower.ts';
import { run } from './run.ts';

/** Terraform in the folder of one synthesised stack. */
export interface Terraform {
  dir: string;
  /** Runs a command and resolves with what it printed. */
  run(args: string[], onLine?: (line: string) => void): Promise<string>;
}

/** Terraform reported errors; the message holds them all. */
export class TerraformError extends Error {
  override readonly name = 'TerraformError';
}

export const createTerraform = (dir: string, env: NodeJS.ProcessEnv): Terraform => ({
  dir,
  run: (args, onLine) =>
    run('terraform', args, {
      cwd: dir,
      env: { ...env, TF_IN_AUTOMATION: 'true', CHECKPOINT_DISABLE: '1' },
      ...(onLine && { onLine }),
    }),
});

/**
 * Runs a command that changes things (`apply`, `destroy`) with progress.
 *
 * @throws {TerraformError} with the errors that Terraform reported.
 */
export const change = async (
  terraform: Terraform,
  [command, ...args]: [command: 'apply' | 'destroy', ...args: string[]],
  onProgress: (progress: ApplyProgress) => void,
  planned?: number,
): Promise<void> => {
  const follower = createApplyFollower(onProgress, planned);
  await terraform
    .run([command, '-input=false', '-json', ...args], follower.onLine)
    .catch((error: unknown) => {
      if (follower.errors.length === 0) throw error;
      throw new TerraformError(`terraform ${command} failed:\n${follower.errors.join('\n')}`, {
        cause: error,
      });
    });
};

const plannedChangeSchema = z.object({
  type: z.literal('planned_change'),
  change: z.object({ resource: z.object({ addr: z.string() }), action: z.string() }),
});

/** What an apply would change now, e.g. `update aws_lambda_function.sm_serving`. */
export const plannedChanges = async (terraform: Terraform): Promise<string[]> => {
  const text = await terraform.run(['plan', '-input=false', '-json', '-lock=false']);
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => plannedChangeSchema.safeParse(JSON.parse(line)).data ?? [])
    .map(({ change: { action, resource } }) => `${action} ${resource.addr}`);
};

/** Values of what `terraform output -json` printed. */
export const toOutputs = (text: string): Record<string, unknown> => {
  const outputs = z.record(z.string(), z.object({ value: z.unknown() })).parse(JSON.parse(text));
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
};

/** Addresses of what the state holds; none where there is no state yet. */
export const stateAddresses = async (terraform: Terraform): Promise<string[]> => {
  const text = await terraform.run(['state', 'list']).catch((error: unknown) => {
    if (String(error).includes('No state file was found')) return '';
    throw error;
  });
  return text.split('\n').filter((line) => line.length > 0);
};
