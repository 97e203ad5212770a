import { fillIn, matchesText } from './pattern.ts';

/** What is known of a request, by condition key in lower case; keys have one value or several. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** Operators with their keys and the values to compare with. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A condition that the local cloud cannot judge. */
export class UnknownConditionError extends Error {
  override readonly name = 'UnknownConditionError';
}

type Compare = (value: string, wanted: string) => boolean;

const equals: Compare = (value, wanted) => value === wanted;
const equalsIgnoringCase: Compare = (value, wanted) => value.toLowerCase() === wanted.toLowerCase();
const like: Compare = (value, wanted) => matchesText(wanted, value);
const arnLike: Compare = (value, wanted) => {
  const parts = (arn: string) => {
    const [, head = '', rest = ''] = /^((?:[^:]*:){0,5})([^]*)$/.exec(arn) ?? [];
    return [...head.split(':').slice(0, -1), rest];
  };
  const wantedParts = parts(wanted);
  const valueParts = parts(value);
  return (
    wantedParts.length === valueParts.length &&
    wantedParts.every((part, index) => matchesText(part, valueParts[index] ?? ''))
  );
};
const numeric =
  (compare: (a: number, b: number) => boolean): Compare =>
  (value, wanted) =>
    compare(Number(value), Number(wanted));
const date =
  (compare: (a: number, b: number) => boolean): Compare =>
  (value, wanted) =>
    compare(Date.parse(value), Date.parse(wanted));

const equal = (a: number, b: number) => a === b;
const less = (a: number, b: number) => a < b;
const atMost = (a: number, b: number) => a <= b;

/** Operators that hold if any of the wanted values fits. */
const OPERATORS: Record<string, Compare> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: equalsIgnoringCase,
  NumericEquals: numeric(equal),
  NumericLessThan: numeric(less),
  NumericLessThanEquals: numeric(atMost),
  NumericGreaterThan: numeric((a, b) => b < a),
  NumericGreaterThanEquals: numeric((a, b) => b <= a),
  DateEquals: date(equal),
  DateLessThan: date(less),
  DateLessThanEquals: date(atMost),
  DateGreaterThan: date((a, b) => b < a),
  DateGreaterThanEquals: date((a, b) => b <= a),
};

/** Operators that hold if none of the wanted values fits. */
const NEGATED: Record<string, Compare> = {
  StringNotEquals: equals,
  StringNotEqualsIgnoreCase: equalsIgnoringCase,
  StringNotLike: like,
  ArnNotEquals: arnLike,
  ArnNotLike: arnLike,
  NumericNotEquals: numeric(equal),
  DateNotEquals: date(equal),
};

/**
 * Whether all conditions hold.
 *
 * @throws {UnknownConditionError} an operator is none of these.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const conditionsHold = (conditions: Conditions, context: Context): boolean =>
  Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, context)),
  );

const holds = (
  written: string,
  key: string,
  wanted: readonly string[],
  context: Context,
): boolean => {
  const values = context.get(key.toLowerCase());
  if (written === 'Null') return wanted.includes(String(values === undefined));
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? [];
  const compare = OPERATORS[name] ?? NEGATED[name];
  if (!compare) {
    throw new UnknownConditionError(
      `The local cloud cannot judge the condition operator ${written}: see iam/policy/conditions.ts`,
    );
  }
  const isNegated = name in NEGATED;
  if (values === undefined) {
    if (ifExists !== undefined || quantifier === 'ForAllValues') return true;
    return quantifier === undefined && isNegated;
  }
  const filled = wanted.flatMap((value) => fillIn(value, context) ?? []);
  const fits = (value: string): boolean => {
    const matches = filled.some((one) => compare(value, one));
    return isNegated ? !matches : matches;
  };
  if (quantifier === 'ForAllValues') return values.every(fits);
  return quantifier === 'ForAnyValue' || !isNegated ? values.some(fits) : values.every(fits);
};
