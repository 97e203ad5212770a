import { maskRuns } from './mask-runs.ts';
import type { Rule } from './rule.ts';
import { isMaybeSecretName, isSecretName } from './secret-names.ts';
import { isOpaque, isTokenLike } from './token-like.ts';

/** JSON web tokens are taken apart elsewhere. */
const JWT = /^eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;
const NAME = '[A-Za-z0-9_.$[\\]-]{1,64}';
const NAME_STARTS = '(?<![A-Za-z0-9_.$[\\]%-])';
const BLANKS = '[ \\t\\r\\n]{0,16}';
const VALUE = '[A-Za-z0-9._~+/:@!#$^?,=%-]+';
const URL_VALUE = '(?:[A-Za-z0-9._~+/:@!$^,-]|%[0-9A-Fa-f]{2})+={0,2}';
const LINE_STARTS = '(?<![^\\n])';
const URL_ENDS = '(?=&|[\\r\\n]|$| HTTP/)';

/** What stands before a value, its name, what stands between them, the value; and what that needs. */
const PLACES: [needs: RegExp, source: string][] = [
  // A header, with or without a scheme before the value.
  [
    /:/,
    `${LINE_STARTS}()(${NAME})([ \\t]*:[ \\t]*(?:[A-Za-z][A-Za-z0-9-]{0,19} )?)(${VALUE})(?=[ \\t]{0,8}(?:\\r?\\n|$))`,
  ],
  // JSON, also as a text within JSON; then with a number.
  [/"/, `(\\\\{0,3}")(${NAME})(\\1${BLANKS}:${BLANKS}\\1)(${VALUE})(?=\\1)`],
  [/"/, `(\\\\{0,3}")(${NAME})(\\1${BLANKS}:${BLANKS})([0-9]{1,32})(?=${BLANKS}[,}\\]])`],
  // GraphQL, JavaScript, attributes of XML.
  [/"/, `${NAME_STARTS}()(${NAME})([ \\t]{0,8}[:=][ \\t]{0,8}\\\\{0,3}")(${VALUE})(?=\\\\{0,3}")`],
  // An element of XML.
  [/<\//, `(<)([A-Za-z0-9_.:-]{1,64})((?: [ -;=?-~]{0,200})?>)(${VALUE})(?=</)`],
  // A part of a multipart form.
  [
    /name="/,
    `(name=")(${NAME})("(?:\\r?\\n[ -~]{1,200}){0,3}\\r?\\n\\r?\\n)(${VALUE})(?=\\r?\\n--|$)`,
  ],
];

/** Queries and forms, where `+` is a blank; then those within a value of another. */
const FORM_PLACES: typeof PLACES = [
  [/=/, `${NAME_STARTS}()(${NAME})(=)(${URL_VALUE})${URL_ENDS}`],
  [/%3[Dd]/, `(%26|%3[Ff])(${NAME})(%3[Dd])([A-Za-z0-9._~-]+)(?=%26|%23|&|[\\r\\n]|$| HTTP/)`],
];

const COOKIES = new RegExp(
  `${LINE_STARTS}((?:[Ss][Ee][Tt]-)?[Cc][Oo][Oo][Kk][Ii][Ee][ \\t]*:)([^\\r\\n]*)`,
  'g',
);
const USER_OF_URL = /(:\/\/[A-Za-z0-9._~%-]{0,64}:)([A-Za-z0-9._~!$^-]{1,128})(?=@)/g;

const isSecret = (name: string, value: string, isForm: boolean): boolean =>
  (isSecretName(name) || (isMaybeSecretName(name) && isOpaque(value))) &&
  isTokenLike(value, isForm) &&
  !JWT.test(value);

const maskPlace =
  (isForm: boolean) =>
  (whole: string, before: string, name: string, between: string, value: string): string =>
    isSecret(name, value, isForm) ? `${before}${name}${between}${maskRuns(value)}` : whole;

const maskCookie = (cookie: string): string => {
  const at = cookie.indexOf('=');
  const [name, value] = [cookie.slice(0, at), cookie.slice(at + 1)];
  let end = value.length;
  while (value[end - 1] === ' ' || value[end - 1] === '\t') end -= 1;
  const token = value.slice(0, end);
  const isOne = at > 0 && (isSecretName(name) || isOpaque(token));
  if (!isOne || !isTokenLike(token, false) || JWT.test(token)) return cookie;
  return `${name}=${maskRuns(token)}${value.slice(end)}`;
};

const maskCookies = (_: string, header: string, cookies: string): string =>
  header + cookies.split(';').map(maskCookie).join(';');

const maskPasswordOfUrl = (whole: string, before: string, password: string): string =>
  isTokenLike(password, false) && !/^[0-9]+$/.test(password) ? before + maskRuns(password) : whole;

const rulesOf = (places: typeof PLACES, isForm: boolean): Rule[] =>
  places.map(([needs, source]) => ({
    needs,
    pattern: new RegExp(source, 'g'),
    mask: maskPlace(isForm),
  }));

/** Values by what they are called and where they stand: headers, cookies, forms, JSON, XML. */
export const NAMED_VALUES: Rule[] = [
  { needs: /:/, pattern: COOKIES, mask: maskCookies },
  ...rulesOf(PLACES, false),
  ...rulesOf(FORM_PLACES, true),
  { needs: /:\/\//, pattern: USER_OF_URL, mask: maskPasswordOfUrl },
];
