import { createHash } from 'node:crypto';

import type { Training } from './schema/operation.ts';

/** What rows of a data set are for. */
export type Split = 'train' | 'validation' | 'test';

/** Makes the split another one than any that the ids themselves were drawn by. */
const SALT = 'ngwaf-split:';

/** A user's place from 0 to 1 (excluded), by a hash of the id. */
export const placeOf = (userId: string): number => {
  const hash = createHash('sha256').update(`${SALT}${userId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
};

/**
 * What a user's rows are for, by a hash of the id: the same for all rows of a user, and the same in
 * every job, so that no version was ever trained on a row that it is compared on.
 */
export const splitOf = (
  userId: string,
  { validationShare, testShare }: Pick<Training, 'validationShare' | 'testShare'>,
): Split => {
  const place = placeOf(userId);
  if (place < testShare) return 'test';
  return place < testShare + validationShare ? 'validation' : 'train';
};
