import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StackOutputs } from '@ngwaf/contracts';
import {
  ROOT,
  STACK_NAME,
  awsEnvironment,
  stackPaths,
  type StackOptions,
} from './stack-options.ts';
import { run } from './run.ts';

const SYNTHESISED = join(ROOT, 'infra', 'cdktf.out', 'stacks', STACK_NAME, 'cdk.tf.json');

/** What this stack's Terraform is run with: the very JSON that goes to AWS, other endpoints. */
const terraformEnvironment = (options: StackOptions): NodeJS.ProcessEnv => {
  const variables = {
    s3_use_path_style: 'true',
    require_tls: 'false',
    retain_data: 'false',
    ...options.variables,
  };
  return {
    ...awsEnvironment(options),
    ...Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]),
    ),
    TF_IN_AUTOMATION: 'true',
    CHECKPOINT_DISABLE: '1',
  };
};

const terraform = (
  options: StackOptions,
  args: string[],
  onLine?: (line: string) => void,
): Promise<string> =>
  run('terraform', args, {
    cwd: stackPaths(options).terraformDir,
    env: terraformEnvironment(options),
    ...(onLine && { onLine }),
  });

/** Synthesises the Terraform of all environments into `infra/cdktf.out`. */
export const synthesise = async (): Promise<void> => {
  await run(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: join(ROOT, 'infra'),
    env: process.env,
  });
};

/** Copies the synthesised stack into the state folder and initialises Terraform there. */
export const initialise = async (options: StackOptions): Promise<void> => {
  const { terraformDir } = stackPaths(options);
  await mkdir(terraformDir, { recursive: true });
  await copyFile(SYNTHESISED, join(terraformDir, 'cdk.tf.json'));
  const state = `-backend-config=path=${join(terraformDir, 'terraform.tfstate')}`;
  await terraform(options, ['init', '-input=false', '-no-color', '-reconfigure', state]);
};

const messageSchema = z.object({
  '@message': z.string(),
  '@level': z.string(),
  type: z.string(),
  changes: z.object({ add: z.number(), change: z.number(), remove: z.number() }).optional(),
  hook: z.object({ resource: z.object({ addr: z.string() }), action: z.string() }).optional(),
  diagnostic: z.object({ summary: z.string(), detail: z.string().optional() }).optional(),
});

/** How far an apply is: changed resources of all that change, and what is being worked on. */
export interface ApplyProgress {
  done: number;
  total: number;
  running: string[];
}

/** Follows the lines of `terraform apply -json`. */
export const createApplyFollower = (onProgress: (progress: ApplyProgress) => void) => {
  const running = new Set<string>();
  const errors: string[] = [];
  let done = 0;
  let total = 0;
  const onLine = (line: string): void => {
    if (!line.startsWith('{')) return;
    const message = messageSchema.safeParse(JSON.parse(line)).data;
    if (!message) return;
    // Reading data sources is no change: the plan's summary does not count it either.
    const address = message.hook?.action === 'read' ? undefined : message.hook?.resource.addr;
    if (message.type === 'change_summary' && message.changes && total === 0) {
      total = message.changes.add + message.changes.change + message.changes.remove;
    }
    if (message.type === 'apply_start' && address) running.add(address);
    if (message.type === 'apply_complete' && address) {
      running.delete(address);
      done += 1;
    }
    if (message['@level'] === 'error' && message.diagnostic) {
      errors.push(`${message.diagnostic.summary}\n${message.diagnostic.detail ?? ''}`);
    }
    onProgress({ done, total, running: [...running] });
  };
  return { onLine, errors };
};

/** Applies the stack and resolves with its outputs, which are also kept in a file. */
export const apply = async (
  options: StackOptions,
  onProgress: (progress: ApplyProgress) => void,
): Promise<StackOutputs> => {
  const follower = createApplyFollower(onProgress);
  const flags = ['-auto-approve', '-input=false', '-json', '-parallelism=40'];
  await terraform(options, ['apply', ...flags], follower.onLine).catch((error: unknown) => {
    if (follower.errors.length === 0) throw error;
    throw new Error(`terraform apply failed:\n${follower.errors.join('\n')}`);
  });
  await writeFile(
    stackPaths(options).terraformOutputs,
    await terraform(options, ['output', '-json']),
  );
  return readStackOutputs(options);
};

/** The outputs of the last apply. */
export const readStackOutputs = async (
  options: Pick<StackOptions, 'stateDir'>,
): Promise<StackOutputs> => {
  const text = await readFile(stackPaths(options).terraformOutputs, 'utf8');
  const outputs = z.record(z.string(), z.object({ value: z.unknown() })).parse(JSON.parse(text));
  // The stack declares these outputs by the same type; see `infra`.
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value }]) => [name, value]),
  ) as unknown as StackOutputs;
};

/** Addresses of what an apply would change now. */
export const plannedChanges = async (options: StackOptions): Promise<string[]> => {
  const text = await terraform(options, ['plan', '-input=false', '-json', '-lock=false']);
  const schema = z.object({
    type: z.literal('planned_change'),
    change: z.object({ resource: z.object({ addr: z.string() }), action: z.string() }),
  });
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => schema.safeParse(JSON.parse(line)).data ?? [])
    .map(({ change }) => `${change.action} ${change.resource.addr}`);
};
