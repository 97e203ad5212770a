import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { STSClient } from '@aws-sdk/client-sts';
import { localOutputsSchema } from '@ngwaf/contracts';
import type { Environment } from '@ngwaf/infra/environments';
import type { Surroundings } from '../command.ts';
import { findEnvironment } from '../environment-option.ts';
import type { Subject } from './examine.ts';

export interface SubjectOptions {
  env: string | undefined;
  region: string | undefined;
  'terraform-dir': string | undefined;
}

/** The environment that a running local cloud of this checkout has. */
const LOCAL_ENVIRONMENT = 'dev';

const findLocalCloud = (root: string): string | undefined => {
  const file = join(root, '.local', 'outputs.json');
  if (!existsSync(file)) return undefined;
  return localOutputsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).awsEndpointUrl;
};

/** The region that AWS's own variables and profiles name; undefined for none. */
const ambientRegion = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => {
  // Terraform and the AWS CLI know this variable, the SDK for JavaScript does not.
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (named) return named;
  return new STSClient({}).config.region().catch(() => undefined);
};

const isThisMachine = (url: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** A local cloud is no account or region that an environment could be pinned to. */
const unpinnedLocally = (
  environment: Environment,
  endpointUrl: string | undefined,
): Environment => {
  if (endpointUrl === undefined || !isThisMachine(endpointUrl)) return environment;
  const unpinned = { ...environment };
  delete unpinned.accountId;
  delete unpinned.region;
  return unpinned;
};

/**
 * What to examine: the environment that `--env` names, as AWS's own variables reach it; without it a
 * running local cloud of this checkout, or else `dev`.
 *
 * @throws {OpsError} there is no such environment.
 */
export const findSubject = async (
  { env: name, region, 'terraform-dir': folder }: SubjectOptions,
  { root, env }: Pick<Surroundings, 'root' | 'env'>,
): Promise<Subject> => {
  const named = env['AWS_ENDPOINT_URL'] || undefined;
  const local = name === undefined && named === undefined ? findLocalCloud(root) : undefined;
  const ambient = local === undefined ? await ambientRegion(env) : undefined;
  const endpointUrl = named ?? local;
  const environment = unpinnedLocally(findEnvironment(name ?? LOCAL_ENVIRONMENT), endpointUrl);
  const localFolder = join(root, '.local', 'terraform');
  const stacks = join(root, 'infra', 'cdktf.out', 'stacks', environment.prefix);
  return {
    environment,
    region: region ?? environment.region ?? ambient ?? (local && 'us-east-1'),
    ambient,
    endpointUrl,
    access: {
      ...(local !== undefined && {
        endpoint: local,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
      ...(endpointUrl !== undefined && ({ forcePathStyle: true } as const)),
    },
    stackFolder:
      folder === undefined ? (local === undefined ? stacks : localFolder) : resolve(root, folder),
  };
};
