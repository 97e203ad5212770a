import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { terraformCliEnvironment } from '@ngwaf/tool-setup/terraform';
import { attempt } from './attempt.ts';
import type { Finding } from './check.ts';

/** Where a stack that is initialised keeps the provider. */
const installed = (folder: string, version: string): string =>
  join(folder, '.terraform', 'providers', 'registry.terraform.io', 'hashicorp', 'aws', version);

/** Gets the provider as an apply would: from a mirror, or else from the registry, once. */
const fetchProvider = async (
  version: string,
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'ngwaf-provider-'));
  const cache = join(root, '.local', 'terraform-plugins');
  mkdirSync(cache, { recursive: true });
  const aws = { source: 'hashicorp/aws', version };
  writeFileSync(
    join(folder, 'main.tf.json'),
    JSON.stringify({ terraform: { required_providers: { aws } } }),
  );
  try {
    await promisify(execFile)(
      'terraform',
      ['init', '-backend=false', '-input=false', '-no-color'],
      {
        cwd: folder,
        env: {
          TF_PLUGIN_CACHE_DIR: cache,
          ...env,
          ...(await terraformCliEnvironment(env)),
          TF_IN_AUTOMATION: 'true',
          CHECKPOINT_DISABLE: '1',
        },
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Whether Terraform gets the AWS provider in the version that the stack pins. */
export const checkProvider = async (
  { version, stackFolder, root }: { version: string; stackFolder: string; root: string },
  env: NodeJS.ProcessEnv,
): Promise<Finding> => {
  const check = 'AWS provider';
  if (existsSync(installed(stackFolder, version))) {
    return { check, status: 'ok', found: `${version}, installed for this stack` };
  }
  const { error } = await attempt(() => fetchProvider(version, root, env));
  if (!error) return { check, status: 'ok', found: `${version}, which the stack pins` };
  const { stderr = '' } = error as Error & { stderr?: string };
  return {
    check,
    status: 'problem',
    found: stderr.trim().replaceAll(/\s+/g, ' ') || error.message,
    expected: `${version}, which the stack pins, from registry.terraform.io or a mirror`,
    remedy:
      'let this machine reach registry.terraform.io, or name a mirror in the file of TF_CLI_CONFIG_FILE: https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation',
  };
};
