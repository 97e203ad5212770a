import type { Environment } from '@ngwaf/infra/environments';
import { stackFolder } from '../synthesise.ts';
import { createTerraform, type Terraform } from '../terraform.ts';
import { findCaller, type Caller } from './caller.ts';
import { chooseEnvironment } from './choose-environment.ts';

/** What the SDK's clients are made with, S3's included. */
export interface ClientConfig {
  region: string;
  /** Stand-ins of S3 have no host name for each bucket. */
  forcePathStyle?: true;
}

/** An environment, who works on it, and Terraform in its stack's folder. */
export interface Session {
  environment: Environment;
  caller: Caller;
  clientConfig: ClientConfig;
  terraform: Terraform;
  /** What Terraform runs with. */
  env: NodeJS.ProcessEnv;
}

/** What stand-ins of AWS lack; see the variables of the stack. */
const STAND_IN = { TF_VAR_s3_use_path_style: 'true', TF_VAR_require_tls: 'false' };

export const isStandIn = (env: NodeJS.ProcessEnv): boolean => Boolean(env['AWS_ENDPOINT_URL']);

/** Variables for Terraform and everything else that works on an environment. */
export const terraformEnvironment = (
  env: NodeJS.ProcessEnv,
  { region }: Pick<Caller, 'region'>,
): NodeJS.ProcessEnv => ({
  ...(isStandIn(env) && STAND_IN),
  ...env,
  AWS_REGION: region,
});

export const clientConfigOf = (env: NodeJS.ProcessEnv, region: string): ClientConfig => ({
  region,
  ...(isStandIn(env) && { forcePathStyle: true }),
});

/**
 * Opens an environment: its configuration, and the account that the credentials belong to.
 *
 * @throws {StackError} the configuration is wrong, or the account is another one.
 */
export const openSession = async (env: NodeJS.ProcessEnv, name: string): Promise<Session> => {
  const environment = chooseEnvironment(name);
  const caller = await findCaller(env, environment);
  const terraformEnv = terraformEnvironment(env, caller);
  return {
    environment,
    caller,
    clientConfig: clientConfigOf(env, caller.region),
    terraform: createTerraform(stackFolder(env, environment.prefix), terraformEnv),
    env: terraformEnv,
  };
};
