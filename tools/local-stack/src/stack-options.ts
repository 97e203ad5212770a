import { join } from 'node:path';
import { ROOT } from '@ngwaf/tool-stack';

export { ROOT };

export const DEFAULT_PORT = 4566;

/** One local stack: a folder for all its state, a port, and what differs from Terraform's defaults. */
export interface StackOptions {
  stateDir: string;
  port: number;
  region: string;
  /** Terraform variables, on top of those that any local stack needs. */
  variables: Record<string, string>;
}

export const defaultStackOptions = (): StackOptions => ({
  stateDir: join(ROOT, '.local'),
  port: DEFAULT_PORT,
  region: process.env['AWS_REGION'] ?? 'us-east-1',
  variables: {},
});

/** Files and folders of a stack. */
export const stackPaths = ({ stateDir }: Pick<StackOptions, 'stateDir'>) => ({
  outputs: join(stateDir, 'outputs.json'),
  cloudState: join(stateDir, 'local-cloud.json'),
  cloudDir: join(stateDir, 'cloud'),
  logDir: join(stateDir, 'logs'),
  terraformDir: join(stateDir, 'terraform'),
  terraformOutputs: join(stateDir, 'terraform', 'outputs.json'),
});

/** The virtual environment's Python; one for all stacks of this checkout. */
export const venvPython = (): string =>
  process.platform === 'win32'
    ? join(ROOT, '.local', 'venv', 'Scripts', 'python.exe')
    : join(ROOT, '.local', 'venv', 'bin', 'python');

export const endpointUrlOf = ({ port }: Pick<StackOptions, 'port'>): string =>
  `http://127.0.0.1:${port}`;

/**
 * Environment for a process that is to see the local cloud and nothing of a real account.
 *
 * Variables that would bring in the user's own profile or a proxy are left out.
 */
export const awsEnvironment = (
  options: Pick<StackOptions, 'port' | 'region'>,
): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(inherited),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_ENDPOINT_URL: endpointUrlOf(options),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
  };
};
