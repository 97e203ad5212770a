import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as contracts from '@ngwaf/contracts';
import { ROOT } from '@ngwaf/tool-local-stack';
import { bundle } from './bundle.ts';
import { median } from './statistics.ts';

const RUNS = 15;

const variables = Object.entries(contracts)
  .filter(([name]) => name.endsWith('EnvSchema'))
  .flatMap(([, schema]) => Object.keys((schema as { shape: object }).shape));

/** Enough of every function's environment for its module to load; nothing is called. */
const ENVIRONMENT = {
  // A name as well as a number.
  ...Object.fromEntries(variables.map((name) => [name, '1'])),
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  SCORING_MODE: 'endpoint',
  SWEEP_MODE: 'report',
  OWNER_TAGS: 'project=ngwaf',
  ALLOW_LOOPBACK: 'false',
  PIPELINE_TAGS: 'project=ngwaf',
  LOG_LEVEL: 'ERROR',
};

const LOAD = `const t = performance.now(); require(process.argv[1]); console.log(performance.now() - t);`;

const loadMilliseconds = (file: string): number =>
  Number(
    execFileSync(process.execPath, ['-e', LOAD, file], {
      env: { ...process.env, ...ENVIRONMENT },
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .at(-1),
  );

/** The alternative: the same handler with the SDK left to `node_modules`, as on Lambda's own copy. */
const bundleWithSdkExternal = (name: string): Promise<string> =>
  bundle(`apps/${name}/src/main.ts`, name, ['@aws-sdk/*', '@smithy/*']);

export interface BundleFigures {
  name: string;
  kilobytes: number;
  loadMs: number;
  externalKilobytes: number;
  externalLoadMs: number;
}

/** Size and module load time of each function's bundle, beside the same with the SDK external. */
export const measureBundles = async (): Promise<BundleFigures[]> => {
  const figures: BundleFigures[] = [];
  for (const name of contracts.FUNCTION_NAMES) {
    const bundled = join(ROOT, 'apps', name, 'dist', 'main.cjs');
    const external = await bundleWithSdkExternal(name);
    const times = { bundled: [] as number[], external: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      times.bundled.push(loadMilliseconds(bundled));
      times.external.push(loadMilliseconds(external));
    }
    figures.push({
      name,
      kilobytes: (await stat(bundled)).size / 1000,
      loadMs: median(times.bundled),
      externalKilobytes: (await stat(external)).size / 1000,
      externalLoadMs: median(times.external),
    });
  }
  return figures;
};
