import { isUtf8 } from 'node:buffer';

import { FLAG } from './flags.ts';

/** Decoding layers: what an application may decode, an attacker may have encoded; as `decoding.py`. */
const MAX_ROUNDS = 5;

/** A text under its encodings, and the flags of the layers that were taken off. */
export interface Peeled {
  readonly text: string;
  readonly flags: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  // prettier-ignore
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: ' ',
  tab: '\t',
  newline: '\n',
  colon: ':',
  // prettier-ignore
  semi: ';',
  comma: ',',
  period: '.',
  sol: '/',
  bsol: '\\',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  // prettier-ignore
  rsqb: ']',
  lcub: '{',
  rcub: '}',
  equals: '=',
  num: '#',
  percnt: '%',
  dollar: '$',
  excl: '!',
  // prettier-ignore
  quest: '?',
  grave: '`',
  verbar: '|',
  ast: '*',
  plus: '+',
  lowbar: '_',
  commat: '@',
};
const NAMES = Object.keys(ENTITIES).join('|');

const TRIGGER = /[%&\\\x80-\uffff]|0x/;
const NON_ASCII = /[\x80-\uffff]/;
const PERCENT = /%u[0-9a-fA-F]{4}|(?:%[0-9a-fA-F]{2})+/g;
const ENTITY = new RegExp(`&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,10});?|(${NAMES});?)`, 'gi');
// Exactly four digits after \u: more belong to the text behind it.
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([0-3][0-7]{2}))/g;
// UTF-8 that is longer than it need be, as Latin-1 characters: C0 AE for a full stop. Of its bytes
// only the last two hold anything; up to six bytes, as the first decoders took them.
const OVERLONG =
  /([\xc0\xc1])([\x80-\xbf])|(?:\xe0|\xf0\x80|\xf8\x80\x80|\xfc\x80\x80\x80)([\x80\x81])([\x80-\xbf])/g;
/** What systems without the character write instead: full-width forms, other slashes and dots. */
const WIDE =
  /[\uff01-\uff5e\u2044\u2215\u29f8\uf025\uefc8\u2216\u29f5\ufe68\u2024\ufe52\ufe64\ufe65]/g;
const BEST_FIT: Readonly<Record<string, string>> = {
  ...{ '\u2044': '/', '\u2215': '/', '\u29f8': '/', '\uf025': '/', '\uefc8': '/' },
  ...{ '\u2216': '\\', '\u29f5': '\\', '\ufe68': '\\', '\u2024': '.', '\ufe52': '.' },
  ...{ '\ufe64': '<', '\ufe65': '>' },
};

// How lists of path traversals write dots and slashes for decoders that do not check digits; after
// one percent-decoding, in which %%32%%65 has become %2%e.
const ODD_MARK = new RegExp(
  [
    /(\xc0[.^n\xee\xfe]|0x2[eE](?![0-9a-fA-F]{2})|%2%[eE])/,
    /(\xc0[/\xef]|(?:\xc0|%[bB][gG])%(?:[qQ][fF]|9[vV])|0x2[fF](?![0-9a-fA-F]{2})|%2%[fF])/,
    /\xc0\\|\xc1(?:\x1c|%8[sS]|%[pP][cC])|0x5[cC](?![0-9a-fA-F]{2})|%5%[cC]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const character = (code: number): string =>
  code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '\ufffd';

const unpercent = (run: string): string => {
  if (run.charAt(1) === 'u') return character(parseInt(run.slice(2), 16));
  const one = run.length === 3 ? parseInt(run.slice(1), 16) : 0x80;
  if (one < 0x80) return String.fromCharCode(one);
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
};

const unentity = (_match: string, hexadecimal?: string, decimal?: string, name?: string): string =>
  name === undefined
    ? character(hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16))
    : (ENTITIES[name.toLowerCase()] ?? '');

const unescape = (
  _match: string,
  four?: string,
  braced?: string,
  two?: string,
  octal?: string,
): string =>
  character(octal === undefined ? parseInt(four ?? braced ?? two ?? '', 16) : parseInt(octal, 8));

const narrow = (wide: string): string =>
  BEST_FIT[wide] ?? String.fromCharCode(wide.charCodeAt(0) - 0xfee0);

const shorten = (
  _match: string,
  lead?: string,
  low?: string,
  high?: string,
  last?: string,
): string => {
  const bit = (lead ?? high ?? '').charCodeAt(0) & 1;
  return String.fromCharCode((bit << 6) | ((low ?? last ?? '').charCodeAt(0) & 0x3f));
};

const mark = (_match: string, dot?: string, slash?: string): string =>
  dot !== undefined ? '.' : slash !== undefined ? '/' : '\\';

/**
 * Takes off encodings until nothing changes, at most five rounds.
 *
 * @param isForm `+` is a space (queries and forms).
 */
export const peel = (written: string, isForm = false): Peeled => {
  let text = isForm && written.includes('+') ? written.replaceAll('+', ' ') : written;
  if (!TRIGGER.test(text)) return { text, flags: 0 };
  let flags = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = text;
    if (text.includes('%')) {
      text = text.replace(PERCENT, unpercent);
      if (round > 0 && text !== before) flags |= FLAG.doublePercent;
    }
    if (text.includes('&')) {
      const plain = text.replace(ENTITY, unentity);
      if (plain !== text) flags |= FLAG.entity;
      text = plain;
    }
    if (text.includes('\\')) {
      const plain = text.replace(ESCAPE, unescape);
      if (plain !== text) flags |= FLAG.escape;
      text = plain;
    }
    if (text === before) break;
  }
  const short = NON_ASCII.test(text) ? text.replace(WIDE, narrow).replace(OVERLONG, shorten) : text;
  const plain = short.replace(ODD_MARK, mark);
  if (plain === text) return { text, flags };
  return { text: plain.replace(PERCENT, unpercent), flags: flags | FLAG.overlong };
};
