import type { Command } from './command.ts';
import { costCommands } from './cost/commands.ts';
import { doctorCommands } from './doctor/commands.ts';
import { keyCommands } from './keys/commands.ts';
import { modelCommands } from './models/commands.ts';
import { webhookCommands } from './webhook/commands.ts';

/** Every command, in the order of the help text: to add some, one import and one line. */
export const COMMANDS: Command[] = [
  ...doctorCommands,
  ...modelCommands,
  ...keyCommands,
  ...webhookCommands,
  ...costCommands,
];
