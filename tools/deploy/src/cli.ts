import { parseArgs } from 'node:util';
import { FUNCTION_NAMES, type FunctionName } from '@ngwaf/contracts';
import { DeployError } from './deploy-error.ts';
import { TARGET_FLAGS, TARGET_USAGE, type TargetOptions } from './target.ts';

export const USAGE = `Ships built code to a stack that Terraform has applied.

  deploy function <name>… | --all   code and pending configuration of functions, side by side
  deploy notebook                   the bundle that the next retraining runs

Options
${TARGET_USAGE}
  --help             this text

Functions: ${FUNCTION_NAMES.join(', ')}

Credentials, region and endpoint come from AWS's usual variables and profiles.
Build first: npx nx run-many -t build`;

/** `--env` and `--outputs`, as given. */
type ChosenTarget = Pick<TargetOptions, 'environment' | 'outputs'>;

export type Command =
  | { kind: 'help' }
  | { kind: 'function'; names: FunctionName[]; target: ChosenTarget }
  | { kind: 'notebook'; target: ChosenTarget };

const isFunctionName = (name: string): name is FunctionName =>
  (FUNCTION_NAMES as readonly string[]).includes(name);

/**
 * What the command line asks for.
 *
 * @throws {DeployError} it asks for something that there is not.
 */
export const parseCommand = (args: string[]): Command => {
  const { values, positionals } = parse(args);
  const [kind, ...names] = positionals;
  const target = { environment: values.env, outputs: values.outputs };
  if (values.help || kind === undefined) return { kind: 'help' };
  if (kind === 'notebook') {
    if (names.length > 0) throw new DeployError(`notebook takes no names, got ${names.join(' ')}`);
    return { kind, target };
  }
  if (kind !== 'function') {
    throw new DeployError(`expected "function" or "notebook", got "${kind}"; see --help`);
  }
  if (values.all === names.length > 0) {
    throw new DeployError('expected names of functions, or --all; see --help');
  }
  const unknown = names.filter((name) => !isFunctionName(name));
  if (unknown.length > 0) {
    throw new DeployError(
      `no function named ${unknown.join(', ')}; there are ${FUNCTION_NAMES.join(', ')}`,
    );
  }
  const known = values.all ? [...FUNCTION_NAMES] : [...new Set(names.filter(isFunctionName))];
  return { kind, names: known, target };
};

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        ...TARGET_FLAGS,
      },
    });
  } catch (error) {
    throw new DeployError(`${(error as Error).message}; see --help`, { cause: error });
  }
};
