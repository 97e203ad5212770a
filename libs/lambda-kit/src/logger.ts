export type LogFields = Record<string, unknown>;

type Log = (message: string, fields?: LogFields) => void;

/** Writes structured log lines: one JSON object each. */
export interface Logger {
  info: Log;
  warn: Log;
  error: Log;
  /** A logger that adds these fields to each of its lines. */
  with: (fields: LogFields) => Logger;
}

/** Causes are followed this deep: deeper chains are loops or noise. */
const MAX_CAUSES = 5;

const describeError = (error: Error, depth = 0): LogFields => ({
  name: error.name,
  message: error.message,
  ...('code' in error && { code: error.code }),
  stack: error.stack,
  ...(error.cause instanceof Error &&
    depth < MAX_CAUSES && { cause: describeError(error.cause, depth + 1) }),
});

const replaceError = (_key: string, value: unknown): unknown => {
  if (value instanceof Error) return describeError(value);
  return typeof value === 'bigint' ? value.toString() : value;
};

const toLine = (record: LogFields): string => {
  try {
    return JSON.stringify(record, replaceError);
  } catch {
    // A field that refers to itself must not turn a log line into a failure.
    return JSON.stringify({ ...record, fields: 'not serialisable' }, ['level', 'time', 'message']);
  }
};

const writeToStdout = (line: string): void => void process.stdout.write(`${line}\n`);

/** Our own forty lines: Powertools' logger adds 24 KB and 6 ms to a cold start of about 40 ms. */
export const createLogger = (
  context: LogFields = {},
  write: (line: string) => void = writeToStdout,
): Logger => {
  const log =
    (level: string): Log =>
    (message, fields = {}) =>
      write(toLine({ level, time: new Date().toISOString(), message, ...context, ...fields }));
  return {
    info: log('INFO'),
    warn: log('WARN'),
    error: log('ERROR'),
    with: (fields) => createLogger({ ...context, ...fields }, write),
  };
};
