import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { DeployError } from '../deploy-error.ts';
import { isRinging, readVersionMetrics, type VersionMetrics } from './version-metrics.ts';
import { makeLive, readLiveAlias, startCanary, type LiveAlias } from './live-alias.ts';

export interface CanaryOptions {
  /** Part of the calls that the new version gets, 0-1. */
  weight: number;
  watchSeconds: number;
  /** How many calls of the new version may fail. */
  maxErrors: number;
  /** The function's own alarm for errors. */
  alarmName: string;
  /** Ends the watch early; the new version is taken back then. */
  signal: AbortSignal;
  /** @default 5 */
  pollSeconds?: number;
  /** Says how it goes. */
  note: (text: string) => void;
}

export interface CanaryClients {
  lambda: LambdaClient;
  cloudWatch: CloudWatchClient;
}

/**
 * Gives a new version a part of the calls, watches it, and takes it back if it fails.
 *
 * Resolves with the alias if nothing speaks against giving it all calls.
 *
 * @throws {DeployError} the version failed, could not be watched, or the watch was ended: what was live
 * before has all calls again. Or somebody else changed the alias meanwhile: it is as they left it.
 */
export const watchCanary = async (
  clients: CanaryClients,
  alias: LiveAlias,
  to: string,
  options: CanaryOptions,
): Promise<LiveAlias> => {
  const { functionName } = alias;
  const { weight, watchSeconds, alarmName, note } = options;
  if (await isRinging(clients.cloudWatch, alarmName)) {
    throw new DeployError(
      `the alarm ${alarmName} rings already, so a canary could tell nothing, and nothing was shifted: mend that first, or deploy without --canary`,
    );
  }
  const since = new Date();
  const shifted = await startCanary(clients.lambda, alias, { version: to, weight });
  note(
    `${functionName}: version ${to} gets ${Math.round(weight * 100)} % of the calls for ${watchSeconds} s`,
  );
  const fault = await watch({ clients, shifted, to, since }, options);
  if (fault === undefined) return shifted;
  await makeLive(clients.lambda, shifted, alias.version);
  throw new DeployError(
    `${functionName}: ${fault}. Version ${alias.version} has all calls again, version ${to} none`,
  );
};

interface Watched {
  clients: CanaryClients;
  /** The alias with the canary on it. */
  shifted: LiveAlias;
  to: string;
  since: Date;
}

/** What speaks against the new version; undefined if nothing does to the end of the watch. */
const watch = async (watched: Watched, options: CanaryOptions): Promise<string | undefined> => {
  const { signal, watchSeconds, pollSeconds = 5, note } = options;
  const deadline = watched.since.getTime() + watchSeconds * 1000;
  for (;;) {
    const isLast = Date.now() >= deadline;
    if (signal.aborted) return 'the watch was interrupted';
    await refuseIfOvertaken(watched);
    const seen = await look(watched, options).catch((error: unknown) => ({
      // Nobody looks after the new version then, so it goes.
      fault: `version ${watched.to} could not be watched (${error instanceof Error ? error.message : String(error)})`,
    }));
    if ('fault' in seen) return seen.fault;
    if (isLast) {
      note(
        seen.calls === 0
          ? `${watched.shifted.functionName}: no call reached version ${watched.to}, so nothing is known of it`
          : `${watched.shifted.functionName}: version ${watched.to} took ${seen.calls} calls, ${seen.errors} failed`,
      );
      return undefined;
    }
    const pauseMs = Math.min(pollSeconds * 1000, deadline - Date.now());
    await sleep(Math.max(pauseMs, 0), undefined, { signal }).catch(() => undefined);
  }
};

const look = async (
  { clients: { cloudWatch }, shifted, to, since }: Watched,
  { alarmName, maxErrors }: CanaryOptions,
): Promise<VersionMetrics | { fault: string }> => {
  const seen = await readVersionMetrics(cloudWatch, {
    functionName: shifted.functionName,
    version: to,
    since,
  });
  if (seen.errors > maxErrors) {
    return { fault: `${seen.errors} of ${seen.calls} calls of version ${to} failed` };
  }
  if (await isRinging(cloudWatch, alarmName)) return { fault: `the alarm ${alarmName} rang` };
  return seen;
};

const refuseIfOvertaken = async ({ clients, shifted, to }: Watched): Promise<void> => {
  const now = await readLiveAlias(clients.lambda, shifted.functionName);
  if (now.revisionId === shifted.revisionId) return;
  throw new DeployError(
    `${shifted.functionName}: somebody else changed what is live while version ${to} was watched. It is as they left it: version ${now.version}`,
  );
};
