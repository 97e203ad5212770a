import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';

type Json = Record<string, unknown>;

/** An alias as Lambda spells it. */
export interface AliasRecord {
  Name: string;
  FunctionVersion: string;
  RoutingConfig?: { AdditionalVersionWeights?: Record<string, number> | null } | null;
}

const pathOf = (functionName: string) =>
  `/2015-03-31/functions/${encodeURIComponent(functionName)}`;

const read = async (moto: MotoClient, path: string): Promise<unknown> =>
  JSON.parse((await moto.rest('lambda', 'GET', path)).body.toString());

const invalid = (message: string) => new AwsError('InvalidParameterValueException', message);

/** The versions that get a part of the calls, each with that part, besides the alias' own version. */
export const weightsOf = ({ RoutingConfig }: Pick<AliasRecord, 'RoutingConfig'>) =>
  Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});

/**
 * Holds an alias that is to be made or changed against Lambda's rules; moto takes anything.
 *
 * @throws {AwsError} a version that does not exist, or weights that Lambda does not take.
 */
export const checkAlias = async (
  moto: MotoClient,
  functionName: string,
  { rest, body }: { rest: string; body: Json },
): Promise<void> => {
  const isNew = rest === '/aliases';
  const present = isNew ? undefined : await read(moto, pathOf(functionName) + rest);
  // What a change does not say stays as it is.
  const alias = { ...(present as AliasRecord | undefined), ...body } as unknown as AliasRecord;
  const weights = weightsOf(alias);
  if (weights.length > 1) {
    throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1');
  }
  for (const [version, weight] of weights) {
    if (!(weight >= 0 && weight <= 1)) {
      throw invalid(`Weight of version ${version} must be between 0.0 and 1.0, got ${weight}`);
    }
    if (version === alias.FunctionVersion) {
      throw invalid(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      );
    }
    if ([version, alias.FunctionVersion].includes('$LATEST')) {
      throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
    }
  }
  for (const version of [alias.FunctionVersion, ...weights.map(([name]) => name)]) {
    await findVersion(moto, functionName, version);
  }
};

const findVersion = async (
  moto: MotoClient,
  functionName: string,
  version: string,
): Promise<void> => {
  const query = `?Qualifier=${encodeURIComponent(version)}`;
  // An alias may be asked for as a version is, and is none.
  if (/^(\d+|\$LATEST)$/.test(version)) {
    try {
      await read(moto, `${pathOf(functionName)}/configuration${query}`);
      return;
    } catch (error) {
      if (!(error instanceof AwsError) || error.status !== 404) throw error;
    }
  }
  throw new AwsError(
    'ResourceNotFoundException',
    `Function not found: ${functionName}:${version}`,
    404,
  );
};

/**
 * Refuses to delete a version that is in use.
 *
 * @throws {AwsError} `ResourceConflictException`: an alias points to it, if only with a part of the
 * calls. `InvalidParameterValueException`: `$LATEST`.
 */
export const checkVersionDeletion = async (
  moto: MotoClient,
  functionName: string,
  version: string | undefined,
): Promise<void> => {
  if (version === undefined) return;
  if (version === '$LATEST') {
    throw invalid('$LATEST version cannot be deleted without deleting the function.');
  }
  const { Aliases } = (await read(moto, `${pathOf(functionName)}/aliases`)) as {
    Aliases: AliasRecord[];
  };
  const users = Aliases.filter((alias) =>
    [alias.FunctionVersion, ...weightsOf(alias).map(([name]) => name)].includes(version),
  );
  if (users.length === 0) return;
  throw new AwsError(
    'ResourceConflictException',
    `Unable to delete version because the following aliases reference it: [${users.map(({ Name }) => Name).join(', ')}]`,
    409,
  );
};
