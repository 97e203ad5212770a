import type { Command, Surroundings } from './command.ts';
import { describeError } from './describe-error.ts';
import { UsageError } from './errors.ts';
import { commandHelp, listHelp } from './help.ts';
import { parseCommandLine } from './parse.ts';

/** A command line of several commands. */
export interface Program {
  /** Stands before its messages. */
  name: string;
  /** How it is called, e.g. `npm run ops --`. */
  invocation: string;
  /** One line above the list of commands. */
  summary: string;
  /** Further help below the list. */
  details?: string;
  /** In the order of the help text. */
  commands: readonly Command[];
}

/** Runs a command line and resolves with the exit code; a failure is printed, never thrown. */
export const runProgram = async (
  program: Program,
  args: string[],
  surroundings: Surroundings,
): Promise<number> => {
  try {
    const request = parseCommandLine(program.commands, args);
    if (request.kind === 'run') {
      const { command, values, positionals } = request;
      return (await command.run(values, positionals, surroundings)) ?? 0;
    }
    const { print } = surroundings;
    print(
      request.kind === 'help'
        ? commandHelp(program, request.command)
        : listHelp(program, request.commands),
    );
    return 0;
  } catch (error) {
    const message = describeError(error);
    if (message === undefined)
      surroundings.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else surroundings.note(`${program.name}: ${message}`);
    return error instanceof UsageError ? 2 : 1;
  }
};
