import { isUtf8 } from 'node:buffer';

import { peel } from './decoding.ts';

/** Texts in Base64, whole or embedded; as in `decoding.py`. */
// With its padding: shorter words decode to something too often.
const MIN_CHARACTERS = 12;
const MAX_DEPTH = 2;
// Random bytes are rarely printable, or UTF-8: below this share, what decodes is no text.
const MIN_PRINTABLE_SHARE = 0.97;

const BASE64 = /[A-Za-z0-9+/_-]{10,}={0,2}/g;
const JAVA_SERIALISED = '\xac\xed\x00\x05';
const UNPRINTABLE = /[^\t\n\r\x20-\x7e]+/g;
const CONTROL = /[^\t\n\r\x20-\x7e\x80-\xff]+/g;

const decode = (token: string): string | undefined => {
  const body = token.replace(/=+$/, '');
  // Words and paths decode to something too; Base64 of text mixes cases or has digits.
  const isLower = /[a-z]/.test(body) && !/[A-Z]/.test(body);
  if (isLower || body.length % 4 === 1) return undefined;
  // Node.js takes both alphabets, mixed as well.
  const data = Buffer.from(body, 'base64');
  const bytes = data.toString('latin1');
  if (bytes.startsWith(JAVA_SERIALISED)) {
    return `java_serialised ${bytes.replace(UNPRINTABLE, ' ')}`;
  }
  const isText = isUtf8(data);
  const shown = bytes.replace(isText ? CONTROL : UNPRINTABLE, '').length;
  const hidden = bytes.length - shown;
  if (hidden > bytes.length * (1 - MIN_PRINTABLE_SHARE)) return undefined;
  return isText ? data.toString('utf8') : bytes;
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
    if (run.length < MIN_CHARACTERS) continue;
    for (const decoded of decodeRun(run)) {
      const inner = peel(decoded).text;
      found.push(inner);
      if (depth > 1) found.push(...base64Texts(inner, depth - 1));
    }
  }
  return found;
};
