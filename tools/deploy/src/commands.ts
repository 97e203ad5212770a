import type { Command } from '@ngwaf/tool-cli';
import { affectedCommands } from './affected/commands.ts';
import { filesCommands } from './files/commands.ts';
import { functionCommands } from './functions/commands.ts';
import { imageCommands } from './image/commands.ts';
import { notebookCommands } from './notebook/commands.ts';
import { releaseCommands } from './releases/commands.ts';

/** Every command, in the order of the help text: to add some, one import and one line. */
export const COMMANDS: Command[] = [
  ...functionCommands, //
  ...notebookCommands,
  ...filesCommands,
  ...imageCommands,
  ...affectedCommands,
  ...releaseCommands,
];
