import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  artefactBucketKeys,
  localOutputsSchema,
  type LocalOutputs,
  type StackOutputs,
} from '@ngwaf/contracts';
import { MODELS, modelResources } from '@ngwaf/model-catalogue';
import { readContext } from '@ngwaf/tool-deploy';
import { run } from '@ngwaf/tool-stack';
import { putObjects } from './put-object.ts';
import {
  ROOT,
  awsEnvironment,
  endpointUrlOf,
  stackPaths,
  venvPython,
  type StackOptions,
} from './stack-options.ts';

/** Builds the functions' bundles and the notebook's; Nx keeps what has not changed. */
export const build = async (onLine: (line: string) => void): Promise<void> => {
  const nx = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const targets = ['run-many', '--targets=build', '--parallel=2', '--output-style=stream'];
  await run(process.execPath, [nx, ...targets], {
    cwd: ROOT,
    // Nx's plugins as processes of their own would outlive a build that is interrupted.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_ISOLATE_PLUGINS: 'false' },
    onLine,
  });
};

const deployTool = (options: StackOptions, args: string[], onLine?: (line: string) => void) =>
  run(
    process.execPath,
    [
      ...['--import', 'tsx', join(ROOT, 'tools', 'deploy', 'src', 'main.ts'), ...args],
      ...['--outputs', stackPaths(options).terraformOutputs],
    ],
    { cwd: ROOT, env: awsEnvironment(options), ...(onLine && { onLine }) },
  );

/** Ships the bundles of all functions. */
export const deployFunctions = async (options: StackOptions): Promise<void> => {
  await deployTool(options, ['function', '--all']);
};

/** Ships the notebook's bundle, so that the next retraining runs it. */
export const deployNotebook = async (options: StackOptions): Promise<void> => {
  await deployTool(options, ['notebook']);
};

/** Makes the API key of `outputs.json`; resolves with its value. */
export const createApiKey = (options: StackOptions): Promise<string> =>
  run(
    process.execPath,
    [
      ...[
        '--import',
        'tsx',
        join(ROOT, 'tools', 'ops', 'src', 'main.ts'),
        'keys',
        'create',
        'local',
      ],
      ...['--outputs', stackPaths(options).terraformOutputs],
    ],
    { cwd: ROOT, env: awsEnvironment(options) },
  );

/** Ships the dashboard's files. */
export const deployDashboard = async (options: StackOptions): Promise<void> => {
  await deployTool(options, ['files', 'dashboard']);
};

/**
 * Says which release of the images is current, for trainings to use it.
 *
 * No image is built: the local cloud runs their files.
 */
export const nameImages = async (options: StackOptions, outputs: StackOutputs): Promise<void> => {
  const { tag } = readContext(ROOT, 'random-forest');
  const pointer = { digest: `sha256:${tag}`, tag, previous: [] };
  await putObjects({ awsEndpointUrl: endpointUrlOf(options), region: options.region }, [
    {
      bucket: outputs.artefact_bucket,
      key: artefactBucketKeys.currentImage('random-forest'),
      body: JSON.stringify(pointer),
    },
  ]);
};

/** Makes the base model the first endpoint, unless there is an endpoint. */
export const deployBaseModel = async (
  options: StackOptions,
  outputs: StackOutputs,
  onLine: (line: string) => void,
): Promise<void> => {
  // Named, so that it is the base model also where another version was live before.
  const artefact = join(ROOT, 'notebooks', 'base-model', 'model.tar.gz');
  await run(venvPython(), ['-m', 'ngwaf_pipeline.bootstrap', '--artefact', artefact], {
    cwd: join(ROOT, 'notebooks'),
    env: { ...awsEnvironment(options), ...outputs.pipeline_environment },
    onLine,
  });
};

/**
 * The API's address in the local cloud.
 *
 * Terraform's output has AWS's form, `https://<api>.execute-api.<region>.amazonaws.com/<stage>`.
 */
export const localApiUrl = (apiUrl: string, options: Pick<StackOptions, 'port'>): string => {
  const { hostname, pathname } = new URL(apiUrl);
  const api = hostname.split('.')[0] ?? '';
  const stage = pathname.split('/')[1] ?? '';
  return `${endpointUrlOf(options)}/restapis/${api}/${stage}/_user_request_`;
};

/** Where the models of the framework are. */
const frameworkModels = (outputs: StackOutputs): LocalOutputs['models'] => {
  const accountId = outputs.state_machine_arn.split(':')[4] ?? '';
  return MODELS.filter(({ pipeline }) => pipeline === 'framework').map((entry) => {
    const names = modelResources(outputs.function_prefix, accountId, entry);
    const { dataBucket, modelBucket, endpoint } = names;
    return { name: entry.name, dataBucket, modelBucket, endpointName: endpoint };
  });
};

/** Writes `outputs.json`, the last thing that happens: who finds it finds a stack that is ready. */
export const writeOutputs = async (
  options: StackOptions,
  outputs: StackOutputs,
  apiKey: string,
): Promise<LocalOutputs> => {
  const apiUrl = localApiUrl(outputs.api_url, options);
  const local = localOutputsSchema.parse({
    apiUrl,
    apiKey,
    dashboardUrl: outputs.dashboard_url === '' ? null : `${apiUrl}/dashboard`,
    awsEndpointUrl: endpointUrlOf(options),
    region: outputs.region,
    bucket: outputs.bucket,
    trainBucket: outputs.train_bucket,
    table: outputs.table,
    endpointName: outputs.endpoint_name,
    stateMachineArn: outputs.state_machine_arn,
    models: frameworkModels(outputs),
  });
  await writeFile(stackPaths(options).outputs, `${JSON.stringify(local, null, 2)}\n`);
  return local;
};
