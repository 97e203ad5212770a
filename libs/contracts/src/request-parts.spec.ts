import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { jsonStrings } from './json-strings.ts';
import { httpRequestSchema, requestParts, type HttpRequest } from './request-parts.ts';
import type { RequestPart } from './scoring.ts';

interface Vector {
  name: string;
  request: HttpRequest;
  parts: RequestPart[];
}

const goldenFile = join(import.meta.dirname, '../golden/request-parts.json');
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Vector[];

describe('requestParts', () => {
  it.each(golden.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    expect(requestParts(vector.request)).toEqual(vector.parts);
  });

  it('never fails and gives texts that every encoding can carry', () => {
    const text = fc.string({ unit: 'binary' });
    const requests = fc.record({
      method: text,
      url: text,
      headers: fc.dictionary(
        fc.constantFrom('Cookie', 'Referer', 'Content-Type', 'X-A'),
        fc.oneof(text, fc.constantFrom('multipart/form-data; boundary=-', 'application/json')),
      ),
      body: fc.oneof(text, fc.json()),
    });

    fc.assert(
      fc.property(requests, (request) => {
        for (const { text: partText } of requestParts(request)) {
          expect(partText).not.toBe('');
          expect(/\p{Surrogate}/u.test(partText)).toBe(false);
        }
      }),
    );
  });

  it('reads a long string without a closing quote in linear time', () => {
    const body = `{"a":"${'\\\\x'.repeat(200_000)}`;

    expect(requestParts({ method: 'POST', url: '/', headers: {}, body })).toHaveLength(2);
  });
});

describe('jsonStrings', () => {
  it('finds every string of what JSON.stringify writes', () => {
    const values = fc.array(fc.string({ unit: 'grapheme' }));

    fc.assert(
      fc.property(values, (strings) => {
        const found = jsonStrings(JSON.stringify(strings, null, 1));

        expect(found?.map(({ text }) => text)).toEqual(strings);
      }),
    );
  });

  it('accepts what JSON.parse accepts', () => {
    fc.assert(fc.property(fc.json(), (text) => expect(jsonStrings(text)).toBeDefined()));
  });
});

describe('httpRequestSchema', () => {
  it('takes a request without headers and body', () => {
    expect(httpRequestSchema.parse({ method: 'GET', url: '/' })).toEqual({
      method: 'GET',
      url: '/',
      headers: {},
    });
  });
});
