import { BUCKETS } from './buckets.ts';
import { WORD_NGRAMS } from './features.ts';
import { finish, start, step } from './hashing.ts';
import { hashOfWord } from './tokens.ts';

const MAX_FEATURES = 3;
/** As `Tokens` cuts a folded text. */
const TOKEN = /[a-z0-9_\xa4]+|[^ ]/g;

/** The weight of the n-gram that these words are. */
const weightOf = (hashes: readonly number[], weights: Float32Array): number => {
  const state = hashes.reduce(
    (sum, hash) => step(sum, hash),
    start(WORD_NGRAMS.salt + hashes.length),
  );
  return weights[finish(state) & (BUCKETS - 1)] ?? 0;
};

/**
 * The stretches of three words and signs that weigh most towards malicious, with all in them; as
 * `explaining.py`.
 *
 * @param text folded.
 * @returns strongest first, at most three; no two overlap or are the same, none weighs nothing.
 */
export const strongestWords = (text: string, weights: Float32Array): string[] => {
  const tokens = text.match(TOKEN) ?? [];
  const hashes = tokens.map(hashOfWord);
  const length = Math.min(tokens.length, Math.max(...WORD_NGRAMS.sizes));
  const stretches = hashes.slice(0, hashes.length - length + 1).map((_, at) => {
    let total = 0;
    for (let size = 1; size <= length; size += 1)
      for (let from = at; from + size <= at + length; from += 1)
        total += weightOf(hashes.slice(from, from + size), weights);
    return { at, total };
  });
  stretches.sort((one, other) => other.total - one.total || one.at - other.at);
  const chosen: number[] = [];
  for (const { at, total } of stretches)
    if (total > 0 && chosen.every((other) => Math.abs(at - other) >= length)) chosen.push(at);
  const words = new Set(chosen.map((at) => tokens.slice(at, at + length).join(' ')));
  return [...words].slice(0, MAX_FEATURES);
};
