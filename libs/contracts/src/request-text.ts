import type { RequestPart } from './scoring.ts';

/** One part of a request. */
export const part = (kind: string, name: string, text: string): RequestPart => ({
  kind,
  name,
  text,
});

// eslint-disable-next-line no-control-regex -- all of ASCII
const IS_ASCII = /^[\x00-\x7f]*$/;

/** Lower case of A-Z alone: full lower-casing differs between languages. */
export const lowerAscii = (text: string): string =>
  IS_ASCII.test(text)
    ? text.toLowerCase()
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Without spaces and tabs at both ends: HTTP's optional white space. */
export const trimBlanks = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && ' \t'.includes(text.charAt(start))) start += 1;
  while (end > start && ' \t'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

/** A name that says nothing about intent, e.g. `page` or `user_id`; never a part of its own. */
export const isPlainName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name);

/** A header value of words, numbers and separators: `gzip, br;q=0.8`, `api.example.com:443`. */
export const isPlainValue = (value: string): boolean =>
  /^(?:[A-Za-z0-9 ,;:=*+_-]|\.[A-Za-z0-9])*$/.test(value);
