/** An option of a command, as `node:util`'s `parseArgs` takes it, with its line of help. */
export type Option =
  | { type: 'boolean'; description: string }
  | { type: 'string'; description: string; placeholder: string; default?: string };
export type Options = Record<string, Option>;

/** What was given for the options: `false` or `undefined` where nothing was. */
export type Values<Given extends Options> = {
  [Name in keyof Given]: Given[Name] extends { type: 'boolean' }
    ? boolean
    : Given[Name] extends { default: string }
      ? string
      : string | undefined;
};

/** Where a command runs; specs give their own. */
export interface Surroundings {
  /** Root of the repository. */
  root: string;
  env: NodeJS.ProcessEnv;
  /** The command's result, to standard output. */
  print: (text: string) => void;
  /** What goes on meanwhile, to standard error, so that a result can be piped. */
  note: (text: string) => void;
  /** What somebody at a terminal answers; undefined where nobody sits there. */
  ask: ((question: string) => Promise<string>) | undefined;
}

export interface CommandDefinition<Given extends Options> {
  /** One word or two: `doctor`, `keys rotate`. */
  name: string;
  /** One line, for the list of commands. */
  summary: string;
  /**
   * Arguments in the order in which they are given: `<needed>` or `[optional]`, the last one perhaps
   * any number of times: `<name…>`.
   *
   * @default none
   */
  arguments?: string;
  options: Given;
  /** Further help: what it needs, what it changes, exit codes. */
  details?: string;
  /**
   * Does it, and resolves with the exit code (nothing counts as 0).
   *
   * @throws {CliError} it cannot; the message says what was expected, found and is to be done.
   */
  run(
    values: Values<Given>,
    positionals: string[],
    surroundings: Surroundings,
  ): Promise<number | void>;
}

/** A command whose options the compiler no longer knows by name. */
export type Command = CommandDefinition<Options>;

/** A command; the types of its values follow from its options. */
export const defineCommand = <const Given extends Options>(
  definition: CommandDefinition<Given>,
): Command => definition;
