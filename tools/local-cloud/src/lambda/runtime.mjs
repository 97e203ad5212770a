/**
 * What runs inside a function's process: loads the handler once, then runs one event at a time.
 *
 * Plain JavaScript, so that the process starts without a compiler. It talks to its parent in IPC
 * messages: it sends `ready` or `init-error`, is sent `invoke`, and answers `result`. After each
 * of them it writes the mark `\0<token>\0` to standard output and error: what stands before it was
 * logged by then.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const token = process.argv[2];
const channel = process.channel;

/** The invocation being run, if any. */
let current;

const sendMarked = (message) => {
  process.send(message);
  process.stdout.write(`\0${token}\0`);
  process.stderr.write(`\0${token}\0`);
};

/** An error as Lambda reports it. */
const describe = (error) => {
  if (!(error instanceof Error) && typeof error?.stack !== 'string') {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  const { name, message, stack } = error;
  return { errorType: name, errorMessage: message, trace: String(stack).split('\n') };
};

const initError = (errorType, errorMessage, trace = []) => {
  sendMarked({ type: 'init-error', error: { errorType, errorMessage, trace } });
  // The parent ends this process once it has read the logs.
};

/** Console lines as Lambda's runtime prefixes them; a call is one line of the log. */
const prefixConsole = () => {
  const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN' };
  for (const [method, level] of Object.entries({ ...levels, error: 'ERROR' })) {
    console[method] = (...values) => {
      const text = format(...values).replaceAll('\n', '\r');
      const requestId = current?.requestId ?? 'undefined';
      process.stdout.write(`${new Date().toISOString()}\t${requestId}\t${level}\t${text}\n`);
    };
  }
};

const loadHandler = async () => {
  const root = process.env.LAMBDA_TASK_ROOT;
  const [, moduleName, exportPath] = /^(.*?)\.([^/]*)$/.exec(process.env._HANDLER) ?? [];
  const base = join(root, moduleName ?? '');
  const file = ['.js', '.cjs', '.mjs'].map((extension) => base + extension).find(existsSync);
  if (!moduleName || !file) {
    return initError(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${moduleName}' (handler ${process.env._HANDLER}) in ${root}`,
    );
  }
  // require() is quicker for the usual bundle, which is CommonJS.
  const loaded = file.endsWith('.cjs')
    ? createRequire(pathToFileURL(file))(file)
    : await import(pathToFileURL(file).href);
  const handler = exportPath.split('.').reduce((value, key) => value?.[key], loaded);
  if (typeof handler === 'function') return handler;
  return initError(
    'Runtime.HandlerNotFound',
    `${process.env._HANDLER} is undefined or not exported`,
  );
};

const contextOf = ({ requestId, functionArn, deadline, clientContext }, done) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  invokedFunctionArn: functionArn,
  awsRequestId: requestId,
  ...(clientContext && { clientContext }),
  getRemainingTimeInMillis: () => deadline - Date.now(),
  done: (error, value) => done(error, value),
  fail: (error) => done(error),
  succeed: (value) => done(null, value),
});

const finish = (outcome) => {
  const { requestId } = current;
  current = undefined;
  channel.ref();
  sendMarked({ type: 'result', requestId, maxRssBytes: process.memoryUsage.rss(), ...outcome });
};

const succeed = (value) => {
  let payload;
  try {
    payload = JSON.stringify(value ?? null) ?? 'null';
  } catch (error) {
    const errorMessage = `Unable to stringify response body: ${error.message}`;
    finish({ error: { errorType: 'Runtime.MarshalError', errorMessage, trace: [] } });
    return;
  }
  finish({ payload });
};

const run = (handler, invocation) => {
  const { requestId } = invocation;
  current = { requestId };
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  // With the channel unreferenced `beforeExit` tells that nothing is left that could answer.
  channel.unref();

  const isCurrent = () => current?.requestId === requestId;
  const settle = (error, value) => {
    if (!isCurrent()) return;
    if (error !== null && error !== undefined) finish({ error: describe(error) });
    else succeed(value);
  };
  const context = contextOf(invocation, (error, value) => {
    if (error || !context.callbackWaitsForEmptyEventLoop) settle(error, value);
    else if (isCurrent()) current.whenIdle = () => settle(null, value);
  });
  const callback = (error, value) => context.done(error, value);
  try {
    const returned = handler(JSON.parse(invocation.payload), context, callback);
    if (typeof returned?.then === 'function') {
      returned.then(
        (value) => settle(null, value),
        // A rejection without a reason is an error all the same.
        (error) => settle(error ?? 'undefined'),
      );
    }
  } catch (error) {
    settle(error ?? 'undefined');
  }
};

const endFatally = (kind, error) => {
  const described = describe(error);
  console.error(kind, described);
  if (!current) process.exit(1);
  finish({ error: { ...described, errorType: `Runtime.${kind}` }, isFatal: true });
};

prefixConsole();
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (error) => endFatally('UncaughtException', error));
process.on('unhandledRejection', (error) => endFatally('UnhandledPromiseRejection', error));
// Nothing is left to wait for: a callback's answer is due, or there will be none.
process.on('beforeExit', () => {
  if (current?.whenIdle) current.whenIdle();
  else if (current) succeed(null);
});

try {
  const handler = await loadHandler();
  if (handler) {
    process.on('message', (message) => run(handler, message));
    sendMarked({ type: 'ready' });
  }
} catch (error) {
  const { errorType, errorMessage, trace } = describe(error);
  const isMissing = error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND';
  if (isMissing) initError('Runtime.ImportModuleError', `Error: ${errorMessage}`, trace);
  else initError(errorType, errorMessage, trace);
}
