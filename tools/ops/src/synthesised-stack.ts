import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { OpsError } from './ops-error.ts';

const attributes = z.record(z.string(), z.unknown());
const stackSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), attributes)),
  terraform: z.object({
    backend: z.record(z.string(), attributes).default({}),
    required_providers: z.object({ aws: z.object({ version: z.string() }) }),
  }),
});

/** What Terraform is to make of an environment, as it stands in the code now. */
export type SynthesisedStack = z.infer<typeof stackSchema>;

/** The resources of one type; none counts as an empty list. */
export const resourcesOf = (stack: SynthesisedStack, type: string): Record<string, unknown>[] =>
  Object.values(stack.resource[type] ?? {});

/**
 * Synthesises the stacks into a folder of its own, and resolves with the one of this prefix.
 *
 * Takes two seconds and no network; `infra/cdktf.out` stays as it is.
 *
 * @throws {OpsError} the synthesis fails.
 */
export const synthesiseStack = async (root: string, prefix: string): Promise<SynthesisedStack> => {
  const folder = mkdtempSync(join(tmpdir(), 'ngwaf-synth-'));
  try {
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: join(root, 'infra'),
      env: { ...process.env, CDKTF_OUTDIR: folder, CI: '1', CHECKPOINT_DISABLE: '1' },
    });
    return parseStack(readFileSync(join(folder, 'stacks', prefix, 'cdk.tf.json'), 'utf8'));
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new OpsError(`synthesising the stack failed: ${stderr?.trim() || message}`, {
      cause: error,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A stack from the text of its `cdk.tf.json`. */
export const parseStack = (text: string): SynthesisedStack => stackSchema.parse(JSON.parse(text));
