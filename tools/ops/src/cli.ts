import { runProgram, type Command, type Program, type Surroundings } from '@ngwaf/tool-cli';
import { COMMANDS } from './commands.ts';

export const OPS: Program = {
  name: 'ops',
  invocation: 'npm run ops --',
  summary: 'Commands for those who run an environment:',
  details:
    'With --json, put -s after run, so that npm prints nothing of its own: npm run -s ops -- …',
  commands: COMMANDS,
};

/** Runs a command line of these commands and resolves with the exit code. */
export const runCommandLine = (
  commands: readonly Command[],
  args: string[],
  surroundings: Surroundings,
): Promise<number> => runProgram({ ...OPS, commands }, args, surroundings);
