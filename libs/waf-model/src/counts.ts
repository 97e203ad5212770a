import type { BucketSet } from './buckets.ts';
import { FLAG_COUNT } from './flags.ts';
import { finish, start, step } from './hashing.ts';
import type { Tokens } from './tokens.ts';

/** Counts of a text as features: how many of what, in logarithmic or linear levels; as `counts.py`. */
const MAX_LEVEL = 8;
const LEVELS = 16;

// What is counted: bytes by their value, then these.
const GROUP = 256;
const FLAG = 300;
const SHARE = 320;
const LENGTH = 330;
const KINDS = 340;

const SALT = start(30);
const HASHES = Int32Array.from({ length: KINDS * LEVELS }, (_, index) =>
  finish(step(step(SALT, Math.floor(index / LEVELS)), index % LEVELS)),
);

const bytesLike = (pattern: RegExp): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => Number(pattern.test(String.fromCharCode(byte))));

/** Which of the four shares a byte counts for: one more than its number, 0 for none. */
const SHARE_OF = [/[0-9]/, /[a-z]/, /\xa4/, /[!-/:-@[-`{-~]/]
  .map(bytesLike)
  .reduce((all, one, share) => all.map((before, byte) => (one[byte] ? share + 1 : before)));
/** Bytes that are counted one by one: special characters, line break, space. */
const COUNTED = [...bytesLike(/[!-/:-@[-`{-~\n ]/).entries()].flatMap(([byte, is]) =>
  is ? [byte] : [],
);

/** 1 for one, 2 for two and three, 3 for four to seven, …; exact in every language. */
const logarithmic = (count: number): number => Math.min(MAX_LEVEL, 32 - Math.clz32(count));

const perByte = new Uint16Array(256);
const shares = new Uint16Array(5);

/** Adds the counts of a text to a set; its bytes stand between a start and an end byte. */
export const addCounts = (
  set: BucketSet,
  bytes: Int32Array,
  length: number,
  tokens: Tokens,
  flags: number,
): void => {
  const add = (what: number, level: number): void => {
    if (level > 0) set.add(HASHES[what * LEVELS + level]!);
  };
  perByte.fill(0);
  shares.fill(0);
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at]!;
    perByte[byte]! += 1;
    shares[SHARE_OF[byte]!]! += 1;
  }
  const size = length - 2;
  for (const byte of COUNTED) add(byte, logarithmic(perByte[byte]!));
  tokens.perGroup.forEach((count, group) => add(GROUP + group, logarithmic(count)));
  for (let bit = 0; bit < FLAG_COUNT; bit += 1) add(FLAG + bit, (flags >> bit) & 1);
  for (let share = 0; share < 4; share += 1) {
    add(SHARE + share, 1 + Math.floor((8 * shares[share + 1]!) / Math.max(size, 1)));
  }
  add(LENGTH, logarithmic(size));
  add(LENGTH + 1, logarithmic(tokens.longest));
  add(LENGTH + 2, logarithmic(tokens.wordCount));
};
