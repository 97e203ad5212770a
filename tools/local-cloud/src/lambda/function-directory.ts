import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { FunctionReference } from './function-reference.ts';
import { weightsOf, type AliasRecord } from './version-rules.ts';

/** What Lambda knows about one version of a function, as far as running it needs it. */
export interface FunctionConfiguration {
  FunctionName: string;
  FunctionArn: string;
  /** ARN of its role. */
  Role: string;
  Version: string;
  Handler: string;
  Runtime: string;
  /** Seconds. */
  Timeout: number;
  /** MiB. */
  MemorySize: number;
  CodeSha256: string;
  Environment?: { Variables?: Record<string, string> };
}

/** A version of a function, and what holds for all of them. */
export interface DeployedFunction {
  configuration: FunctionConfiguration;
  /** `undefined`: no reserved concurrency. */
  reservedConcurrency: number | undefined;
}

/** Looks functions up in moto, and remembers them until something changes them. */
export interface FunctionDirectory {
  /**
   * The function for one call: an alias with weights gives one of its versions by chance.
   *
   * @throws {AwsError} `ResourceNotFoundException`.
   */
  find(reference: FunctionReference): Promise<DeployedFunction>;
  forget(name: string): void;
}

/** What an alias, or a version, stands for. */
interface Routes {
  main: DeployedFunction;
  /** The version that gets a part of the calls, 0-1. */
  additional: { deployed: DeployedFunction; weight: number } | undefined;
}

/** @param random 0 to below 1, as `Math.random` gives it */
export const createFunctionDirectory = (
  moto: MotoClient,
  random: () => number = Math.random,
): FunctionDirectory => {
  const known = new Map<string, Map<string, Promise<Routes>>>();

  const loadRoutes = async (reference: FunctionReference): Promise<Routes> => {
    const { name, qualifier } = reference;
    const main = await load(reference);
    if (qualifier === undefined || /^(\d+|\$LATEST)$/.test(qualifier)) {
      return { main, additional: undefined };
    }
    const path = `/2015-03-31/functions/${encodeURIComponent(name)}/aliases/${encodeURIComponent(qualifier)}`;
    const alias = JSON.parse(
      (await moto.rest('lambda', 'GET', path)).body.toString(),
    ) as AliasRecord;
    const [version, weight] = weightsOf(alias)[0] ?? [];
    return {
      main,
      additional:
        version === undefined || weight === undefined
          ? undefined
          : { deployed: await load({ name, qualifier: version }), weight },
    };
  };

  const load = async ({ name, qualifier }: FunctionReference): Promise<DeployedFunction> => {
    const path = `/2015-03-31/functions/${encodeURIComponent(name)}`;
    const query = qualifier ? `?Qualifier=${encodeURIComponent(qualifier)}` : '';
    const [configuration, concurrency] = await Promise.all([
      moto.rest('lambda', 'GET', `${path}/configuration${query}`),
      moto.rest('lambda', 'GET', `/2019-09-30/functions/${encodeURIComponent(name)}/concurrency`),
    ]);
    const { ReservedConcurrentExecutions: reserved } = JSON.parse(concurrency.body.toString()) as {
      ReservedConcurrentExecutions?: number | string | null;
    };
    return {
      configuration: JSON.parse(configuration.body.toString()) as FunctionConfiguration,
      reservedConcurrency:
        reserved === undefined || reserved === null ? undefined : Number(reserved),
    };
  };

  return {
    find(reference) {
      const key = reference.qualifier ?? '$LATEST';
      const versions = known.get(reference.name) ?? new Map<string, Promise<Routes>>();
      known.set(reference.name, versions);
      const found =
        versions.get(key) ??
        loadRoutes(reference).catch((error: unknown) => {
          versions.delete(key);
          throw toNotFound(reference, error);
        });
      versions.set(key, found);
      return found.then(({ main, additional }) =>
        additional && random() < additional.weight ? additional.deployed : main,
      );
    },
    forget(name) {
      known.delete(name);
    },
  };
};

const toNotFound = ({ name, qualifier }: FunctionReference, error: unknown): unknown => {
  if (!(error instanceof AwsError) || error.status !== 404) return error;
  const which = qualifier ? `${name}:${qualifier}` : name;
  return new AwsError('ResourceNotFoundException', `Function not found: ${which}`, 404);
};
