import { finish, start, step } from './hashing.ts';

/** The place of an absolute URL as features: the kind and the name of the part that holds it; as `places.py`. */
const NAME_WORDS = 4;
const WORD = /[A-Z]?[a-z]+|[A-Z]+/g;

const hashOf = (salt: number, urlFlags: number, text = ''): number =>
  finish(Buffer.from(text).reduce(step, step(start(salt), urlFlags)));

/**
 * Hashes of where a URL leads: alone, with its part's kind, with each word of its name.
 *
 * The words of a name are its runs of ASCII letters, split before capitals (`imageUrl`), without
 * case; at most the last four, since the end of a JSON path says what a value is. Without flags the
 * text is no URL, and its place says nothing.
 */
export const placeHashes = (urlFlags: number, kind: string, name: string): number[] => {
  if (urlFlags === 0) return [];
  const words = (name.match(WORD) ?? []).slice(-NAME_WORDS);
  const ofWords = words.map((word) => hashOf(42, urlFlags, word.toLowerCase()));
  return [hashOf(40, urlFlags), hashOf(41, urlFlags, kind), ...ofWords];
};
