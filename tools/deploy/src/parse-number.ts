import { UsageError } from '@ngwaf/tool-cli';

/** A whole number within limits that an option gives. @throws {UsageError} it is none. */
export const parseNumber = (
  option: string,
  text: string,
  { min, max }: { min: number; max: number },
): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${option}: expected a whole number of ${min} to ${max}, got "${text}"`);
};
