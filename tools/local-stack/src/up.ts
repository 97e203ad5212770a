import { readFile } from 'node:fs/promises';
import { Listr, PRESET_TIMER, type ListrTask } from 'listr2';
import { localOutputsSchema, type LocalOutputs, type StackOutputs } from '@ngwaf/contracts';
import { describeProgress, synthesise } from '@ngwaf/tool-stack';
import { findCloud, isHealthy, refuseTakenPort, startCloud } from './cloud.ts';
import {
  build,
  createApiKey,
  deployBaseModel,
  deployDashboard,
  deployFunctions,
  deployNotebook,
  nameImages,
  writeOutputs,
} from './release.ts';
import { stackPaths, type StackOptions } from './stack-options.ts';
import { apply, initialise } from './terraform.ts';

/** A cloud of this state folder runs without a complete stack. */
export class StackIncompleteError extends Error {
  override readonly name = 'StackIncompleteError';
}

interface UpContext {
  stack?: StackOutputs;
  apiKey?: string;
  local?: LocalOutputs;
}

/** How long each task took, behind its line. */
const timer = {
  ...PRESET_TIMER,
  field: (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`,
};

const stackOf = (context: UpContext): StackOutputs => {
  if (!context.stack) throw new Error('The stack has not been applied');
  return context.stack;
};

/** Lines for terminals that cannot redraw: one when something changed, at most every few seconds. */
const throttled = (write: (text: string) => void, intervalMs: number) => {
  let last = 0;
  return (text: string) => {
    if (Date.now() - last < intervalMs) return;
    last = Date.now();
    write(text);
  };
};

const tasks = (options: StackOptions): ListrTask<UpContext>[] => {
  const interval = process.stdout.isTTY ? 100 : 10_000;
  const applied: ListrTask<UpContext>[] = [
    {
      title: 'Synthesise the Terraform',
      task: () => synthesise(),
    },
    {
      title: 'Start the local cloud',
      task: () => startCloud(options).then(() => undefined),
    },
    {
      title: 'Initialise Terraform',
      task: () => initialise(options),
    },
    {
      title: 'Apply the stack',
      task: async (context, task) => {
        const show = throttled((text) => (task.output = text), interval);
        context.stack = await apply(options, (progress) => {
          show(describeProgress(progress));
        });
      },
    },
  ];
  return [
    {
      title: 'Build and provision',
      task: (_context, task) =>
        task.newListr(
          [
            {
              title: 'Build the functions, the notebook and the dashboard',
              task: (_inner, inner) => {
                const show = throttled((text) => (inner.output = text), interval);
                return build(show);
              },
            },
            {
              title: 'Provision',
              task: (_inner, inner) => inner.newListr(applied, { concurrent: false }),
            },
          ],
          { concurrent: true },
        ),
    },
    {
      title: 'Release',
      task: (_context, task) =>
        task.newListr(
          [
            { title: 'Deploy the functions', task: () => deployFunctions(options) },
            {
              title: 'Make an API key',
              task: async (context) => {
                context.apiKey = await createApiKey(options);
              },
            },
            { title: 'Deploy the notebook', task: () => deployNotebook(options) },
            {
              title: 'Name the images',
              task: (context) => nameImages(options, stackOf(context)),
            },
            { title: 'Deploy the dashboard', task: () => deployDashboard(options) },
            {
              title: 'Serve the base model',
              task: (context, inner) => {
                const show = throttled((text) => (inner.output = text), interval);
                return deployBaseModel(options, stackOf(context), show);
              },
            },
          ],
          { concurrent: true },
        ),
    },
    {
      title: 'Write outputs.json',
      task: async (context) => {
        const { apiKey = '' } = context;
        context.local = await writeOutputs(options, stackOf(context), apiKey);
      },
    },
  ];
};

/** Outputs of a stack that is up; undefined if none is, or if it never became ready. */
export const findStack = async (
  options: Pick<StackOptions, 'stateDir'>,
): Promise<LocalOutputs | undefined> => {
  const cloud = await findCloud(options);
  if (!cloud || !(await isHealthy(cloud.port))) return undefined;
  const text = await readFile(stackPaths(options).outputs, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : localOutputsSchema.parse(JSON.parse(text));
};

/**
 * Brings the whole stack up, from build to a served base model, showing what runs and how long.
 *
 * A stack that is up is answered at once. The caller stops the cloud if this fails, unless the cloud
 * was there before.
 *
 * @throws {StackIncompleteError} another command is bringing it up, or was killed while it did.
 */
export const bringUp = async (options: StackOptions): Promise<LocalOutputs> => {
  const existing = await findStack(options);
  if (existing) return existing;
  const cloud = await findCloud(options);
  if (cloud) {
    throw new StackIncompleteError(
      `A local cloud runs on port ${cloud.port}, its stack not (yet) complete: wait for the command that brings it up, or end it with \`npm run local:down\``,
    );
  }
  await refuseTakenPort(options);
  const listr = new Listr<UpContext>(tasks(options), {
    ctx: {},
    rendererOptions: { collapseSubtasks: false, timer },
    fallbackRendererOptions: { timer },
    fallbackRenderer: 'simple',
    registerSignalListeners: false,
  });
  const { local } = await listr.run();
  if (!local) throw new Error('The stack came up without outputs');
  return local;
};
