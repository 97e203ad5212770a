import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  FUNCTION_NAMES,
  LIVE_ALIAS,
  localOutputsSchema,
  resourceNames,
  type FunctionName,
  type LocalOutputs,
} from '@ngwaf/contracts';

import { takeRole } from './invoke-as-role.ts';
import { startExecutionEnvironment } from './lambda/execution-environment.ts';
import type { FunctionConfiguration } from './lambda/function-directory.ts';
import type { InvocationOutcome } from './lambda/outcome.ts';
import { createProcesses } from './processes.ts';

/** Something the user can mend; the message says how. */
export class InvokeError extends Error {
  override readonly name = 'InvokeError';
}

export interface InvokeOptions {
  /** Name of the app. */
  name: string;
  /** As the user gave it. */
  eventFile: string | undefined;
  cwd: string;
  /** Root of the repository. */
  root: string;
  /** `outputs.json` of the local cloud, if not the checkout's own. */
  outputsFile?: string | undefined;
}

/** How it went. */
export interface InvokeOutcome extends InvocationOutcome {
  /** What the function's role did not allow, in AWS's words. */
  denials: string[];
}

/**
 * Runs `apps/<name>/dist/main.cjs` in Lambda's runtime, with the environment that the running local
 * cloud gives to the deployed function, and under its role.
 *
 * @throws {InvokeError} unknown function, no bundle, no event, no local cloud, not deployed.
 */
export const invokeFunction = async (options: InvokeOptions): Promise<InvokeOutcome> => {
  const functionName = checkName(options.name);
  const appDir = join(options.root, 'apps', functionName);
  const bundle = join(appDir, 'dist', 'main.cjs');
  if (!existsSync(bundle)) {
    throw new InvokeError(`${bundle} does not exist: run npx nx build ${functionName}`);
  }
  const payload = readEvent(appDir, options.eventFile, options.cwd);
  const outputs = readOutputs(options.outputsFile ?? join(options.root, '.local', 'outputs.json'));
  const configuration = await findConfiguration(functionName, outputs);
  const requestId = randomUUID();
  const session = await takeRole(outputs, configuration.Role, `invoke-${requestId}`);
  const processes = createProcesses(randomUUID());
  const environment = startExecutionEnvironment({
    configuration,
    codeDir: dirname(bundle),
    awsEnvironment: { ...locationOf(outputs), ...session.credentials },
    processes,
    onLogLine: () => undefined,
  });
  try {
    const { FunctionArn: functionArn } = configuration;
    const outcome = await environment.invoke({ requestId, payload, functionArn });
    return { ...outcome, denials: await session.denials() };
  } finally {
    await processes.close(0);
  }
};

const checkName = (name: string): FunctionName => {
  const found = FUNCTION_NAMES.find((known) => known === name);
  if (found) return found;
  throw new InvokeError(`No function ${name}; there are ${FUNCTION_NAMES.join(', ')}`);
};

const readEvent = (appDir: string, eventFile: string | undefined, cwd: string): string => {
  if (!eventFile) throw new InvokeError(`Give an event with --event=<file>${examplesOf(appDir)}`);
  const candidates = [appDir, join(appDir, 'events'), cwd].map((dir) => resolve(dir, eventFile));
  const file = candidates.find((candidate) => existsSync(candidate));
  if (!file) {
    throw new InvokeError(
      `No event file at any of\n  ${candidates.join('\n  ')}${examplesOf(appDir)}`,
    );
  }
  const text = readFileSync(file, 'utf8');
  try {
    JSON.parse(text);
  } catch (error) {
    throw new InvokeError(`${file} is not JSON: ${(error as Error).message}`);
  }
  return text;
};

const examplesOf = (appDir: string): string => {
  const eventsDir = join(appDir, 'events');
  const names = existsSync(eventsDir) ? readdirSync(eventsDir).sort() : [];
  const lines = names.filter((name) => name.endsWith('.json')).map((name) => `  events/${name}`);
  return lines.length > 0 ? `\nExamples:\n${lines.join('\n')}` : '';
};

const readOutputs = (file: string): LocalOutputs => {
  if (!existsSync(file)) {
    throw new InvokeError(`No local cloud is running (${file}): run npm run local:up`);
  }
  return localOutputsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};

/** The prefix of all names is what stands before the table's own part. */
const prefixOf = (table: string): string => table.slice(0, -resourceNames('').table.length);

const findConfiguration = async (
  name: FunctionName,
  outputs: LocalOutputs,
): Promise<FunctionConfiguration> => {
  const physicalName = resourceNames(prefixOf(outputs.table)).function(name);
  const lambda = new LambdaClient({
    endpoint: outputs.awsEndpointUrl,
    region: outputs.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  try {
    const command = { FunctionName: physicalName, Qualifier: LIVE_ALIAS };
    const found = await lambda.send(new GetFunctionConfigurationCommand(command));
    return found as FunctionConfiguration;
  } catch (cause) {
    const isAbsent = (cause as Error).name === 'ResourceNotFoundException';
    throw new InvokeError(
      isAbsent
        ? `${physicalName} is not deployed in the local cloud at ${outputs.awsEndpointUrl}`
        : `The local cloud at ${outputs.awsEndpointUrl} does not answer: run npm run local:up`,
      { cause },
    );
  } finally {
    lambda.destroy();
  }
};

const locationOf = (outputs: LocalOutputs): Record<string, string> => ({
  AWS_REGION: outputs.region,
  AWS_DEFAULT_REGION: outputs.region,
  AWS_ENDPOINT_URL: outputs.awsEndpointUrl,
});
