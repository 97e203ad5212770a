import { execFileSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { ROOT } from '@ngwaf/tool-local-stack';
import { median } from './statistics.ts';

const RUNS = 15;

/** Enough of every function's environment for its module to load; nothing is called. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  JOB_TABLE_NAME: 'x',
  TRAIN_BUCKET: 'x',
  WAF_BUCKET: 'x',
  STATE_MACHINE_ARN: 'x',
  MAX_WAITING_SECONDS: '1',
  MAX_DATA_SET_BYTES: '1',
  NOTEBOOK_INSTANCE_NAME: 'x',
  ENDPOINT_NAME: 'x',
  MODEL_PACKAGE_GROUP: 'x',
  ENDPOINT_TIMEOUT_MS: '1',
  HEARTBEAT_SECONDS: '1',
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
const bundleWithSdkExternal = async (name: string): Promise<string> => {
  const outfile = join(ROOT, '.local', 'bench', `${name}.cjs`);
  await mkdir(join(ROOT, '.local', 'bench'), { recursive: true });
  await build({
    entryPoints: [join(ROOT, 'apps', name, 'src', 'main.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['@aws-sdk/*', '@smithy/*'],
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
};

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
  for (const name of FUNCTION_NAMES) {
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
