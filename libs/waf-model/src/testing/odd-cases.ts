import fc from 'fast-check';

import type { Case } from './answers.ts';
import { ATTACKS, CHARACTERS, ENCODINGS } from './spellings.ts';

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
