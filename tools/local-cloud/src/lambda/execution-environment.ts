import { randomUUID } from 'node:crypto';

import type { ProcessGroups } from '../processes.ts';
import type { FunctionConfiguration } from './function-directory.ts';
import {
  exitError,
  limitPayload,
  timeoutError,
  type FunctionError,
  type InvocationOutcome,
} from './outcome.ts';
import { processEnvironment } from './process-environment.ts';
import { startRuntimeProcess, type Answer } from './runtime-process.ts';

/** One event for a function. */
export interface Invocation {
  requestId: string;
  /** JSON text. */
  payload: string;
  /** ARN under which the function was called, alias included. */
  functionArn: string;
  clientContext?: unknown;
}

/** A process that holds one version of a function and runs one event at a time. */
export interface ExecutionEnvironment {
  /** Never rejects: whatever goes wrong inside is an outcome. */
  invoke(invocation: Invocation): Promise<InvocationOutcome>;
  /** Whether it can run another event. */
  isUsable(): boolean;
  kill(): Promise<void>;
}

export interface ExecutionEnvironmentOptions {
  configuration: FunctionConfiguration;
  codeDir: string;
  awsEnvironment: Record<string, string>;
  processes: ProcessGroups;
  onLogLine(logStream: string, line: string): void;
}

/** How long loading a function's module may take; Lambda gives 10 s on a machine of its own. */
const initTimeoutMs = 20_000;

/** What became of an event; `maxRssBytes` is unknown where the process did not survive it. */
interface Run {
  result: { payload: string } | { error: FunctionError };
  maxRssBytes?: number;
}

export const startExecutionEnvironment = (
  options: ExecutionEnvironmentOptions,
): ExecutionEnvironment => {
  const { configuration } = options;
  const logStream = logStreamName(configuration.Version);
  let logLines: string[] = [];
  const log = (line: string) => {
    logLines.push(line);
    options.onLogLine(logStream, line);
  };

  const startedAt = performance.now();
  const runtime = startRuntimeProcess({
    codeDir: options.codeDir,
    environment: processEnvironment(
      configuration,
      options.codeDir,
      logStream,
      options.awsEnvironment,
    ),
    // Lambda leaves the rest of the memory to what is not heap.
    maxHeapMiB: Math.floor(configuration.MemorySize * 0.9),
    processes: options.processes,
    onLine: log,
  });
  let initMs: number | undefined;
  const initialised = runtime.answer(initTimeoutMs).then((answer) => {
    initMs = performance.now() - startedAt;
    return answer;
  });

  const run = async (invocation: Invocation): Promise<Run> => {
    const init = await initialised;
    if (init.type !== 'ready') return toRun(init, invocation.requestId, initTimeoutMs);
    const timeoutMs = configuration.Timeout * 1_000;
    const answer = runtime.answer(timeoutMs);
    const deadline = Date.now() + timeoutMs;
    runtime.send({ ...invocation, deadline, traceId: traceIdOf(invocation.requestId) });
    return toRun(await answer, invocation.requestId, timeoutMs);
  };

  let isUsable = true;
  return {
    isUsable: () => isUsable && runtime.isAlive(),
    async kill() {
      isUsable = false;
      await runtime.kill();
    },
    async invoke(invocation) {
      const isFirst = initMs === undefined;
      await initialised;
      const { requestId } = invocation;
      log(`START RequestId: ${requestId} Version: ${configuration.Version}`);
      const runningSince = performance.now();
      const { result, maxRssBytes } = await run(invocation);
      const durationMs = performance.now() - runningSince;
      if (maxRssBytes === undefined) {
        isUsable = false;
        await runtime.kill();
        if ('error' in result) log(result.error.errorMessage);
      }
      log(`END RequestId: ${requestId}`);
      const initShown = isFirst ? initMs : undefined;
      log(report(configuration.MemorySize, requestId, durationMs, maxRssBytes ?? 0, initShown));
      const lines = logLines;
      logLines = [];
      return {
        requestId,
        ...toPayload(result),
        logLines: lines,
        executedVersion: configuration.Version,
        durationMs,
        initMs: initShown,
      };
    },
  };
};

const toRun = (answer: Answer, requestId: string, timeoutMs: number): Run => {
  switch (answer.type) {
    case 'result':
      return {
        result: answer.error ? { error: answer.error } : { payload: answer.payload ?? 'null' },
        ...(!answer.isFatal && { maxRssBytes: answer.maxRssBytes }),
      };
    case 'init-error':
      return { result: { error: answer.error } };
    case 'exit':
      return { result: { error: exitError(requestId, answer.how) } };
    case 'timeout':
      return { result: { error: timeoutError(requestId, timeoutMs / 1_000) } };
    case 'ready':
      throw new Error('The runtime said twice that it is ready');
  }
};

const toPayload = (result: Run['result']): { payload: string; hasFailed: boolean } => {
  const text = 'error' in result ? JSON.stringify(result.error) : result.payload;
  const { payload, isTooBig } = limitPayload(text);
  return { payload, hasFailed: 'error' in result || isTooBig };
};

const logStreamName = (version: string): string => {
  const date = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${date}/[${version}]${randomUUID().replaceAll('-', '')}`;
};

const traceIdOf = (requestId: string): string => {
  const seconds = Math.floor(Date.now() / 1_000).toString(16);
  return `Root=1-${seconds}-${requestId.replaceAll('-', '').slice(0, 24)};Sampled=0`;
};

const report = (
  memoryMiB: number,
  requestId: string,
  durationMs: number,
  maxRssBytes: number,
  initMs: number | undefined,
): string =>
  [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memoryMiB} MB`,
    `Max Memory Used: ${Math.ceil(maxRssBytes / 2 ** 20)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
  ].join('\t');
