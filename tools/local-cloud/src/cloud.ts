import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createGateway } from './gateway/gateway.ts';
import { listen } from './gateway/listen.ts';
import type { IamMode } from './iam/guard.ts';
import { createCredentials } from './iam/principals.ts';
import { takeStateDir } from './leftovers.ts';
import { startMoto } from './moto.ts';
import { createProcesses } from './processes.ts';
import { createServices, type RunningServices } from './services.ts';

export interface LocalCloudOptions {
  /** 0 takes a free one. */
  port: number;
  /** Folder for state and, in `logs`, for logs. */
  stateDir: string;
  /** A Python that has moto's server. */
  python: string;
  /** @default us-east-1 */
  region?: string;
  /** What becomes of calls that a role does not allow. @default enforce */
  iam?: IamMode;
  /** What the cloud has to tell; by default nothing is told. */
  log?: (message: string) => void;
}

/** A running local cloud. */
export interface LocalCloud {
  /** What clients take as AWS endpoint, e.g. `http://127.0.0.1:4566`. */
  url: string;
  /** Called when the cloud cannot go on, with the reason; it is to be closed then. */
  onFailure(listener: (reason: string) => void): void;
  /** Ends everything that was started, in less than three seconds. */
  close(): Promise<void>;
  /** For the last moment of a process that cannot wait: ends every child at once. */
  killChildren(): void;
}

const accountId = '123456789012';

/** How long services may take to end their own processes before these are ended for them. */
const closeGraceMs = 1_000;

/**
 * Starts the local cloud: moto, and the gateway before it.
 *
 * @throws {PortInUseError} the port is taken.
 * @throws {StateDirInUseError} another local cloud uses the state folder.
 * @throws {MotoStartError} Python or moto is missing, or moto does not start.
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const { stateDir, python, region = 'us-east-1', log = () => undefined } = options;
  let services: RunningServices | undefined;
  const server = createGateway({ services: () => services, log });
  // First of all: whoever holds the port may go on.
  const port = await listen(server, options.port);
  const processes = createProcesses(randomUUID());

  const close = async (): Promise<void> => {
    const closing = services?.close().catch((error: unknown) => log(String(error)));
    await Promise.race([closing, sleep(closeGraceMs, undefined, { ref: false })]);
    server.closeAllConnections();
    server.close();
    await processes.close(300);
  };

  try {
    const logDir = join(stateDir, 'logs');
    mkdirSync(logDir, { recursive: true });
    takeStateDir(stateDir, processes.runId);
    const endpointUrl = `http://127.0.0.1:${port}`;
    const credentials = createCredentials();
    const moto = await startMoto({
      python,
      gatewayPort: port,
      interpreterCredentials: credentials.issueForwarder(),
      region,
      logDir,
      processes,
      onExecutionChange: (arn, status) => services?.onExecutionChange(arn, status),
      onAlarmChange: (alarm) => services?.onAlarmChange(alarm),
    });
    const context = {
      region,
      accountId,
      endpointUrl,
      stateDir,
      logDir,
      python,
      processes,
      awsEnvironment: awsEnvironment(endpointUrl, region),
      credentials,
      log,
    };
    services = createServices(context, moto.port, options.iam ?? 'enforce');
    return {
      url: endpointUrl,
      onFailure: (listener) => moto.onExit(listener),
      async close() {
        moto.expectExit();
        await close();
      },
      killChildren: () => processes.killAllNow(),
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** What makes any AWS client on this machine call the local cloud. */
const awsEnvironment = (endpointUrl: string, region: string): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_EC2_METADATA_DISABLED: 'true',
});
