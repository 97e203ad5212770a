import { FLAG } from './flags.ts';

/** Folding: one spelling for texts that mean the same to the parsers that attacks aim at; as `folding.py`. */

/** One symbol for every character outside ASCII; a byte, so that features work on bytes. */
export const NON_ASCII = '\xa4';
const HEX_TOKEN = 'hextoken';

/* eslint-disable no-control-regex -- control characters are what it folds */
const CONTROL = /[\x00-\x08\x0e-\x1f\x7f]+/g;
// A pair of surrogates is one character.
const OUTSIDE_ASCII = /[^\x00-\x7f]/gu;
const BLANKS = /[ \t\x0b\x0c]+/g;
/* eslint-enable no-control-regex */
// Applied after the blanks: a pattern that starts with a run of blanks is quadratic in them.
const LINE_BREAK = / ?[\r\n][ \r\n]*/g;
const MIXED_CASE = /[a-z][A-Z]+[a-z]+[A-Z]/;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const LONG_HEX = /\b(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{16,}\b/g;
const DIGITS = /[0-9]{4,}/g;
const RUN = /(.)\1{8,}/gs;

const HIDING = /['"\\^`]|\/\*|\$\{?ifs/;
const VERSION_COMMENT = /\/\*![0-9]{0,5}(.*?)\*\//gs;
const COMMENT = /\/\*.*?\*\//gs;
const IFS = /\$\{ifs[^}]{0,8}\}|\$ifs(?:\$[0-9])?/g;
const CONCATENATION = /(?<=\w)(['"]) ?(?:\+|\|\||\.)? ?\1(?=\w)/g;
const QUOTE_IN_WORD = /(?<=\w)['"\\^`]+(?=\w)/g;

/** Without spaces and line feeds at both ends. */
const trim = (text: string): string => {
  const isBlank = (at: number) => text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x0a;
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(from)) from += 1;
  while (to > from && isBlank(to - 1)) to -= 1;
  return text.slice(from, to);
};

/** What a text may have to be folded, as bits; digits are hexadecimal digits as well. */
const ODD = 1; // not printable ASCII, or two blanks in a row
const UPPER = 2;
const DIGIT = 4;
const HEX = 8;
const NUMBER = 16; // four digits in a row
const HEX_WORD = 32; // twelve hexadecimal digits in a row: every UUID ends so
const REPEATED = 64; // nine of a character in a row
const KIND = Uint8Array.from({ length: 128 }, (_, code) =>
  [/[^ -~]/, /[A-Z]/, /[0-9]/, /[0-9A-Fa-f]/].reduce(
    (bits, pattern, bit) => bits | (pattern.test(String.fromCharCode(code)) ? 1 << bit : 0),
    0,
  ),
);

/** One look at every character, so that only the steps that have something to do are taken. */
const survey = (text: string): number => {
  let found = 0;
  let digits = 0;
  let hexDigits = 0;
  let repeats = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? KIND[code]! : ODD;
    found |= kind;
    digits = kind & DIGIT ? digits + 1 : 0;
    if (digits === 4) found |= NUMBER;
    hexDigits = kind & HEX ? hexDigits + 1 : 0;
    if (hexDigits === 12) found |= HEX_WORD;
    // Of letters that differ in case alone, folding makes one.
    const lower = code | 0x20;
    repeats = lower === before ? repeats + 1 : 0;
    if (repeats === 8) found |= REPEATED;
    if (repeats > 0 && code === 0x20) found |= ODD;
    before = lower;
  }
  return found;
};

/**
 * The folded text and the flags of what the folding hid.
 *
 * White space becomes one space, a line break stays one (header injection lives there), case goes,
 * long digit runs, hexadecimal and UUIDs become one token each, runs are cut at eight.
 */
export const fold = (written: string): { text: string; flags: number } => {
  const found = survey(written);
  let flags = 0;
  let text = written;
  if (found & ODD) {
    // Before the control characters go: what stood between two halves of a pair keeps them apart.
    const ascii = text.replace(OUTSIDE_ASCII, NON_ASCII);
    text = ascii.replace(CONTROL, '');
    if (text !== ascii) flags |= FLAG.control | (ascii.includes('\0') ? FLAG.null : 0);
  }
  if (found & UPPER && MIXED_CASE.test(text)) flags |= FLAG.mixedCase;
  if (found & ODD) text = text.replace(BLANKS, ' ').replace(LINE_BREAK, '\n');
  text = trim(text).toLowerCase();
  // What went may have joined more than was seen in a row.
  const has = (what: number): boolean => (found & (what | ODD)) !== 0;
  if (has(HEX_WORD) && text.length >= 16) {
    text = text.replace(UUID, HEX_TOKEN).replace(LONG_HEX, HEX_TOKEN);
  }
  if (has(NUMBER)) text = text.replace(DIGITS, '0000');
  if (has(REPEATED)) text = text.replace(RUN, (run) => run.slice(0, 8));
  return { text, flags };
};

/** A folded text without what hides words in it: SQL comments, `${IFS}`, quotes inside words. */
export const stripHiding = (folded: string): string => {
  if (!HIDING.test(folded)) return folded;
  // Behind the last end of a comment no comment can end, and searching there is quadratic.
  const end = folded.lastIndexOf('*/');
  const last = end < 0 ? 0 : end + 2;
  const opened = folded.slice(0, last).replace(VERSION_COMMENT, ' $1 ').replace(COMMENT, ' ');
  const text = (opened + folded.slice(last)).replace(IFS, ' ').replace(CONCATENATION, '');
  return trim(text.replace(QUOTE_IN_WORD, '').replace(BLANKS, ' '));
};
