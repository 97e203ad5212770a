import { randomInt } from 'node:crypto';

/** Six characters of [0-9a-z]: two thousand million keys in the same second. */
const SUFFIX_LENGTH = 6;
const SUFFIXES = 36 ** SUFFIX_LENGTH;

/** A suffix for a job key, by chance. */
export const randomSuffix = (): string =>
  randomInt(SUFFIXES).toString(36).padStart(SUFFIX_LENGTH, '0');

/** `job-YYYY-MM-DD-HH-mm-ss-<suffix>` in UTC: sorts by time, unique within the second. */
export const jobKeyOf = (createdAt: Date, suffix: string): string => {
  const time = createdAt.toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
  return `job-${time.replaceAll(/[T:]/g, '-')}-${suffix}`;
};
