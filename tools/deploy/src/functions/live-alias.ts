import {
  GetAliasCommand,
  PreconditionFailedException,
  ResourceNotFoundException,
  UpdateAliasCommand,
  type AliasConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { LIVE_ALIAS } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { moveTo, recordOf, toDescription } from './live-record.ts';

/** The alias `live` of a function, as it was when it was read. */
export interface LiveAlias {
  functionName: string;
  /** The live version; `$LATEST` until something has been deployed. */
  version: string;
  /** Versions that were live before, newest first. */
  before: string[];
  /** The version that a canary sends a part of the calls to, and that part, 0-1. */
  canary: { version: string; weight: number } | undefined;
  /** Changes with every change of the alias. */
  revisionId: string | undefined;
}

/** @throws {DeployError} the function has no alias `live`. */
export const readLiveAlias = async (
  lambda: LambdaClient,
  functionName: string,
): Promise<LiveAlias> => {
  try {
    const found = await lambda.send(
      new GetAliasCommand({ FunctionName: functionName, Name: LIVE_ALIAS }),
    );
    return toLiveAlias(functionName, found);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new DeployError(
      `${functionName} does not exist or has no alias "${LIVE_ALIAS}": apply the stack first`,
      { cause: error },
    );
  }
};

/**
 * Gives all calls to one version, and remembers which ones were live before.
 *
 * @throws {DeployError} somebody else changed the alias since it was read; nothing was changed.
 */
export const makeLive = (lambda: LambdaClient, alias: LiveAlias, to: string): Promise<LiveAlias> =>
  update(lambda, alias, {
    FunctionVersion: to,
    Description: toDescription(moveTo({ live: alias.version, before: alias.before }, to)),
    RoutingConfig: { AdditionalVersionWeights: {} },
  });

/**
 * Sends a part of the calls, 0-1, to a version that is not live.
 *
 * @throws {DeployError} somebody else changed the alias since it was read; nothing was changed.
 */
export const startCanary = (
  lambda: LambdaClient,
  alias: LiveAlias,
  canary: { version: string; weight: number },
): Promise<LiveAlias> =>
  update(lambda, alias, {
    FunctionVersion: alias.version,
    RoutingConfig: { AdditionalVersionWeights: { [canary.version]: canary.weight } },
  });

const update = async (
  lambda: LambdaClient,
  { functionName, revisionId }: LiveAlias,
  change: Partial<ConstructorParameters<typeof UpdateAliasCommand>[0]>,
): Promise<LiveAlias> => {
  try {
    const changed = await lambda.send(
      new UpdateAliasCommand({
        FunctionName: functionName,
        Name: LIVE_ALIAS,
        ...change,
        ...(revisionId !== undefined && { RevisionId: revisionId }),
      }),
    );
    return toLiveAlias(functionName, changed);
  } catch (error) {
    if (!(error instanceof PreconditionFailedException)) throw error;
    const { version } = await readLiveAlias(lambda, functionName);
    throw new DeployError(
      `${functionName}: somebody else changed what is live at the same time (it is version ${version} now), and nothing was changed by this run: look with status, then run it again if it is still wanted`,
      { cause: error },
    );
  }
};

const toLiveAlias = (functionName: string, alias: AliasConfiguration): LiveAlias => {
  const version = alias.FunctionVersion ?? '$LATEST';
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  const [canary] = weights.map(([additional, weight]) => ({ version: additional, weight }));
  return {
    functionName,
    version,
    before: recordOf(version, alias.Description).before,
    canary,
    revisionId: alias.RevisionId,
  };
};
