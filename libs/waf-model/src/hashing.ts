/**
 * The 32-bit hash of features: FNV-1a steps and MurmurHash3's finish, as in `hashing.py`.
 *
 * States are 32-bit integers, signed as JavaScript's are; which sign changes no bit.
 */
// Named once: where a test's globals are looked up slowly, this is the hottest of them.
const { imul } = Math;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** One FNV-1a step: the state takes in a value (a byte, or a hash of 32 bits). */
export const step = (state: number, value: number): number => imul(state ^ value, FNV_PRIME);

/** A fresh state; `salt` keeps the hashes of different kinds of features apart. */
export const start = (salt: number): number => step(FNV_OFFSET, salt);

/** The final mix: every bit of the state reaches the low bits that become the index. */
export const finish = (state: number): number => {
  let mixed = imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};
