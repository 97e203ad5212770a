export {
  defineCommand,
  type Command,
  type CommandDefinition,
  type Option,
  type Options,
  type Surroundings,
  type Values,
} from './command.ts';
export { runMainProgram } from './main-program.ts';
export { runProgram, type Program } from './program.ts';
export { YES_OPTION, confirm } from './confirm.ts';
export { CliError, UsageError } from './errors.ts';
export { describeError } from './describe-error.ts';
export { suggestion } from './suggest.ts';
