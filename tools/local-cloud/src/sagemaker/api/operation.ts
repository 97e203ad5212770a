import type { z } from 'zod';

import { validationException } from './errors.ts';

/** Members of a request or of a response. */
export type Members = Record<string, unknown>;

/** One AWS operation: the request's members in, the response's members out. */
export type Operation = (input: Members) => Members | Promise<Members>;
export type Operations = Record<string, Operation>;

/** An operation whose input is checked first; what it breaks is reported as SageMaker reports it. */
export const operation =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (input: z.output<Schema>) => Members | Promise<Members>,
  ): Operation =>
  (input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw constraintError(parsed.error, input);
    return run(parsed.data);
  };

const constraintError = (error: z.ZodError, input: Members) => {
  const problems = error.issues.map((issue) => {
    const value = issue.path.reduce<unknown>(
      (parent, key) => (parent as Record<PropertyKey, unknown> | undefined)?.[key],
      input,
    );
    const found = value === undefined ? 'null' : `'${asText(value)}'`;
    return `Value ${found} at '${memberPath(issue.path)}' failed to satisfy constraint: ${constraint(issue, value)}`;
  });
  const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected`;
  return validationException(`${count}: ${problems.join('; ')}`);
};

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** `ProductionVariants[0].ModelName` is `productionVariants.1.member.modelName` in AWS's messages. */
const memberPath = (path: PropertyKey[]) =>
  path
    .map((key) => (typeof key === 'number' ? `${key + 1}.member` : lowerFirst(String(key))))
    .join('.');

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const constraint = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined) return 'Member must not be null';
  // The codes that AWS has words for; zod's own words do for the rest.
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
  switch (issue.code) {
    case 'invalid_format':
      // Zod writes the pattern with slashes around it.
      return `Member must satisfy regular expression pattern: ${(issue.pattern ?? issue.format).replace(/^\/|\/$/g, '')}`;
    case 'too_big':
      return typeof value === 'number'
        ? `Member must have value less than or equal to ${issue.maximum}`
        : `Member must have length less than or equal to ${issue.maximum}`;
    case 'too_small':
      return typeof value === 'number'
        ? `Member must have value greater than or equal to ${issue.minimum}`
        : `Member must have length greater than or equal to ${issue.minimum}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`;
    default:
      return issue.message;
  }
};
