import { randomUUID } from 'node:crypto';

import { AwsError } from '../context.ts';
import type { Credentials } from '../iam/principals.ts';
import type { ProcessGroups } from '../processes.ts';
import type { CodeStore } from './code-store.ts';
import { createEnvironmentPool } from './environment-pool.ts';
import { startExecutionEnvironment, type Invocation } from './execution-environment.ts';
import type { DeployedFunction, FunctionDirectory } from './function-directory.ts';
import type { FunctionLogs } from './function-logs.ts';
import type { FunctionMetrics } from './function-metrics.ts';
import { functionPrincipal } from './function-principal.ts';
import type { FunctionReference } from './function-reference.ts';
import type { InvocationOutcome } from './outcome.ts';

/** Runs functions; what Lambda's data plane is. */
export interface LambdaService {
  /**
   * Runs a function and waits for it.
   *
   * @throws {AwsError} no such function or version, reserved concurrency used up.
   */
  invoke(
    reference: FunctionReference,
    payload: string,
    options?: { requestId?: string; clientContext?: unknown },
  ): Promise<InvocationOutcome>;
  /** @throws {AwsError} no such function or version. */
  find(reference: FunctionReference): Promise<DeployedFunction>;
  /** To be called whenever something about a function may have changed. */
  forget(functionName: string): void;
  /** How many processes hold functions now. */
  processCount(): number;
  close(): Promise<void>;
}

export interface LambdaServiceOptions {
  directory: FunctionDirectory;
  codeStore: CodeStore;
  logs: FunctionLogs;
  metrics: FunctionMetrics;
  processes: ProcessGroups;
  awsEnvironment: Record<string, string>;
  credentials: Credentials;
}

export const createLambdaService = (options: LambdaServiceOptions): LambdaService => {
  const { directory, codeStore, logs, metrics } = options;
  const pool = createEnvironmentPool();
  /** Events in work or in line, per function. */
  const inFlight = new Map<string, number>();

  const enter = ({ configuration, reservedConcurrency }: DeployedFunction): void => {
    const running = inFlight.get(configuration.FunctionName) ?? 0;
    if (reservedConcurrency !== undefined && running >= reservedConcurrency) {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    }
    inFlight.set(configuration.FunctionName, running + 1);
  };

  const leave = ({ configuration: { FunctionName } }: DeployedFunction): void => {
    inFlight.set(FunctionName, (inFlight.get(FunctionName) ?? 1) - 1);
  };

  const start = ({ configuration }: DeployedFunction) =>
    startExecutionEnvironment({
      configuration,
      codeDir: codeStore.folder(configuration.CodeSha256),
      awsEnvironment: {
        ...options.awsEnvironment,
        ...options.credentials.issue(functionPrincipal(configuration)),
      },
      processes: options.processes,
      onLogLine: (logStream, line) =>
        logs.write(functionPrincipal(configuration), configuration.FunctionName, logStream, line),
    });

  return {
    find: (reference) => directory.find(reference),
    forget(functionName) {
      directory.forget(functionName);
      pool.drop(functionName);
    },
    processCount: () => pool.size(),
    close: () => pool.close(),
    async invoke(reference, payload, { requestId = randomUUID(), clientContext } = {}) {
      const deployed = await directory.find(reference);
      const { configuration } = deployed;
      const invocation: Invocation = {
        requestId,
        payload,
        functionArn: qualifiedArn(configuration.FunctionArn, reference),
        clientContext,
      };
      const call = { ...reference, version: configuration.Version };
      try {
        enter(deployed);
      } catch (error) {
        metrics.count(call, 'Throttles');
        throw error;
      }
      try {
        const outcome = await pool.use(
          { functionName: configuration.FunctionName, state: stateOf(deployed) },
          () => start(deployed),
          (environment) => environment.invoke(invocation),
        );
        metrics.count(call, outcome.hasFailed ? 'Errors' : 'Successes');
        return outcome;
      } finally {
        leave(deployed);
      }
    },
  };
};

/** Two events may share a process if this is equal for both. */
const stateOf = ({ configuration }: DeployedFunction): string => JSON.stringify(configuration);

const qualifiedArn = (functionArn: string, { name, qualifier }: FunctionReference): string => {
  const unqualified =
    functionArn.slice(0, functionArn.indexOf(`:function:${name}`)) + `:function:${name}`;
  return qualifier ? `${unqualified}:${qualifier}` : unqualified;
};
