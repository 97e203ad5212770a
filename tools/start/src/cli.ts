import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SCORING_MODES, type LocalOutputs } from '@ngwaf/contracts';
import {
  DEFAULT_PORT,
  ROOT,
  bringUp,
  defaultStackOptions,
  endRunning,
  findCloud,
  findStack,
  readStackOutputs,
  stackPaths,
  stopCloud,
  type StackOptions,
} from '@ngwaf/tool-local-stack';
import { demoModels } from './demo-models.ts';
import { runDemo } from './demo.ts';
import { printReady } from './ready.ts';
import { trainModels } from './train.ts';

// A file, so that help can be given before anything is installed.
const USAGE = readFileSync(join(ROOT, 'tools', 'setup', 'src', 'usage.txt'), 'utf8');

const DOWN_STOPS = '`npm run local:down` stops everything.';
const STAYS_UP = `Ctrl-C ends this command; the stack was up before and stays up. ${DOWN_STOPS}`;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

const parsePort = (text: string | undefined): number => {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    throw new UsageError(`--port must be a whole number from 1024 to 65535, got ${text}`);
  }
  return port;
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        scoring: { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/** Which environment `dev` is synthesised with from here on; what was set outside holds otherwise. */
const chooseScoring = (mode: string | undefined): void => {
  if (mode === undefined) return;
  if (!SCORING_MODES.some((each) => each === mode)) {
    throw new UsageError(`--scoring must be one of ${SCORING_MODES.join(', ')}, got ${mode}`);
  }
  process.env['NGWAF_DEV_SCORING_MODE'] = mode;
};

const PARENT_CHECK_MS = 500;

/**
 * Resolves on Ctrl-C, on SIGTERM, and when the shell that npm runs us in is gone: a signal to npm
 * ends that shell and does not reach us. A second Ctrl-C while things end is ignored, they do end.
 */
const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, PARENT_CHECK_MS).unref();
  });

const noteOtherPort = ({ awsEndpointUrl }: LocalOutputs, { port }: StackOptions): void => {
  if (new URL(awsEndpointUrl).port !== String(port)) {
    console.log(`\nThe stack was up before, at ${awsEndpointUrl}: it stays there.`);
  }
};

const noteOtherScoring = async (options: StackOptions): Promise<void> => {
  const asked = process.env['NGWAF_DEV_SCORING_MODE'];
  const { pipeline_environment } = await readStackOutputs(options);
  const { NGWAF_SCORING_MODE: mode } = pipeline_environment;
  if (!asked || asked === mode) return;
  console.log(`\nThe stack was up before, in the scoring mode ${mode}: it stays so. ${DOWN_STOPS}`);
};

const start = async (options: StackOptions, withDemo: boolean): Promise<void> => {
  const wasUp = (await findCloud(options)) !== undefined;
  const interrupted = untilInterrupted();
  const work = (async () => {
    const outputs = await bringUp(options);
    noteOtherPort(outputs, options);
    await noteOtherScoring(options);
    await trainModels(outputs);
    if (withDemo) {
      await runDemo(outputs);
      await demoModels(outputs);
    }
    printReady(outputs, wasUp ? STAYS_UP : 'Ctrl-C stops everything.');
    // Keeps the process alive; the signal handlers alone do not.
    await new Promise((resolve) => setInterval(resolve, 2 ** 30));
  })();
  try {
    await Promise.race([work, interrupted]);
    console.log('\nStopping …');
  } finally {
    await endRunning();
    if (wasUp) console.log('The local cloud was up before this command and stays up.');
    else await stopCloud(options);
  }
};

const status = async (options: StackOptions): Promise<void> => {
  const outputs = await findStack(options);
  if (outputs) printReady(outputs, DOWN_STOPS);
  else if (await findCloud(options)) {
    console.log('The local cloud runs, but its stack is not (yet) complete.');
    process.exitCode = 1;
  } else {
    console.log('The local cloud is not running: `npm start` or `npm run local:up` starts it.');
    process.exitCode = 1;
  }
};

const up = async (options: StackOptions): Promise<void> => {
  const wasUp = (await findCloud(options)) !== undefined;
  const interrupted = untilInterrupted().then(() => {
    throw new Error('Interrupted: nothing stays up.');
  });
  try {
    const outputs = await Promise.race([bringUp(options), interrupted]);
    await Promise.race([trainModels(outputs), interrupted]);
    noteOtherPort(outputs, options);
    await noteOtherScoring(options);
    printReady(outputs, DOWN_STOPS);
  } catch (error) {
    await endRunning();
    if (!wasUp) await stopCloud(options);
    throw error;
  }
};

/** Runs one of the commands in the usage text; ends the process. */
export const main = async (command: string, args: string[]): Promise<void> => {
  try {
    const values = parse(args);
    chooseScoring(values.scoring);
    const options = { ...defaultStackOptions(), port: parsePort(values.port) };
    if (command === 'start') await start(options, !values['no-demo']);
    else if (command === 'up') await up(options);
    else if (command === 'status') await status(options);
    else if (command === 'down') {
      const stopped = await stopCloud(options);
      console.log(stopped ? 'Stopped.' : 'The local cloud was not running.');
    } else throw new UsageError(`unknown command ${command}`);
    process.exit();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof UsageError) console.error(`${message}\n\n${USAGE}`);
    else console.error(`\n${message}\nLogs: ${stackPaths(defaultStackOptions()).logDir}`);
    process.exit(1);
  }
};
