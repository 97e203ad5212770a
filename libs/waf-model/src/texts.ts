import type { RequestPart } from '@ngwaf/contracts';

import { base64Texts } from './base64.ts';
import { peel } from './decoding.ts';
import { siteOf, urlFlags } from './destination.ts';
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
  /** Kind and name of its part where it is an absolute URL, else empty: they decide what it means. */
  readonly kind: string;
  readonly name: string;
}

const isBareQuery = (part: RequestPart): boolean =>
  part.kind === 'text' && part.text.includes('=') && !part.text.includes(' ');

const spellings = (peeled: string, flags: number): Text[] => {
  const folded = fold(peeled);
  const whole = { text: folded.text, flags: flags | folded.flags, kind: '', name: '' };
  const stripped = stripHiding(folded.text);
  if (stripped === folded.text) return [whole];
  return [whole, { ...whole, text: stripped, flags: whole.flags | FLAG.stripped }];
};

const placed = (text: Text, { kind, name }: RequestPart, site: string): Text => {
  // A path and the request's own host are no destinations.
  if (kind === 'path' || (kind === 'header' && name === 'host')) return text;
  const flags = urlFlags(text.text, site);
  return flags === 0 ? text : { text: text.text, flags: text.flags | flags, kind, name };
};

const addWindows = (texts: Text[], text: Text): void => {
  const { length } = text.text;
  if (length <= WINDOW_CHARACTERS) {
    if (length > 0) texts.push(text);
    return;
  }
  for (let at = 0; at < length - WINDOW_CHARACTERS + WINDOW_STEP; at += WINDOW_STEP) {
    texts.push({ ...text, text: text.text.slice(at, at + WINDOW_CHARACTERS) });
  }
};

/** Texts of one part have one kind and name, so that text and flags tell them apart. */
const withoutRepetition = (texts: Text[]): Text[] => [
  ...new Map(texts.map((one) => [`${one.flags} ${one.text}`, one])).values(),
];

/**
 * The texts of a part, without repetition; none where the part is one plain word or number.
 *
 * A bare payload is scored whatever it is: there it is all there is.
 *
 * @param site of the request (see `siteOf`), empty where it is not known.
 */
export const partTexts = (part: RequestPart, site = ''): Text[] => {
  if (part.kind !== 'text' && PLAIN.test(part.text)) return [];
  const { text, flags } = peel(part.text, FORM_KINDS.has(part.kind) || isBareQuery(part));
  const variants = spellings(text, flags);
  for (const hidden of base64Texts(text)) variants.push(...spellings(hidden, flags | FLAG.base64));
  const texts: Text[] = [];
  for (const variant of variants) addWindows(texts, placed(variant, part, site));
  return texts.length > 1 ? withoutRepetition(texts) : texts;
};

/** The texts of each part of one request. */
export const partsTexts = (parts: readonly RequestPart[]): Text[][] => {
  const site = siteOf(parts);
  return parts.map((part) => partTexts(part, site));
};
