import type { Command, Surroundings } from './command.ts';
import { describeError } from './describe-error.ts';
import { commandHelp, listHelp } from './help.ts';
import { UsageError } from './ops-error.ts';
import { parseCommandLine } from './parse.ts';

/** Runs a command line and resolves with the exit code; a failure is printed, never thrown. */
export const runCommandLine = async (
  commands: readonly Command[],
  args: string[],
  surroundings: Surroundings,
): Promise<number> => {
  try {
    const request = parseCommandLine(commands, args);
    if (request.kind === 'run') {
      const { command, values, positionals } = request;
      return (await command.run(values, positionals, surroundings)) ?? 0;
    }
    const { print } = surroundings;
    print(request.kind === 'help' ? commandHelp(request.command) : listHelp(request.commands));
    return 0;
  } catch (error) {
    const message = describeError(error);
    if (message === undefined)
      surroundings.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else surroundings.note(`ops: ${message}`);
    return error instanceof UsageError ? 2 : 1;
  }
};
