import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  environmentPrefix,
  localOutputsSchema,
  publishedOutputsSchema,
  type PublishedOutputs,
} from '@ngwaf/contracts';
import { environments } from '@ngwaf/infra/environments';
import { DeployError } from './deploy-error.ts';
import { ROOT } from './paths.ts';
import { readPublishedOutputs } from './published-outputs.ts';

/** What the SDK's clients are made with, those of S3 included. */
export interface ClientConfig {
  region: string;
  /** Both for the local cloud alone; else AWS's usual variables and profiles say. */
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Stand-ins of S3 have no host name for each bucket. */
  forcePathStyle?: true;
}

/** A deployed environment, and how to reach it. */
export interface Target {
  region: string;
  /** `<project>-<environment>`; every physical name starts with it. */
  prefix: string;
  outputs: PublishedOutputs;
  clientConfig: ClientConfig;
}

export interface TargetOptions {
  /** Environment variables, `process.env` as a rule. */
  env: NodeJS.ProcessEnv;
  /** `--outputs`: file with what `terraform output -json` printed. */
  outputs?: string | undefined;
  /** `--env`: name of an environment, e.g. `dev`. */
  environment?: string | undefined;
  /** @default this repository */
  root?: string;
}

/**
 * The environment that a command is for: `--outputs`, else `--env`, else a running local cloud.
 *
 * @throws {DeployError} none of them is there, or what is there is not the outputs of a stack.
 */
export const findTarget = async (options: TargetOptions): Promise<Target> => {
  const { env, outputs: file, environment, root = ROOT } = options;
  const fromAws = { ...(env['AWS_ENDPOINT_URL'] && ({ forcePathStyle: true } as const)) };
  if (file !== undefined) return toTarget(readTerraformOutputs(file), fromAws);
  if (environment !== undefined) {
    if (!/^[a-z][a-z0-9]*$/.test(environment)) {
      throw new DeployError(`--env: expected a name such as dev, got "${environment}"`);
    }
    // One that this checkout's configuration does not know may have been applied from another.
    const known = environments().find(({ name }) => name === environment);
    const prefix = known?.prefix ?? environmentPrefix(environment);
    return toTarget(await readPublishedOutputs(prefix, known?.region), fromAws);
  }
  const local = findLocalCloud(root);
  if (local === undefined || ![undefined, '', local].includes(env['AWS_ENDPOINT_URL'])) {
    throw new DeployError(
      'no environment to work on: give --env=<name> (one that has been applied) or --outputs=<file> (what terraform output -json printed), or start a local cloud with npm run local:up',
    );
  }
  return toTarget(readTerraformOutputs(join(root, '.local', 'terraform', 'outputs.json')), {
    endpoint: local,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    forcePathStyle: true,
  });
};

const toTarget = (outputs: PublishedOutputs, access: Omit<ClientConfig, 'region'>): Target => ({
  region: outputs.region,
  prefix: outputs.function_prefix,
  outputs,
  clientConfig: { region: outputs.region, ...access },
});

/** Address of this checkout's local cloud; undefined if none runs. */
const findLocalCloud = (root: string): string | undefined => {
  const file = join(root, '.local', 'outputs.json');
  return existsSync(file) ? localOutputsSchema.parse(readJson(file)).awsEndpointUrl : undefined;
};

const readTerraformOutputs = (file: string): PublishedOutputs => {
  const byName = z.record(z.string(), z.object({ value: z.unknown() })).safeParse(readJson(file));
  const outputs = publishedOutputsSchema.safeParse(
    Object.fromEntries(Object.entries(byName.data ?? {}).map(([name, { value }]) => [name, value])),
  );
  if (outputs.success) return outputs.data;
  throw new DeployError(
    `${file} is not the output of a stack (${z.prettifyError(outputs.error)}): ${HOW_TO_MAKE_OUTPUTS}`,
  );
};

const HOW_TO_MAKE_OUTPUTS =
  'make it with: terraform -chdir=infra/cdktf.out/stacks/<stack> output -json > outputs.json, or give --env=<name> instead';

const readJson = (file: string): unknown => {
  if (!existsSync(file)) throw new DeployError(`${file} does not exist: ${HOW_TO_MAKE_OUTPUTS}`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DeployError(`${file} is not JSON: ${HOW_TO_MAKE_OUTPUTS}`, { cause: error });
  }
};
