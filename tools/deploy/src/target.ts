import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { localOutputsSchema } from '@ngwaf/contracts';
import { DeployError } from './deploy-error.ts';

/** The stack that is deployed to, and how to reach it. */
export interface Target {
  region: string;
  artefactBucket: string;
  /** Functions are named `<prefix>-<function>`. */
  functionPrefix: string;
  /** The local cloud's address; undefined for AWS or what the environment names. */
  localEndpoint?: string;
}

const value = z.object({ value: z.string() });
const outputsSchema = z.object({
  region: value,
  artefact_bucket: value,
  function_prefix: value,
});

const HOW_TO_MAKE_OUTPUTS =
  'make it with: terraform -chdir=infra/cdktf.out/stacks/<stack> output -json > outputs.json, and give it with --outputs outputs.json';

/**
 * Where to deploy: the stack of `outputsFile` (JSON of `terraform output -json`), by default the
 * local stack's. Without a file and without AWS_ENDPOINT_URL a running local cloud is taken.
 *
 * @throws {DeployError} there is no such file, or it is not what Terraform writes.
 */
export const findTarget = (
  root: string,
  env: NodeJS.ProcessEnv,
  outputsFile: string | undefined,
): Target => {
  const file = outputsFile ?? join(root, '.local', 'terraform', 'outputs.json');
  const outputs = outputsSchema.safeParse(readJson(file));
  if (!outputs.success) {
    throw new DeployError(
      `${file} is not the output of a stack (${z.prettifyError(outputs.error)}): ${HOW_TO_MAKE_OUTPUTS}`,
    );
  }
  const localOutputs = join(root, '.local', 'outputs.json');
  const isLocal = outputsFile === undefined && !env['AWS_ENDPOINT_URL'] && existsSync(localOutputs);
  return {
    region: outputs.data.region.value,
    artefactBucket: outputs.data.artefact_bucket.value,
    functionPrefix: outputs.data.function_prefix.value,
    ...(isLocal && {
      localEndpoint: localOutputsSchema.parse(readJson(localOutputs)).awsEndpointUrl,
    }),
  };
};

const readJson = (file: string): unknown => {
  if (!existsSync(file)) throw new DeployError(`${file} does not exist: ${HOW_TO_MAKE_OUTPUTS}`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DeployError(`${file} is not JSON: ${HOW_TO_MAKE_OUTPUTS}`, { cause: error });
  }
};
