/** An EventBridge event pattern: a tree whose leaves are lists of accepted values or filters. */
export type EventPattern = { [field: string]: EventPattern | unknown[] };

type Filter = Record<string, unknown>;

/**
 * Whether an event matches a pattern: exact values, `prefix`, `suffix`, `equals-ignore-case`,
 * `anything-but`, `exists`, `numeric`, `wildcard`, and `$or`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const matchesPattern = (pattern: EventPattern, event: unknown): boolean =>
  Object.entries(pattern).every(([field, expected]) => {
    if (field === '$or' && Array.isArray(expected)) {
      return expected.some((branch) => matchesPattern(branch as EventPattern, event));
    }
    const actual = isObject(event) ? event[field] : undefined;
    return Array.isArray(expected)
      ? matchesAny(expected, actual)
      : matchesPattern(expected, actual);
  });

/** A field that holds a list matches if one of its values does. */
const matchesAny = (accepted: unknown[], actual: unknown): boolean => {
  const values = Array.isArray(actual) ? (actual as unknown[]) : [actual];
  return accepted.some((filter) =>
    isObject(filter)
      ? matchesFilter(filter, actual, values)
      : values.some((value) => value === filter),
  );
};

const matchesFilter = (filter: Filter, actual: unknown, values: unknown[]): boolean => {
  if ('exists' in filter) return (actual !== undefined) === filter['exists'];
  if ('anything-but' in filter) {
    return actual !== undefined && !values.some((v) => isAmong(filter['anything-but'], v));
  }
  return values.some((value) => matchesValue(filter, value));
};

/** What `anything-but` excludes: a value, a list, or another filter. */
const isAmong = (excluded: unknown, value: unknown): boolean => {
  if (Array.isArray(excluded)) return excluded.includes(value);
  if (!isObject(excluded)) return excluded === value;
  return Object.entries(excluded).some(([operator, operand]) => {
    const operands = Array.isArray(operand) ? (operand as unknown[]) : [operand];
    return operands.some((one) => matchesValue({ [operator]: one }, value));
  });
};

const matchesValue = (filter: Filter, value: unknown): boolean => {
  const [operator, operand] = Object.entries(filter)[0] ?? [''];
  if (operator === 'numeric') {
    return typeof value === 'number' && matchesNumeric(operand as unknown[], value);
  }
  if (typeof value !== 'string') return false;
  switch (operator) {
    case 'prefix':
      return isObject(operand)
        ? value.toLowerCase().startsWith(String(operand['equals-ignore-case']).toLowerCase())
        : value.startsWith(String(operand));
    case 'suffix':
      return isObject(operand)
        ? value.toLowerCase().endsWith(String(operand['equals-ignore-case']).toLowerCase())
        : value.endsWith(String(operand));
    case 'equals-ignore-case':
      return value.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return new RegExp(`^${String(operand).split('*').map(escapeRegExp).join('.*')}$`, 's').test(
        value,
      );
    default:
      return false;
  }
};

/** `[">", 0, "<=", 5]` */
const matchesNumeric = (conditions: unknown[], value: number): boolean =>
  conditions.every((operator, index) => {
    if (index % 2 === 1) return true;
    const bound = Number(conditions[index + 1]);
    switch (operator) {
      case '=':
        return value === bound;
      case '>':
        return value > bound;
      case '>=':
        return value >= bound;
      case '<':
        return value < bound;
      case '<=':
        return value <= bound;
      default:
        return false;
    }
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
