import type { Options, Surroundings, Values } from '@ngwaf/tool-cli';
import { findTarget, type Target } from './target.ts';

/** The options of a command that works on an environment. */
export const TARGET_OPTIONS = {
  env: {
    type: 'string',
    placeholder: 'name',
    description:
      'an environment that has been applied, e.g. dev, in the account and region of your credentials (default: the local cloud of this checkout, if it runs)',
  },
  outputs: {
    type: 'string',
    placeholder: 'file',
    description: 'a stack by what "terraform output -json" printed for it',
  },
} as const satisfies Options;

/**
 * The environment that the options name.
 *
 * @throws {DeployError} there is none.
 */
export const targetOf = (
  { env, outputs }: Values<typeof TARGET_OPTIONS>,
  surroundings: Pick<Surroundings, 'env' | 'root'>,
): Promise<Target> => findTarget({ ...surroundings, outputs, environment: env });
