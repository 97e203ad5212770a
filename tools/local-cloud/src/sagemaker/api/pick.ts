/** The named members of an object, those that are `undefined` left out. */
export const pick = (object: object, members: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object).filter(([key, value]) => members.includes(key) && value !== undefined),
  );
