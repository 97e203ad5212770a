import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys, FUNCTION_NAMES, resourceNames } from '@ngwaf/contracts';
import { deterministicZip, sha256 } from '@ngwaf/tool-deploy';
import { callsOfUsers } from '@ngwaf/tool-e2e';
import {
  ROOT,
  apply,
  awsEnvironment,
  defaultStackOptions,
  initialise,
  stackPaths,
  startCloud,
  stopCloud,
  synthesise,
  type StackOptions,
} from '@ngwaf/tool-local-stack';
import { timed } from '../seconds.ts';
import { median } from '../statistics.ts';
import { CHANGED, makeChangingClone, type ChangingClone } from './changing-clone.ts';
import { letTerraformOwnCode, type StoredCode } from './terraform-owned-code.ts';

const RUNS = 3;
const options: StackOptions = {
  ...defaultStackOptions(),
  stateDir: join(ROOT, '.local', 'bench-deploy'),
  port: Number(process.env['NGWAF_BENCH_PORT'] ?? 4597),
};
const awsEndpointUrl = `http://127.0.0.1:${options.port}`;

export interface DeployFigures {
  synthSeconds: number;
  /** Terraform from nothing. */
  applySeconds: number;
  resources: number;
  functions: number;
  /** What Nx ran for one changed function. */
  tasks: string[];
  /** AWS operations of one shipping, each with how often. */
  calls: Record<string, number>;
  /** Each a median. `nx affected -t deploy`, from the command to its end. */
  affectedSeconds: number;
  /** Of that, the deploy tool alone. */
  shipSeconds: number;
  /** Building the function by Nx, which both ways need. */
  buildSeconds: number;
  /** `terraform apply` of the stack, Terraform owning the code. */
  terraformSeconds: number;
}

const repeat = async (work: () => Promise<number>): Promise<number> => {
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) seconds.push(await work());
  return median(seconds);
};

const build = (clone: ChangingClone) => clone.nx('build', CHANGED, '--output-style=static');

const affected = (clone: ChangingClone) =>
  clone.nx(
    ...['affected', '--target=deploy', '--base=HEAD~1', '--head=HEAD'],
    ...['--output-style=static', '--env=dev'],
  );

/** Uploads what is built of a function, as a pipeline would do for Terraform. */
const store = async (clone: ChangingClone, name: string, bucket: string): Promise<StoredCode> => {
  const bundle = await readFile(join(clone.root, 'apps', name, 'dist', 'main.cjs'));
  const zip = deterministicZip({ 'main.cjs': bundle });
  const { hex, base64 } = sha256(zip);
  const key = artefactBucketKeys.functionCode(name, hex);
  const s3 = new S3Client({
    endpoint: awsEndpointUrl,
    region: options.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: zip }));
  s3.destroy();
  return { key, base64 };
};

const measureTool = async (clone: ChangingClone) => {
  let tasks: string[] = [];
  let calls: Record<string, number> = {};
  const affectedSeconds = await repeat(async () => {
    await clone.change();
    const since = new Date().toISOString();
    const [seconds, output] = await timed(() => affected(clone));
    tasks = [...output.matchAll(/> nx run (\S+)/g)].map(([, task = '']) => task);
    calls = {};
    for (const { action } of await callsOfUsers({ awsEndpointUrl }, since)) {
      calls[action] = (calls[action] ?? 0) + 1;
    }
    return seconds;
  });
  const buildTimes: number[] = [];
  const shipSeconds = await repeat(async () => {
    await clone.change();
    buildTimes.push((await timed(() => build(clone)))[0]);
    return (await timed(() => clone.deploy('function', CHANGED)))[0];
  });
  return { tasks, calls, affectedSeconds, shipSeconds, buildSeconds: median(buildTimes) };
};

const measureTerraform = async (clone: ChangingClone, bucket: string): Promise<number> => {
  const { terraformDir } = stackPaths(options);
  const functionName = resourceNames('ngwaf-dev').function;
  const codes = new Map<string, StoredCode>();
  for (const name of FUNCTION_NAMES) {
    codes.set(functionName(name), await store(clone, name, bucket));
  }
  // Once for the change of hands, which is not measured.
  await letTerraformOwnCode(terraformDir, codes);
  await apply(options, () => undefined);
  return repeat(async () => {
    await clone.change();
    await build(clone);
    const [seconds] = await timed(async () => {
      codes.set(functionName(CHANGED), await store(clone, CHANGED, bucket));
      await letTerraformOwnCode(terraformDir, codes);
      await apply(options, () => undefined);
    });
    return seconds;
  });
};

/**
 * One changed function of all, shipped by the deploy tool and by Terraform, against one local cloud;
 * and what it takes to make the stack from nothing.
 */
export const measureDeploy = async (): Promise<DeployFigures> => {
  await stopCloud(options);
  const clone = await makeChangingClone(awsEnvironment(options));
  try {
    const [synthSeconds] = await timed(() => synthesise());
    await startCloud(options);
    await initialise(options);
    let resources = 0;
    const [applySeconds, outputs] = await timed(() =>
      apply(options, ({ total }) => (resources = Math.max(resources, total))),
    );
    await clone.nx('run-many', '--target=build', '--output-style=static');
    await clone.deploy('function', '--all');
    const figures = await measureTool(clone);
    return {
      synthSeconds,
      applySeconds,
      resources,
      functions: FUNCTION_NAMES.length,
      ...figures,
      terraformSeconds: await measureTerraform(clone, outputs.artefact_bucket),
    };
  } finally {
    clone.remove();
    await stopCloud(options);
  }
};
