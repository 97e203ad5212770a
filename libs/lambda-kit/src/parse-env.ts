import type * as z from 'zod/mini';

/** Environment variables are absent or not what the function needs; it cannot start. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads a function's environment by its schema.
 *
 * @throws {EnvironmentError} names the variables at fault; their values are never shown.
 */
export const parseEnv = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  environment: Record<string, string | undefined> = process.env,
): z.infer<Schema> => {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  const faults = names.map((name) => `${name} (${environment[name] ? 'not valid' : 'not set'})`);
  throw new EnvironmentError(`Environment variables at fault: ${faults.join(', ')}`);
};
