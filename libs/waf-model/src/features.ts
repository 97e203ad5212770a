import { BucketSet } from './buckets.ts';
import { addCounts } from './counts.ts';
import { URL_FLAGS } from './flags.ts';
import { finish, start, step } from './hashing.ts';
import { placeHashes } from './places.ts';
import { WINDOW_CHARACTERS, type Text } from './texts.ts';
import { Tokens } from './tokens.ts';

/** Features are those of the Python package under this number; another one has other buckets. */
export const FEATURE_FORMAT = 2;

const CHARACTER_NGRAMS = { sizes: [2, 3, 4], salt: 0 };
export const WORD_NGRAMS = { sizes: [1, 2, 3], salt: 10 };
const SHAPE_NGRAMS = { sizes: [2, 3, 4, 5, 6], salt: 20 };

const START = 0x02;
const END = 0x03;
const MAX_BYTES = WINDOW_CHARACTERS + 2;

/** N-grams of a sequence. */
const addNgrams = (
  set: BucketSet,
  items: Int32Array,
  count: number,
  { sizes, salt }: { sizes: readonly number[]; salt: number },
): void => {
  for (const size of sizes) {
    const fresh = start(salt + size);
    for (let at = 0; at + size <= count; at += 1) {
      let state = fresh;
      for (let offset = 0; offset < size; offset += 1) state = step(state, items[at + offset]!);
      set.add(finish(state));
    }
  }
};

/**
 * Hashed binary features of a text in five blocks: character n-grams, words, shapes, counts, and
 * for absolute URLs the place; as `features.py`. Its buffers serve every text, so that none is allocated.
 */
export class FeatureReader {
  private readonly bytes = new Int32Array(MAX_BYTES);
  private readonly tokens = new Tokens(MAX_BYTES);
  private readonly set = new BucketSet(SHAPE_NGRAMS.sizes.length * MAX_BYTES);

  /**
   * Calls with the distinct buckets of each block in turn; the first `size` of `members` count, and
   * only until the call returns.
   *
   * @param text at most `WINDOW_CHARACTERS` characters, folded.
   */
  read(
    { text, flags, kind, name }: Text,
    block: (members: Int32Array, size: number) => void,
  ): void {
    const { bytes, tokens, set } = this;
    const length = text.length + 2;
    bytes[0] = START;
    for (let at = 0; at < text.length; at += 1) bytes[at + 1] = text.charCodeAt(at);
    bytes[length - 1] = END;
    tokens.read(bytes, length);

    set.clear();
    addNgrams(set, bytes, length, CHARACTER_NGRAMS);
    block(set.members, set.size);
    set.clear();
    addNgrams(set, tokens.words, tokens.count, WORD_NGRAMS);
    block(set.members, set.size);
    set.clear();
    addNgrams(set, tokens.shapes, tokens.count, SHAPE_NGRAMS);
    block(set.members, set.size);
    set.clear();
    addCounts(set, bytes, length, tokens, flags);
    block(set.members, set.size);
    set.clear();
    for (const hash of placeHashes(flags & URL_FLAGS, kind, name)) set.add(hash);
    block(set.members, set.size);
  }
}
