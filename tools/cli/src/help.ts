import type { Command, Options } from './command.ts';
import type { Program } from './program.ts';

const columns = (rows: [left: string, right: string][]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}`).join('\n');
};

const withArguments = ({ name, arguments: positionals }: Command): string =>
  positionals ? `${name} ${positionals}` : name;

const optionLines = (options: Options): [string, string][] =>
  [
    ...Object.entries(options),
    ['help', { type: 'boolean', description: 'this text' }] as const,
  ].map(([name, option]) => [
    option.type === 'string' ? `--${name} <${option.placeholder}>` : `--${name}`,
    'default' in option ? `${option.description} (default: ${option.default})` : option.description,
  ]);

/** Help for a list of commands: all of them, or those that share their first word. */
export const listHelp = (
  { invocation, summary, details }: Program,
  commands: readonly Command[],
): string =>
  [
    `${invocation} <command> [options]`,
    summary,
    columns(commands.map((command) => [withArguments(command), command.summary])),
    `${invocation} <command> --help says more. Exit codes: 0 done, 1 a problem, 2 wrong usage.`,
    ...(details ? [details] : []),
  ].join('\n\n');

/** Help for one command. */
export const commandHelp = ({ invocation }: Program, command: Command): string =>
  [
    `${invocation} ${withArguments(command)} [options]`,
    command.summary,
    `Options\n${columns(optionLines(command.options))}`,
    ...(command.details ? [command.details] : []),
  ].join('\n\n');
