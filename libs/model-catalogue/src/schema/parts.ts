import * as z from 'zod/mini';

/** A text that is not empty. */
export const text = z.string().check(z.minLength(1, 'expected a text'));

/** A whole number within bounds, both included. */
export const whole = (least: number, most: number) => {
  const expected = `expected a whole number from ${least} to ${most}`;
  return z.int(expected).check(z.minimum(least, expected), z.maximum(most, expected));
};

/** A number within bounds, both included. */
export const within = (least: number, most: number) => {
  const expected = `expected a number from ${least} to ${most}`;
  return z.number(expected).check(z.minimum(least, expected), z.maximum(most, expected));
};

/** A name in lower case with single dashes, as physical names are made of. */
export const slug = (most: number) => {
  const expected = `expected at most ${most} lower-case letters, digits and single dashes, beginning with a letter`;
  return z
    .string(expected)
    .check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, expected), z.maxLength(most, expected));
};

export const instanceType = z.string().check(z.regex(/^ml\.\w+\.\w+$/, 'expected an ml.… type'));

/** A day of the calendar, `YYYY-MM-DD`. */
export const day = z.iso.date('expected a day as YYYY-MM-DD');
