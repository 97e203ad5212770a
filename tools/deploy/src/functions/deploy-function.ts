import type { S3Client } from '@aws-sdk/client-s3';
import { DeployError } from '../deploy-error.ts';
import { sha256 } from '../zip.ts';
import { watchCanary, type CanaryClients, type CanaryOptions } from './canary.ts';
import { readConfiguration } from './configuration.ts';
import { readCurrentCode, setCurrentCode } from './current-code.ts';
import { storeCode, updateFunctionCode, type FunctionCode } from './function-code.ts';
import { makeLive, readLiveAlias, type LiveAlias } from './live-alias.ts';
import { publishVersion } from './publish-version.ts';
import { removeOldVersions } from './remove-old-versions.ts';

/** What of a function went live: an earlier version's code again counts as code. */
export type Shipped = 'code' | 'configuration' | 'nothing';

/** What became of one function. */
export interface DeployedFunction {
  name: string;
  /** Versions behind the alias `live`, before and after. */
  from: string;
  to: string;
  shipped: Shipped;
  /** Size of the zip. */
  bytes: number;
  seconds: number;
}

export interface DeployClients extends CanaryClients {
  s3: S3Client;
}

export interface DeployFunctionOptions {
  /** How the new version gets its calls; all at once without it. */
  canary?: Omit<CanaryOptions, 'alarmName' | 'note'> | undefined;
  alarmName: string;
  /** How many of the newest versions stay, besides those in use. */
  keepVersions: number;
  note: (text: string) => void;
}

/**
 * Ships one function: its code if that changed, then whatever is not live yet.
 *
 * Can be repeated at any point. Of two at once one fails and says so: each change is made only if
 * nobody else changed the same since it was looked at.
 *
 * @throws {DeployError} it cannot, or the new version failed its watch; what was live is live.
 */
export const deployFunction = async (
  clients: DeployClients,
  code: FunctionCode,
  options: DeployFunctionOptions,
): Promise<DeployedFunction> => {
  const { lambda, s3 } = clients;
  const { functionName } = code;
  const startedAt = performance.now();
  // Before anything is changed: whoever changes the alias from here on is noticed at the end.
  const alias = await readLiveAlias(lambda, functionName);
  refuseDuringCanary(alias);
  const isUploaded = await updateFunctionCode(lambda, s3, code);
  const published = await publishVersion(lambda, functionName, sha256(code.zip).base64);
  const { version: from } = alias;
  const to = published.Version;
  let shipped: Shipped = 'nothing';
  if (to !== from) {
    const isNewCode =
      isUploaded || from === '$LATEST' || (await codeOf(clients, alias)) !== published.CodeSha256;
    shipped = isNewCode ? 'code' : 'configuration';
    const shifted = await shiftSome(clients, alias, to, options);
    await makeLive(lambda, shifted, to);
  }
  await keepForTerraform(s3, code, isUploaded);
  if (to !== from) await tidy(clients, alias, options);
  return {
    name: code.name,
    from,
    to,
    shipped,
    bytes: code.zip.length,
    seconds: (performance.now() - startedAt) / 1000,
  };
};

const refuseDuringCanary = ({ functionName, canary }: LiveAlias): void => {
  if (!canary) return;
  throw new DeployError(
    `${functionName}: a canary is going on (version ${canary.version} gets ${Math.round(canary.weight * 100)} % of the calls): wait until it ends, or end it with rollback if nobody watches it any more`,
  );
};

const codeOf = async ({ lambda }: DeployClients, { functionName, version }: LiveAlias) =>
  (await readConfiguration(lambda, functionName, version)).CodeSha256;

const shiftSome = async (
  clients: DeployClients,
  alias: LiveAlias,
  to: string,
  { canary, alarmName, note }: DeployFunctionOptions,
): Promise<LiveAlias> => {
  if (!canary) return alias;
  if (alias.version === '$LATEST') {
    note(`${alias.functionName}: nothing is live yet, so the first version gets all calls at once`);
    return alias;
  }
  return watchCanary(clients, alias, to, { ...canary, alarmName, note });
};

const keepForTerraform = async (
  s3: S3Client,
  code: FunctionCode,
  isUploaded: boolean,
): Promise<void> => {
  const { hex } = sha256(code.zip);
  // Also after a rollback, and after a deployment that was cut short before this.
  if (!isUploaded) {
    if ((await readCurrentCode(s3, code)) === hex) return;
    await storeCode(s3, code);
  }
  await setCurrentCode(s3, code, hex);
};

/** The release is live whatever comes of this, so a failure is worth no more than a note. */
const tidy = async (
  { lambda }: DeployClients,
  { functionName, version, before }: LiveAlias,
  { keepVersions, note }: DeployFunctionOptions,
): Promise<void> => {
  try {
    await removeOldVersions(lambda, functionName, {
      keep: keepVersions,
      before: [version, ...before],
    });
  } catch (error) {
    note(
      `${functionName}: old versions could not be removed (${error instanceof Error ? error.message : String(error)})`,
    );
  }
};
