import { peel } from './decoding.ts';

/** Texts in Base64, whole or embedded; as in `decoding.py`. */
const MIN_CHARACTERS = 12;
const MAX_DEPTH = 2;
// Random bytes are rarely printable: below this share, what decodes is no text.
const MIN_PRINTABLE_SHARE = 0.97;

const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
const JAVA_SERIALISED = '\xac\xed\x00\x05';
const UNPRINTABLE = /[^\t\n\r\x20-\x7e]+/g;

const decode = (token: string): string | undefined => {
  const body = token.replace(/=+$/, '');
  // Words and paths decode to something too; Base64 of text mixes cases or has digits.
  const isLower = /[a-z]/.test(body) && !/[A-Z]/.test(body);
  if (isLower || body.length % 4 === 1) return undefined;
  // Node.js takes both alphabets, mixed as well.
  const text = Buffer.from(body, 'base64').toString('latin1');
  if (text.startsWith(JAVA_SERIALISED)) return `java_serialised ${text.replace(UNPRINTABLE, ' ')}`;
  const hidden = text.length - text.replace(UNPRINTABLE, '').length;
  return hidden <= text.length * (1 - MIN_PRINTABLE_SHARE) ? text : undefined;
};

/** A run decoded as a whole; else what decodes between slashes, which paths have, too. */
const decodeRun = (run: string): string[] => {
  const decoded = decode(run);
  if (decoded !== undefined) return [decoded];
  if (!run.includes('/')) return [];
  return run
    .split('/')
    .filter((segment) => segment.length >= MIN_CHARACTERS)
    .flatMap((segment) => decode(segment) ?? []);
};

/** Texts that stand in Base64 in a text, decoded; those inside them as well. */
export const base64Texts = (text: string, depth = MAX_DEPTH): string[] => {
  if (text.length < MIN_CHARACTERS) return [];
  const found: string[] = [];
  for (const [run] of text.matchAll(BASE64)) {
    for (const decoded of decodeRun(run)) {
      const inner = peel(decoded).text;
      found.push(inner);
      if (depth > 1) found.push(...base64Texts(inner, depth - 1));
    }
  }
  return found;
};
