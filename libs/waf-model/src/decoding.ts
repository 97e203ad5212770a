import { isUtf8 } from 'node:buffer';

import { FLAG } from './flags.ts';
import { asUsual } from './unusual.ts';

/** Decoding layers: what an application may decode, an attacker may have encoded; as `decoding.py`. */
const MAX_ROUNDS = 5;

/** A text under its encodings, and the flags of the layers that were taken off. */
export interface Peeled {
  readonly text: string;
  readonly flags: number;
}

// prettier-ignore
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: ' ', tab: '\t', newline: '\n', colon: ':',
  semi: ';', comma: ',', period: '.', sol: '/', bsol: '\\', lpar: '(', rpar: ')', lsqb: '[',
  rsqb: ']', lcub: '{', rcub: '}', equals: '=', num: '#', percnt: '%', dollar: '$', excl: '!',
  quest: '?', grave: '`', verbar: '|', ast: '*', plus: '+', lowbar: '_', commat: '@',
};
const NAMES = Object.keys(ENTITIES).join('|');

const TRIGGER = /[%&\\\x80-\uffff]|0x/;
const PERCENT = /%u[0-9a-fA-F]{4}|(?:%[0-9a-fA-F]{2})+/g;
const ENTITY = new RegExp(`&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,10});?|(${NAMES});?)`, 'gi');
// Exactly four digits after \u: more belong to the text behind it.
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([0-3][0-7]{2}))/g;

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
  const plain = asUsual(text);
  if (plain === text) return { text, flags };
  return { text: plain.replace(PERCENT, unpercent), flags: flags | FLAG.overlong };
};
