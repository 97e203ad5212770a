import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';

import type { Processes } from './context.ts';
import type { AlarmChange } from './events/alarm-events.ts';
import type { IssuedCredentials } from './iam/principals.ts';

/** moto's server, running behind the gateway. */
export interface Moto {
  port: number;
  /** Called when moto ends unexpectedly. */
  onExit(listener: (description: string) => void): void;
  /** To be called before moto is ended. */
  expectExit(): void;
}

export interface MotoOptions {
  python: string;
  /** Where moto's own calls to AWS go: its Step Functions interpreter calls through the gateway. */
  gatewayPort: number;
  /** What the interpreter signs its calls with; it adds whose role it acts under. */
  interpreterCredentials: IssuedCredentials;
  region: string;
  logDir: string;
  processes: Processes;
  /** Called whenever an execution of a state machine started or ended. */
  onExecutionChange(executionArn: string, status: string): void;
  /** Called whenever an alarm changed its state. */
  onAlarmChange(alarm: AlarmChange): void;
  /** @default 60 s: a first start has to compile moto's modules. */
  startTimeoutMs?: number;
}

/** moto could not be started. */
export class MotoStartError extends Error {
  override readonly name = 'MotoStartError';
}

/** What `serve.py` sends. */
interface Message {
  port?: number;
  execution?: string;
  status?: string;
  alarm?: AlarmChange;
}

const exitCodeOfMissingModule = 3;
const serverScript = join(import.meta.dirname, '../moto/serve.py');

/**
 * Starts moto's server on a free port, its Step Functions interpreter on.
 *
 * @throws {MotoStartError} Python or moto is missing, or it did not get ready in time.
 */
export const startMoto = async (options: MotoOptions): Promise<Moto> => {
  const logFile = join(options.logDir, 'moto.log');
  const child = options.processes.start(options.python, [serverScript], {
    logFile,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      MOTO_PORT: String(options.gatewayPort),
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      AWS_DEFAULT_REGION: options.region,
      NGWAF_INTERPRETER_KEY: options.interpreterCredentials.AWS_ACCESS_KEY_ID,
      PYTHONUNBUFFERED: '1',
      // The interpreter's own calls must reach the gateway, whatever proxy the machine uses.
      NO_PROXY: 'localhost,127.0.0.1',
      no_proxy: 'localhost,127.0.0.1',
    },
  });

  let isExpected = false;
  const control = child.stdio[3] as Duplex;
  control.on('error', () => undefined); // The process's end says all there is to say.
  const lines = createInterface({ input: control });
  const port = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new MotoStartError(`moto was not ready in time; see ${logFile}`)),
      options.startTimeoutMs ?? 60_000,
    );
    lines.on('line', (line) => {
      const message = JSON.parse(line) as Message;
      if (message.execution) options.onExecutionChange(message.execution, message.status ?? '');
      if (message.alarm) options.onAlarmChange(message.alarm);
      if (message.port === undefined) return;
      clearTimeout(timer);
      resolve(message.port);
    });
    child.once('error', (cause) => {
      clearTimeout(timer);
      reject(new MotoStartError(`Cannot run ${options.python}: ${cause.message}`, { cause }));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new MotoStartError(explainExit(options.python, code, logFile)));
    });
  });

  try {
    return {
      port: await port,
      onExit(listener) {
        child.once('exit', (code, signal) => {
          if (!isExpected) listener(`moto ended with ${signal ?? `code ${code}`}; see ${logFile}`);
        });
      },
      expectExit() {
        isExpected = true;
      },
    };
  } catch (error) {
    await options.processes.kill(child, 0);
    throw error;
  }
};

const explainExit = (python: string, code: number | null, logFile: string): string => {
  const lastLine = readFileSync(logFile, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  return code === exitCodeOfMissingModule
    ? `${python} lacks moto's server (${lastLine}); install tools/setup/requirements.txt into its environment`
    : `moto ended with code ${code} before it was ready: ${lastLine} (${logFile})`;
};
