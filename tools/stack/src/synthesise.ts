import { join } from 'node:path';
import { run } from './run.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Where cdktf writes: `infra/cdktf.out`, unless CDKTF_OUTDIR says otherwise. */
export const synthesisFolder = (env: NodeJS.ProcessEnv): string =>
  env['CDKTF_OUTDIR'] ?? join(ROOT, 'infra', 'cdktf.out');

/** Folder of a synthesised stack, in which Terraform runs. */
export const stackFolder = (env: NodeJS.ProcessEnv, stack: string): string =>
  join(synthesisFolder(env), 'stacks', stack);

/** Synthesises the Terraform of all environments. */
export const synthesise = async (env: NodeJS.ProcessEnv = process.env): Promise<void> => {
  await run(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: join(ROOT, 'infra'),
    env,
  });
};
