import {
  InvalidParameterValueException,
  PublishVersionCommand,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { DeployError } from '../deploy-error.ts';
import { readConfiguration, settledConfiguration } from './configuration.ts';

/**
 * Publishes what the function is now, code and configuration; Lambda publishes no second version of
 * the same and gives back the last one.
 *
 * @throws {DeployError} the function's code is not the one with this hash any more.
 */
export const publishVersion = async (
  lambda: LambdaClient,
  functionName: string,
  codeSha256: string,
): Promise<FunctionConfiguration & { Version: string }> => {
  const published = await lambda
    .send(new PublishVersionCommand({ FunctionName: functionName, CodeSha256: codeSha256 }))
    .catch(async (error: unknown) => {
      if (!(error instanceof InvalidParameterValueException)) throw error;
      const current = await readConfiguration(lambda, functionName);
      if (current.CodeSha256 === codeSha256) throw error;
      throw new DeployError(
        `somebody else shipped other code of ${functionName} at the same time; this run made nothing live: run it again if it is still wanted`,
        { cause: error },
      );
    });
  const { Version } = published;
  if (Version === undefined) throw new Error(`Lambda published ${functionName} without a version`);
  if (published.State === 'Pending') await settledConfiguration(lambda, functionName, Version);
  return { ...published, Version };
};
