// jest types its asymmetric matchers as `any`; these are the same, typed.

export const aNumber: unknown = expect.any(Number);

export const textWith = (part: string): unknown => expect.stringContaining(part);

export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);
