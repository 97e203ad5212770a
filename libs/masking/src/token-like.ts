import { isLongHex } from './mask-runs.ts';

const MAX_LENGTH = 4096;
const CHARACTERS = /^[A-Za-z0-9._~+/=:@!#$^?,-]+$/;
/**
 * What these characters can still be part of: comments, paths upwards and from the root, URLs, SQL
 * variables and comparisons, shell variables, operators of NoSQL.
 */
const SUSPICIOUS =
  /--|\.\.|\/\/|@@|^\/|:\/|=[^=]|\$(?:[A-Z_]{2}|(?:ne|eq|gte?|lte?|n?in|or|and|not|regex|where|exists|ifs)(?![a-z]))/;
/** With a slash or a plus, which stands for a blank where there is no other: words of attacks. */
const WORDS =
  /(?:^|[^a-z])(?:or|and|union|select|from|where|insert|update|delete|drop|exec|sleep|etc|passwd|shadow|bin|sh|proc|windows|cmd|php|https?|ftp|file|data|javascript|script)(?![a-z])/;
const BASE64 = /[A-Za-z0-9+/_-]{16,}/g;
const PLAIN_JSON = /^\{[A-Za-z0-9 _.,:@+/"{}[\]-]*\}$/;

/** Share of a decoded text that is printable, from which the model takes it for one. */
const isText = (bytes: Buffer): boolean => {
  let printable = 0;
  for (const byte of bytes) {
    if ((byte >= 0x20 && byte <= 0x7e) || byte === 9 || byte === 10 || byte === 13) printable += 1;
  }
  return bytes.length > 0 && printable >= bytes.length * 0.97;
};

/** The bytes of Base64 without padding, in either alphabet; none where it cannot be Base64. */
export const decodeBase64 = (run: string): Buffer =>
  Buffer.from(run.length % 4 === 1 ? '' : run, 'base64');

/** The texts that a token hides in Base64 or hexadecimal numbers. */
const hiddenTexts = (token: string): string[] => {
  const found: Buffer[] = [];
  for (const [run] of token.matchAll(BASE64)) {
    found.push(decodeBase64(run));
    if (run.length % 2 === 0 && isLongHex(run)) found.push(Buffer.from(run, 'hex'));
  }
  return found.filter(isText).map((bytes) => bytes.toString('latin1'));
};

/** Whether a text is a JSON object without anything that could be an attack: the claims of a token. */
export const isPlainJson = (text: string): boolean =>
  PLAIN_JSON.test(text) && !/--|\.\./.test(text) && hidesNoAttack(text);

/** Whether whatever a text hides is a token itself, or plain JSON. */
export const hidesNoAttack = (text: string): boolean =>
  hiddenTexts(text).every((hidden) => isToken(hidden) || isPlainJson(hidden));

const isToken = (text: string): boolean => {
  if (text.length > MAX_LENGTH || !CHARACTERS.test(text) || SUSPICIOUS.test(text)) return false;
  if (!/[A-Za-z0-9]/.test(text)) return false;
  if (/[+/]/.test(text) && (!isOpaque(text) || WORDS.test(text.toLowerCase()))) return false;
  return hidesNoAttack(text);
};

/**
 * Whether a value is nothing but a token, a password or the like: its characters, percent-decoded
 * once, are those of tokens, and neither they nor what they hide could be an attack.
 *
 * @param isForm `+` is a blank.
 */
export const isTokenLike = (value: string, isForm: boolean): boolean => {
  const plain = isForm ? value.replaceAll('+', ' ') : value;
  return isToken(
    plain.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
  );
};

/** Whether a token is long and mixed enough to be made by a machine. */
export const isOpaque = (token: string): boolean =>
  token.length >= 16 &&
  /[0-9]/.test(token) &&
  ((/[A-Z]/.test(token) && /[a-z]/.test(token)) || /[A-Za-z0-9]{16}/.test(token));
