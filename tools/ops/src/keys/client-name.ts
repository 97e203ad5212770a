import { UsageError } from '../ops-error.ts';

/**
 * The name as it was given.
 *
 * @throws {UsageError} it does not fit into the name and the tags of a key.
 */
export const checkClientName = (name: string): string => {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40) return name;
  throw new UsageError(
    `client: expected up to 40 lower-case letters, digits and single dashes, such as mobile-app, got "${name}"`,
  );
};
