import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

import type { MotoClient } from '../gateway/moto-client.ts';

/** Where functions' output goes: a file for people, CloudWatch Logs for programs. */
export interface FunctionLogs {
  /** Returns at once; both destinations are written in the background. */
  write(functionName: string, logStream: string, line: string): void;
  close(): Promise<void>;
}

interface Batch {
  logGroupName: string;
  logStreamName: string;
  logEvents: { timestamp: number; message: string }[];
}

const flushIntervalMs = 500;

export const createFunctionLogs = (logDir: string, moto: MotoClient): FunctionLogs => {
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

  const ensureStream = async ({ logGroupName, logStreamName }: Batch): Promise<void> => {
    const key = `${logGroupName} ${logStreamName}`;
    if (knownStreams.has(key)) return;
    const ignoreExisting = () => undefined;
    await moto.call('logs', 'CreateLogGroup', { logGroupName }).catch(ignoreExisting);
    await moto
      .call('logs', 'CreateLogStream', { logGroupName, logStreamName })
      .catch(ignoreExisting);
    knownStreams.add(key);
  };

  const flush = async (): Promise<void> => {
    const due = [...batches.values()];
    batches = new Map();
    for (const batch of due) {
      await ensureStream(batch);
      await moto.call('logs', 'PutLogEvents', batch);
    }
  };

  const scheduleFlush = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // Logs that moto does not take stand in the file all the same.
      flushing = flushing.then(flush).catch(() => knownStreams.clear());
    }, flushIntervalMs);
  };

  return {
    write(functionName, logStreamName, message) {
      const timestamp = Date.now();
      fileOf(functionName).write(`${new Date(timestamp).toISOString()} ${message}\n`);
      const batch = batches.get(logStreamName) ?? {
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
