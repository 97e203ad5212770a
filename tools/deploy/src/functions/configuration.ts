import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetFunctionConfigurationCommand,
  ResourceNotFoundException,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { DeployError } from '../deploy-error.ts';

const MAX_WAIT_SECONDS = 120;
const POLL_SECONDS = 1;

/** The function as it is (`$LATEST`), or one of its versions. @throws {DeployError} there is none. */
export const readConfiguration = async (
  lambda: LambdaClient,
  functionName: string,
  version?: string,
): Promise<FunctionConfiguration> => {
  const Qualifier = version;
  try {
    return await lambda.send(
      new GetFunctionConfigurationCommand({
        FunctionName: functionName,
        ...(Qualifier !== undefined && { Qualifier }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new DeployError(
      version === undefined
        ? `${functionName} does not exist: apply the stack first`
        : `${functionName} has no version ${version}`,
      { cause: error },
    );
  }
};

/**
 * The function's configuration, or a version's, once no change of it is going on: Lambda refuses a
 * second one, and a version that is not active yet takes no calls.
 *
 * @throws {DeployError} it does not settle.
 */
export const settledConfiguration = async (
  lambda: LambdaClient,
  functionName: string,
  version?: string,
): Promise<FunctionConfiguration> => {
  const deadline = Date.now() + MAX_WAIT_SECONDS * 1000;
  for (;;) {
    const configuration = await readConfiguration(lambda, functionName, version);
    if (configuration.LastUpdateStatus !== 'InProgress' && configuration.State !== 'Pending') {
      return configuration;
    }
    if (Date.now() > deadline) {
      throw new DeployError(
        `${functionName} has been changing for ${MAX_WAIT_SECONDS} s (State ${configuration.State}, LastUpdateStatus ${configuration.LastUpdateStatus}): run this again once Lambda is through`,
      );
    }
    await sleep(POLL_SECONDS * 1000);
  }
};
