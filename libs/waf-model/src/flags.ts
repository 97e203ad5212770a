/**
 * What decoding and folding hide from the text, and the model is to see all the same.
 *
 * Bits of a text's flags; a text carries the union. Order and values are part of the model.
 */
export const FLAG = {
  doublePercent: 1 << 0,
  entity: 1 << 1,
  escape: 1 << 2,
  overlong: 1 << 3,
  null: 1 << 4,
  control: 1 << 5,
  mixedCase: 1 << 6,
  base64: 1 << 7,
  stripped: 1 << 8,
  // The text is an absolute URL: to another site than the request's, to the same, or, where the
  // request's host is not known, to a host of which nothing is known. See `destination.ts`.
  otherSiteUrl: 1 << 9,
  sameSiteUrl: 1 << 10,
  url: 1 << 11,
  innerHost: 1 << 12,
} as const;

export const FLAG_COUNT = 13;
export const URL_FLAGS = FLAG.otherSiteUrl | FLAG.sameSiteUrl | FLAG.url | FLAG.innerHost;
