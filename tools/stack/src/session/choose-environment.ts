import { environments, ConfigurationError, type Environment } from '@ngwaf/infra/environments';
import { suggestion } from '@ngwaf/tool-cli';
import { StackError } from '../stack-error.ts';

/** The option with which a command is told its environment. */
export const ENVIRONMENT_OPTION = {
  type: 'string',
  placeholder: 'name',
  default: 'dev',
  description: 'the environment, one of infra/environments.ts',
} as const;

/**
 * All environments, checked.
 *
 * @throws {StackError} with every mistake in their configuration.
 */
export const readEnvironments = (): Environment[] => {
  try {
    return environments();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new StackError(`infra/environments.ts:\n${error.message}`, { cause: error });
  }
};

/** @throws {StackError} there is no environment of that name, or the configuration is wrong. */
export const chooseEnvironment = (name: string): Environment => {
  const all = readEnvironments();
  const found = all.find((environment) => environment.name === name);
  if (found) return found;
  const names = all.map((environment) => environment.name);
  throw new StackError(
    `no environment "${name}"${suggestion(name, names)} There are: ${names.join(', ')} (infra/environments.ts)`,
  );
};
