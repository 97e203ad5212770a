import { UsageError } from '@ngwaf/tool-cli';

export const MIGRATE_OPTION = {
  type: 'boolean',
  description: 'move the local state into the bucket that the configuration names now',
} as const;

/** @throws {UsageError} neither `true` nor `false`. */
export const lockOption = (value: string): boolean => {
  if (value !== 'true' && value !== 'false') {
    throw new UsageError(`--lock: expected true or false, got "${value}"`);
  }
  return value === 'true';
};
