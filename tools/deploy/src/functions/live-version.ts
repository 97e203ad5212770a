import {
  GetAliasCommand,
  PublishVersionCommand,
  ResourceNotFoundException,
  UpdateAliasCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { LIVE_ALIAS } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';

/** Versions behind the alias `live`, before and after. */
export interface LiveVersions {
  from: string;
  to: string;
}

/**
 * Publishes what the function is now, code and configuration, and makes it live.
 *
 * Lambda publishes no second version of the same: then the last one is live and nothing changes.
 * The earlier version stays, for a rollback.
 *
 * @throws {DeployError} the function has no alias `live`.
 */
export const makeLive = async (
  lambda: LambdaClient,
  functionName: string,
  codeSha256: string,
): Promise<LiveVersions> => {
  const alias = await lambda
    .send(new GetAliasCommand({ FunctionName: functionName, Name: LIVE_ALIAS }))
    .catch((error: unknown) => {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new DeployError(`${functionName} has no alias "${LIVE_ALIAS}": apply the stack first`, {
        cause: error,
      });
    });
  const published = await lambda.send(
    // Lambda refuses if the code is not the one that has just been uploaded.
    new PublishVersionCommand({ FunctionName: functionName, CodeSha256: codeSha256 }),
  );
  const from = alias.FunctionVersion ?? '$LATEST';
  const to = published.Version ?? from;
  if (to !== from) {
    await lambda.send(
      new UpdateAliasCommand({
        FunctionName: functionName,
        Name: LIVE_ALIAS,
        FunctionVersion: to,
        // All traffic at once, also where an earlier release was shifted in part.
        RoutingConfig: { AdditionalVersionWeights: {} },
        ...(alias.RevisionId === undefined ? {} : { RevisionId: alias.RevisionId }),
      }),
    );
  }
  return { from, to };
};
