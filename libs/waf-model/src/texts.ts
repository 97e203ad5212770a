import type { RequestPart } from '@ngwaf/contracts';

import { base64Texts } from './base64.ts';
import { peel } from './decoding.ts';
import { FLAG } from './flags.ts';
import { fold, stripHiding } from './folding.ts';

/** An attack inside a long text would be a small share of it: long texts are seen in windows. */
export const WINDOW_CHARACTERS = 512;
const WINDOW_STEP = 384;

const FORM_KINDS = new Set(['query', 'query_name', 'form', 'form_name', 'referer']);
const PLAIN = /^(?:[A-Za-z]{0,32}|[0-9.]{0,32}|[A-Za-z0-9]{0,12})$/;

/** A folded text with the flags of what was taken off it; the unit that is scored. */
export interface Text {
  readonly text: string;
  readonly flags: number;
}

const isBareQuery = (part: RequestPart): boolean =>
  part.kind === 'text' && part.text.includes('=') && !part.text.includes(' ');

const addWindows = (texts: Text[], text: string, flags: number): void => {
  if (text.length <= WINDOW_CHARACTERS) {
    if (text !== '') texts.push({ text, flags });
    return;
  }
  for (let at = 0; at < text.length - WINDOW_CHARACTERS + WINDOW_STEP; at += WINDOW_STEP) {
    texts.push({ text: text.slice(at, at + WINDOW_CHARACTERS), flags });
  }
};

const addSpellings = (texts: Text[], peeled: string, flags: number): void => {
  const folded = fold(peeled);
  const all = flags | folded.flags;
  addWindows(texts, folded.text, all);
  const stripped = stripHiding(folded.text);
  if (stripped !== folded.text) addWindows(texts, stripped, all | FLAG.stripped);
};

const withoutRepetition = (texts: Text[]): Text[] => [
  ...new Map(texts.map((one) => [`${one.flags} ${one.text}`, one])).values(),
];

/**
 * The texts of a part, without repetition; none where the part is one plain word or number.
 *
 * A bare payload is scored whatever it is: there it is all there is.
 */
export const partTexts = (part: RequestPart): Text[] => {
  if (part.kind !== 'text' && PLAIN.test(part.text)) return [];
  const { text, flags } = peel(part.text, FORM_KINDS.has(part.kind) || isBareQuery(part));
  const texts: Text[] = [];
  addSpellings(texts, text, flags);
  for (const hidden of base64Texts(text)) addSpellings(texts, hidden, flags | FLAG.base64);
  return texts.length > 1 ? withoutRepetition(texts) : texts;
};
