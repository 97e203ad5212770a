import { parseArgs } from 'node:util';
import type { Command, Values, Options } from './command.ts';
import { UsageError } from './errors.ts';
import { suggestion } from './suggest.ts';

/** What the command line asks for. */
export type Request =
  | { kind: 'list'; commands: readonly Command[] }
  | { kind: 'help'; command: Command }
  | { kind: 'run'; command: Command; values: Values<Options>; positionals: string[] };

const HELP = ['--help', '-h', 'help'];

/** The words before the first option. */
const leadingWords = (args: string[]): string[] => {
  const end = args.findIndex((argument) => argument.startsWith('-'));
  return end === -1 ? args : args.slice(0, end);
};

const startsWith = (words: string[], name: string): boolean =>
  name.split(' ').every((word, index) => words[index] === word);

/**
 * Understands a command line.
 *
 * @throws {UsageError} there is no such command or option, or an argument is missing or too much.
 */
export const parseCommandLine = (commands: readonly Command[], args: string[]): Request => {
  const asksForHelp = args.some((argument) => HELP.includes(argument));
  const words = leadingWords(args.filter((argument) => !HELP.includes(argument)));
  const command = commands.find(({ name }) => startsWith(words, name));
  if (command) {
    if (asksForHelp) return { kind: 'help', command };
    return { kind: 'run', command, ...parseRest(command, args) };
  }
  const [first] = words;
  if (first === undefined && args.length > 0 && !asksForHelp) {
    throw new UsageError(`the command comes first, then its options; got ${args[0]}. See: --help`);
  }
  const group = commands.filter(({ name }) => name.split(' ')[0] === first);
  if (first === undefined || (group.length > 0 && (asksForHelp || words.length === 1))) {
    return { kind: 'list', commands: group.length > 0 ? group : commands };
  }
  const asked = words.slice(0, group.length > 0 ? 2 : 1).join(' ');
  const names = commands.map(({ name }) => name);
  throw new UsageError(
    `no command "${asked}"${suggestion(asked, names)} There are: ${names.join(', ')}`,
  );
};

const parseRest = (command: Command, args: string[]) => {
  const rest = args.slice(command.name.split(' ').length);
  refuseUnknownOptions(command, rest);
  const { values, positionals } = parse(command, rest);
  const defaults = Object.entries(command.options).map(([name, option]) => [
    name,
    option.type === 'boolean' ? false : option.default,
  ]);
  refuseWrongArguments(command, positionals);
  return { values: { ...Object.fromEntries(defaults), ...values } as Values<Options>, positionals };
};

const refuseUnknownOptions = ({ name, options }: Command, args: string[]): void => {
  const { tokens } = parseArgs({
    args,
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const known = Object.keys(options);
  for (const token of tokens) {
    if (token.kind === 'option' && !known.includes(token.name)) {
      const near = suggestion(
        token.rawName,
        known.map((option) => `--${option}`),
      );
      throw new UsageError(`${name} has no option ${token.rawName}${near} See: ${name} --help`);
    }
  }
};

const parse = ({ name, options }: Command, args: string[]) => {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node's own words for an option without its value, or with one too many.
    const reason = (error as Error).message.split('\n')[0];
    throw new UsageError(`${name}: ${reason} See: ${name} --help`, { cause: error });
  }
};

const refuseWrongArguments = (
  { name, arguments: declared = '' }: Command,
  given: string[],
): void => {
  const expected = declared.split(' ').filter((argument) => argument !== '');
  const missing = expected.slice(given.length).filter((argument) => argument.startsWith('<'));
  if (missing.length > 0) {
    throw new UsageError(`${name}: ${missing.join(' ')} is missing. See: ${name} --help`);
  }
  const takesAnyNumber = expected.at(-1)?.includes('…') === true;
  if (given.length > expected.length && !takesAnyNumber) {
    const extra = given.slice(expected.length).join(' ');
    throw new UsageError(
      `${name} takes ${declared || 'no arguments'}, got "${extra}" as well. See: ${name} --help`,
    );
  }
};
