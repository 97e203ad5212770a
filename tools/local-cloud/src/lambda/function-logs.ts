import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

import { AwsError, type CloudContext } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import { arnOf } from '../iam/permissions/permission.ts';
import type { Principal } from '../iam/principals.ts';

/** Where functions' output goes: a file for people, CloudWatch Logs for programs. */
export interface FunctionLogs {
  /**
   * Returns at once; both destinations are written in the background, CloudWatch Logs under the
   * function's role.
   */
  write(principal: Principal, functionName: string, logStream: string, line: string): void;
  close(): Promise<void>;
}

interface Batch {
  principal: Principal;
  logGroupName: string;
  logStreamName: string;
  logEvents: { timestamp: number; message: string }[];
}

interface LogTarget {
  principal: Principal;
  logGroupName: string;
  logStreamName?: string;
}

const flushIntervalMs = 500;

/** Lets one error pass by its name. */
const unless =
  (name: string) =>
  (error: unknown): void => {
    if (!(error instanceof AwsError) || !error.code.startsWith(name)) throw error;
  };

export const createFunctionLogs = (
  { logDir, region, accountId }: Pick<CloudContext, 'logDir' | 'region' | 'accountId'>,
  moto: MotoClient,
  guard: Pick<Guard, 'perform'>,
  /** Told of each line that a function writes. */
  onLine: (line: string) => void = () => undefined,
): FunctionLogs => {
  const folder = join(logDir, 'lambda');
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, WriteStream>();
  const knownStreams = new Set<string>();
  let batches = new Map<string, Batch>();
  let timer: NodeJS.Timeout | undefined;
  let flushing = Promise.resolve();

  const fileOf = (functionName: string): WriteStream => {
    const file =
      files.get(functionName) ??
      createWriteStream(join(folder, `${functionName}.log`), { flags: 'a' });
    files.set(functionName, file);
    return file;
  };

  /** @throws {AwsError} the role does not allow it, or moto refuses. */
  const call = async ({ principal, ...target }: LogTarget, operation: string, input: object) => {
    const resource = arnOf(
      { region, accountId },
      'logs',
      `log-group:${target.logGroupName}:log-stream:${target.logStreamName ?? ''}`,
    );
    await guard.perform(principal, { action: `logs:${operation}`, resource });
    await moto.call('logs', operation, { ...target, ...input });
  };

  /** The group is made only where there is none: then nobody has said how long to keep it. */
  const ensureStream = async ({ principal, logGroupName, logStreamName }: Batch): Promise<void> => {
    const target = { principal, logGroupName, logStreamName };
    const key = `${logGroupName} ${logStreamName}`;
    if (knownStreams.has(key)) return;
    const create = () => call(target, 'CreateLogStream', {}).catch(unless('ResourceAlreadyExists'));
    await create().catch(async (error: unknown) => {
      unless('ResourceNotFound')(error);
      await call({ principal, logGroupName }, 'CreateLogGroup', {});
      await create();
    });
    knownStreams.add(key);
  };

  const put = async (batch: Batch): Promise<void> => {
    await ensureStream(batch);
    const { logEvents, ...target } = batch;
    await call(target, 'PutLogEvents', { logEvents });
  };

  const flush = async (): Promise<void> => {
    const due = [...batches.values()];
    batches = new Map();
    for (const batch of due) {
      // Logs that the role may not write, or that moto does not take, stand in the file all the same.
      await put(batch).catch(() => knownStreams.clear());
    }
  };

  const scheduleFlush = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flushing = flushing.then(flush);
    }, flushIntervalMs);
  };

  return {
    write(principal, functionName, logStreamName, message) {
      onLine(message);
      const timestamp = Date.now();
      fileOf(functionName).write(`${new Date(timestamp).toISOString()} ${message}\n`);
      const batch = batches.get(logStreamName) ?? {
        principal,
        logGroupName: `/aws/lambda/${functionName}`,
        logStreamName,
        logEvents: [],
      };
      batch.logEvents.push({ timestamp, message });
      batches.set(logStreamName, batch);
      scheduleFlush();
    },
    async close() {
      clearTimeout(timer);
      await Promise.all(
        [...files.values()].map((file) => new Promise<void>((resolve) => file.end(resolve))),
      );
    },
  };
};
