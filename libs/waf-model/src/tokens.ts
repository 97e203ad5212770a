import { finish, start, step } from './hashing.ts';
import { GROUPS } from './vocabulary.ts';

/** Words of a text as hashes, and their shapes; as `tokens.py`. */
const MAX_WORD_BYTES = 24;
const WORD_SALT = start(0);
const ANY_WORD = 1;
const ANY_NUMBER = 2;

const OTHER = 0;
const WORD = 1;
const MARK = 2;
const isWordByte = (byte: number): boolean => /[a-z0-9_\xa4]/.test(String.fromCharCode(byte));
const isBlankByte = (byte: number): boolean => byte === 0x02 || byte === 0x03 || byte === 0x20;
/** What a byte is; start and end of the text are blanks. */
const KIND = Uint8Array.from({ length: 256 }, (_, byte) =>
  isWordByte(byte) ? WORD : isBlankByte(byte) ? OTHER : MARK,
);

/** Vocabulary groups (bit set) by the hash of a word: open addressing, a quarter full. */
const SLOTS = 4096;
const hashes = new Int32Array(SLOTS);
const groupBits = new Int32Array(SLOTS);

const slotOf = (hash: number): number => {
  let slot = hash & (SLOTS - 1);
  while (groupBits[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
  return slot;
};

/** The hash of a word, or of a sign. */
export const hashOfWord = (word: string): number => {
  let state = WORD_SALT;
  const length = Math.min(word.length, MAX_WORD_BYTES);
  for (let at = 0; at < length; at += 1) state = step(state, word.charCodeAt(at));
  return finish(state);
};

Object.values(GROUPS).forEach((words, bit) => {
  for (const word of words.trim().split(/\s+/)) {
    const hash = hashOfWord(word);
    const slot = slotOf(hash);
    hashes[slot] = hash;
    groupBits[slot]! |= 1 << bit;
  }
});

/** Words and punctuation marks of one text in order; a mark is a token of one byte. Filled anew for each text. */
export class Tokens {
  count = 0;
  wordCount = 0;
  longest = 0;
  readonly words: Int32Array;
  readonly shapes: Int32Array;
  /** How many words each vocabulary group holds. */
  readonly perGroup = new Uint16Array(Object.keys(GROUPS).length);

  /** @param capacity bytes of the longest text. */
  constructor(capacity: number) {
    this.words = new Int32Array(capacity);
    this.shapes = new Int32Array(capacity);
  }

  /** Reads a text of `length` bytes, which stands between a start and an end byte. */
  read(bytes: Int32Array, length: number): void {
    this.count = this.wordCount = this.longest = 0;
    this.perGroup.fill(0);
    let at = 0;
    while (at < length) {
      const kind = KIND[bytes[at]!];
      if (kind === WORD) at = this.readWord(bytes, at);
      else {
        if (kind === MARK) this.add(finish(step(WORD_SALT, bytes[at]!)), 1);
        at += 1;
      }
    }
  }

  private readWord(bytes: Int32Array, from: number): number {
    let state = WORD_SALT;
    let isNumber = true;
    let at = from;
    // Ends at the latest at the byte behind the text.
    for (; KIND[bytes[at]!] === WORD; at += 1) {
      const byte = bytes[at]!;
      if (at - from < MAX_WORD_BYTES) state = step(state, byte);
      if (byte < 0x30 || byte > 0x39) isNumber = false;
    }
    this.wordCount += 1;
    this.add(finish(state), at - from);
    const groups = groupBits[slotOf(this.words[this.count - 1]!)]!;
    if (isNumber) this.shapes[this.count - 1] = ANY_NUMBER;
    else if (groups === 0) this.shapes[this.count - 1] = ANY_WORD;
    for (let rest = groups; rest !== 0; rest &= rest - 1)
      this.perGroup[31 - Math.clz32(rest & -rest)]! += 1;
    return at;
  }

  private add(hash: number, length: number): void {
    this.words[this.count] = hash;
    this.shapes[this.count] = hash;
    this.count += 1;
    if (length > this.longest) this.longest = length;
  }
}
