import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { nameInState, type NamedResource } from './names.ts';

/**
 * What is known of Terraform's state: `read` here; `elsewhere`, the environment has been applied but
 * not from this checkout; `none`, nobody has applied it.
 */
export type KnownState =
  | { kind: 'read'; resources: number; has: (resource: NamedResource) => boolean }
  | { kind: 'elsewhere' }
  | { kind: 'none' };

const stateSchema = z.object({
  resources: z
    .array(
      z.object({
        mode: z.string(),
        type: z.string(),
        instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()).optional() })),
      }),
    )
    .default([]),
});

/** The state from the text that `terraform state pull` prints; an empty one has no resources. */
export const parseState = (text: string): KnownState => {
  const { resources } = stateSchema.parse(text.trim() === '' ? {} : JSON.parse(text));
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const names = new Set(
    managed.flatMap(({ type, instances }) =>
      instances.map(({ attributes }) => `${type} ${nameInState(type, attributes ?? {})}`),
    ),
  );
  if (managed.length === 0) return { kind: 'none' };
  return {
    kind: 'read',
    resources: managed.length,
    has: ({ type, name }) => names.has(`${type} ${name}`),
  };
};

/**
 * The state that Terraform, initialised in `folder`, works with, wherever its backend keeps it.
 *
 * Undefined where it has not been initialised. Fails where the backend does not answer.
 */
export const readState = async (
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<KnownState | undefined> => {
  if (!existsSync(join(folder, '.terraform'))) return undefined;
  const { stdout } = await promisify(execFile)('terraform', ['state', 'pull'], {
    cwd: folder,
    env: { ...env, TF_IN_AUTOMATION: 'true', CHECKPOINT_DISABLE: '1' },
    maxBuffer: 64 * 1024 ** 2,
  });
  return parseState(stdout);
};
