import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LOCAL } from './paths.mjs';

/** The provider version that `@cdktf/provider-aws` pins. */
export const AWS_PROVIDER_VERSION = '5.100.0';
const REGISTRY = 'registry.terraform.io';
const MAX_DEPTH = 4;

const ARCHITECTURES = { x64: 'amd64', ia32: '386' };
const PLATFORMS = { win32: 'windows' };
const platform = `${PLATFORMS[process.platform] ?? process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;

/** Where systems keep add-on software and where Terraform itself looks for plugins. */
const searchPlaces = (environment) =>
  [
    environment.APPDATA && join(environment.APPDATA, 'terraform.d', 'plugins'),
    join(homedir(), '.terraform.d'),
    join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'terraform'),
    '/Library/Application Support/io.terraform',
    '/usr/local/share/terraform',
    '/usr/share/terraform',
    '/usr/local/lib/terraform',
    '/usr/lib/terraform',
    '/var/lib/terraform',
    '/opt',
  ].filter(Boolean);

const subfolders = (folder) => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return []; // Not there, or not readable for this user: nothing to find.
  }
};

/** Whether a mirror holds the AWS provider for this platform, unpacked or as the registry's zip. */
const holdsProvider = (mirror) => {
  const provider = join(mirror, REGISTRY, 'hashicorp', 'aws');
  const zip = `terraform-provider-aws_${AWS_PROVIDER_VERSION}_${platform}.zip`;
  return (
    existsSync(join(provider, AWS_PROVIDER_VERSION, platform)) || existsSync(join(provider, zip))
  );
};

/**
 * The first filesystem mirror with the AWS provider below the given places, breadth first.
 *
 * @returns {string | undefined} the folder that holds `registry.terraform.io`
 */
export const findProviderMirror = (places) => {
  let level = places;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const found = level.find(holdsProvider);
    if (found) return found;
    level = level.flatMap((folder) =>
      subfolders(folder)
        .filter((name) => name !== REGISTRY && name !== 'node_modules')
        .map((name) => join(folder, name)),
    );
  }
  return undefined;
};

/** Terraform's own places for the user's configuration. */
const userConfigFiles = (environment) =>
  process.platform === 'win32'
    ? [join(environment.APPDATA ?? homedir(), 'terraform.rc')]
    : [join(homedir(), '.terraformrc')];

/**
 * Decides which CLI configuration Terraform runs with: the user's own where there is one; else one
 * that names a filesystem mirror found on this machine; else Terraform's defaults.
 *
 * @returns {Promise<Record<string, string | undefined>>} variables to set (or, undefined, to unset)
 */
export const terraformCliEnvironment = async (
  environment = process.env,
  { places = searchPlaces(environment), folder = LOCAL } = {},
) => {
  const named = environment.TF_CLI_CONFIG_FILE;
  if (named && existsSync(named)) return {};
  // A name without a file makes Terraform warn at every command, so it is dropped.
  if (userConfigFiles(environment).some((file) => existsSync(file))) {
    return { TF_CLI_CONFIG_FILE: undefined };
  }
  const mirror = findProviderMirror(places);
  if (!mirror) return { TF_CLI_CONFIG_FILE: undefined };

  const file = join(folder, 'terraform.rc');
  const provider = `${REGISTRY}/hashicorp/aws`;
  const lines = [
    'provider_installation {',
    '  filesystem_mirror {',
    `    path    = ${JSON.stringify(mirror)}`,
    `    include = ["${provider}"]`,
    '  }',
    '  direct {',
    `    exclude = ["${provider}"]`,
    '  }',
    '}',
  ];
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
  return { TF_CLI_CONFIG_FILE: file };
};
