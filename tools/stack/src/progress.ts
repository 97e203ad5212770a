import { Listr, PRESET_TIMER } from 'listr2';
import { refuseIfInterrupted } from './run.ts';

/** One step of a command: what it does meanwhile is shown behind it. */
export interface Step {
  title: string;
  run: (show: (text: string) => void) => Promise<void>;
}

/** How long each task took, behind its line. */
const timer = {
  ...PRESET_TIMER,
  field: (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`,
};

/** Runs steps one after the other, with the time each took; the first failure ends them. */
export const runSteps = async (steps: Step[]): Promise<void> => {
  let failure: unknown;
  const intervalMs = process.stdout.isTTY ? 100 : 10_000;
  await new Listr(
    steps.map(({ title, run }) => ({
      title,
      task: async (_context: unknown, task: { output: string }) => {
        let last = Date.now() - (process.stdout.isTTY ? intervalMs : 0);
        const show = (text: string) => {
          if (Date.now() - last < intervalMs) return;
          last = Date.now();
          task.output = text;
        };
        refuseIfInterrupted();
        await run(show).catch((error: unknown) => {
          failure = error;
          // The caller says what is wrong, once and in its own words.
          throw new Error('see below');
        });
      },
    })),
    {
      concurrent: false,
      rendererOptions: { timer, collapseErrors: false, showErrorMessage: false },
      fallbackRendererOptions: { timer },
      fallbackRenderer: 'simple',
      registerSignalListeners: false,
    },
  )
    .run()
    .catch((error: unknown) => {
      throw failure ?? error;
    });
};
