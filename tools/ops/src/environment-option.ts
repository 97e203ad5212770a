import { environments, type Environment } from '@ngwaf/infra/environments';
import { suggestion } from '@ngwaf/tool-cli';
import { OpsError } from './ops-error.ts';

/** The option of commands that need an environment's configuration, applied or not. */
export const ENVIRONMENT_OPTION = {
  type: 'string',
  placeholder: 'name',
  default: 'dev',
  description: 'an environment of infra/environments.ts',
} as const;

/**
 * The configuration of an environment, checked.
 *
 * @throws {OpsError} there is no such environment, or its configuration is wrong.
 */
export const findEnvironment = (name: string): Environment => {
  const all = read();
  const found = all.find((environment) => environment.name === name);
  if (found) return found;
  const names = all.map((environment) => environment.name);
  throw new OpsError(
    `no environment "${name}"${suggestion(name, names)} There are: ${names.join(', ')}`,
  );
};

const read = (): Environment[] => {
  try {
    return environments();
  } catch (error) {
    throw new OpsError(`the configuration of environments is wrong: ${(error as Error).message}`, {
      cause: error,
    });
  }
};
