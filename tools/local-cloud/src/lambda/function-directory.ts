import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { FunctionReference } from './function-reference.ts';

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
  /** @throws {AwsError} `ResourceNotFoundException`. */
  find(reference: FunctionReference): Promise<DeployedFunction>;
  forget(name: string): void;
}

export const createFunctionDirectory = (moto: MotoClient): FunctionDirectory => {
  const known = new Map<string, Map<string, Promise<DeployedFunction>>>();

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
      const versions = known.get(reference.name) ?? new Map<string, Promise<DeployedFunction>>();
      known.set(reference.name, versions);
      const found =
        versions.get(key) ??
        load(reference).catch((error: unknown) => {
          versions.delete(key);
          throw toNotFound(reference, error);
        });
      versions.set(key, found);
      return found;
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
