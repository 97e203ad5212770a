import type * as z from 'zod/mini';

import type { Issue } from './coded-error.ts';
import { describeValue } from './describe-value.ts';

type ZodIssue = z.core.$ZodIssue;

/** What schemas say when they were given no wording of their own. */
const NO_WORDING = 'Invalid input';
const MAX_ISSUES = 10;

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

/** A size with what it counts, e.g. `2 characters` of a text. */
const counted = (size: number | bigint, origin: string): string => {
  const unit = { string: 'character', array: 'element' }[origin];
  return unit ? `${size} ${unit}${size === 1 ? '' : 's'}` : `${size}`;
};

const expectedBy = (issue: ZodIssue): string => {
  if (issue.message !== NO_WORDING) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'a non-empty string';
      return `at least ${counted(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `at most ${counted(issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => describeValue(value)).join(', ')}`;
    case 'unrecognized_keys':
      return `no field named ${issue.keys.join(', ')}`;
    case 'invalid_format':
      return `a valid ${issue.format}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'another form';
  }
};

/**
 * What a schema found wrong, in words: where, what was expected, what was found.
 *
 * Parse with `reportInput: true`, or nothing is known of what was found. At most ten issues.
 */
export const describeIssues = (error: z.core.$ZodError): Issue[] =>
  error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: issue.path.map(String).join('.'),
    expected: expectedBy(issue),
    found: describeValue(issue.input),
  }));
