import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScoringMode } from '@ngwaf/contracts';
import { environments } from '@ngwaf/infra/environments';
import {
  ROOT,
  apply,
  awsEnvironment,
  placeStack,
  run,
  stackPaths,
  synthesise,
} from '@ngwaf/tool-local-stack';
import { testStackOptions } from './test-stack.ts';

/** How soon functions that score in process find out what is live. */
export const REFRESH_SECONDS = 1;

/** Has the process' own synthesis be that of another configuration while `work` runs. */
const configured = async (scoring: object, work: () => Promise<void>): Promise<void> => {
  const { name, ...settings } = environments().find((each) => each.name === 'dev') ?? {};
  const folder = mkdtempSync(join(tmpdir(), 'ngwaf-scoring-'));
  const file = join(folder, 'environments.json');
  writeFileSync(file, JSON.stringify({ [String(name)]: { ...settings, scoring } }));
  process.env['NGWAF_ENVIRONMENTS_FILE'] = file;
  process.env['CDKTF_OUTDIR'] = join(folder, 'cdktf.out');
  try {
    await work();
  } finally {
    delete process.env['NGWAF_ENVIRONMENTS_FILE'];
    delete process.env['CDKTF_OUTDIR'];
    rmSync(folder, { recursive: true });
  }
};

/** Changes the scoring mode of the stack as its operator does: configuration, apply, deploy. */
export const switchScoringMode = (mode: ScoringMode): Promise<void> =>
  configured(
    // The budget is ample: a machine that has much to do is no endpoint that fails.
    { mode, refreshSeconds: REFRESH_SECONDS, endpointBudgetMs: 10_000 },
    async () => {
      await synthesise();
      await placeStack(testStackOptions);
      // What is Terraform's nobody else has changed: looking at it all takes longer than the apply.
      await apply(testStackOptions, () => undefined, '-refresh=false');
      const { terraformOutputs } = stackPaths(testStackOptions);
      const deploy = ['--import', 'tsx', join('tools', 'deploy', 'src', 'main.ts'), 'function'];
      const functions = ['sm-serving', 'model-predictions', 'exit-notebook'];
      await run(process.execPath, [...deploy, ...functions, '--outputs', terraformOutputs], {
        cwd: ROOT,
        env: awsEnvironment(testStackOptions),
      });
    },
  );
