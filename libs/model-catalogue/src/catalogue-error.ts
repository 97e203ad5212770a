import type * as z from 'zod/mini';

type ZodIssue = z.core.$ZodIssue;

const NO_WORDING = 'Invalid input';

const valueAt = (input: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );

const wordingOf = (issue: ZodIssue): string => {
  if (issue.message !== NO_WORDING) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`;
    case 'too_small':
      return `expected at least ${issue.minimum}`;
    case 'too_big':
      return `expected at most ${issue.maximum}`;
    case 'invalid_union':
      return 'expected one of the documented forms';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'expected another form';
  }
};

const describe = (issue: ZodIssue, input: unknown): string => {
  const field = issue.path.map(String).join('.') || 'entry';
  const message = wordingOf(issue);
  if (issue.code === 'custom' || issue.code === 'unrecognized_keys') return `${field}: ${message}`;
  const found = JSON.stringify(valueAt(input, issue.path)) ?? 'nothing';
  return `${field}: ${message}, found ${found.slice(0, 80)}`;
};

/** An entry of the catalogue is wrong: each line names the entry, the field and what was expected. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';

  /** What a schema found in an entry. */
  static of(entry: string, error: z.core.$ZodError, input: unknown): CatalogueError {
    const lines = error.issues.map((issue) => `model ${entry}: ${describe(issue, input)}`);
    return new CatalogueError(lines.join('\n'));
  }
}
