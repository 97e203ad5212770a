import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionName } from '@ngwaf/contracts';
import type { Clients } from '../clients.ts';
import { DeployError } from '../deploy-error.ts';
import { compareConfigurations, type VersionDifference } from './compare-configurations.ts';
import { readConfiguration } from './configuration.ts';
import { setCurrentCode } from './current-code.ts';
import { makeLive, readLiveAlias, type LiveAlias } from './live-alias.ts';

export interface RollbackFunctionOptions {
  name: FunctionName;
  /** Physical name. */
  functionName: string;
  artefactBucket: string;
  /** The version to go to; by default the one that was live before. */
  to?: string | undefined;
}

/** What a rollback did. */
export interface RolledBackFunction {
  from: string;
  to: string;
  difference: VersionDifference;
  /** The version of a canary that was going on and has been ended. */
  endedCanary: string | undefined;
  /** Where `to` has the same code as `from`: the newest version before it that has other code. */
  otherCodeAt: string | undefined;
  /** Whether what Terraform would create the function from could be put back, too. */
  isKept: boolean;
}

/**
 * Makes an earlier version live. While a canary is going on, that is what was live all the time: the
 * canary ends.
 *
 * @throws {DeployError} no earlier version is known, there is no such version, or somebody else
 * changed the alias at the same time; nothing was changed.
 */
export const rollbackFunction = async (
  { lambda, s3 }: Clients,
  options: RollbackFunctionOptions,
): Promise<RolledBackFunction> => {
  const { name, functionName, artefactBucket } = options;
  const alias = await readLiveAlias(lambda, functionName);
  const endsCanary = alias.canary !== undefined && options.to === undefined;
  const to = options.to ?? (endsCanary ? alias.version : alias.before[0]);
  if (to === undefined) throw nothingBefore(alias);
  const read = (version: string) => readConfiguration(lambda, functionName, version);
  const [present, goal] = await Promise.all([read(alias.version), read(to)]);
  if (to !== alias.version || alias.canary) await makeLive(lambda, alias, to);
  const difference = compareConfigurations(present, goal);
  return {
    from: alias.version,
    to,
    difference,
    endedCanary: alias.canary?.version,
    otherCodeAt:
      to === alias.version || difference.code
        ? undefined
        : await findOtherCode(alias.before, goal, read),
    // The function is back already; its code may be older than what the bucket keeps.
    isKept: await setCurrentCode(s3, { name, artefactBucket }, hexOf(goal)).then(
      () => true,
      () => false,
    ),
  };
};

const nothingBefore = ({ functionName, version }: LiveAlias): DeployError =>
  new DeployError(
    version === '$LATEST'
      ? `${functionName}: nothing has been deployed yet`
      : `${functionName}: no version is known to have been live before version ${version}; choose one with --to=<version>`,
  );

const findOtherCode = async (
  versions: string[],
  { Version, CodeSha256 }: FunctionConfiguration,
  read: (version: string) => Promise<FunctionConfiguration>,
): Promise<string | undefined> => {
  for (const version of versions.slice(versions.indexOf(Version ?? '') + 1)) {
    if ((await read(version)).CodeSha256 !== CodeSha256) return version;
  }
  return undefined;
};

const hexOf = ({ CodeSha256 = '' }: FunctionConfiguration): string =>
  Buffer.from(CodeSha256, 'base64').toString('hex');
