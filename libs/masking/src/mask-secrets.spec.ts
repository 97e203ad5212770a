import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

import { maskSecrets } from './mask-secrets.ts';
import { oddText } from './testing/odd-text.ts';

const GOLDEN = join(import.meta.dirname, '../../contracts/golden/masking.json');
const { cases } = JSON.parse(readFileSync(GOLDEN, 'utf8')) as {
  cases: { name: string; text: string; masked: string }[];
};

describe('maskSecrets', () => {
  it.each(cases)('$name', ({ text, masked }) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it('changes nothing that it has masked before', () =>
    fc.assert(
      fc.property(oddText, (text) => {
        const masked = maskSecrets(text);

        expect(maskSecrets(masked)).toBe(masked);
      }),
      { numRuns: 2_000 },
    ));

  it('leaves every character that attacks are made of where it stands', () =>
    fc.assert(
      fc.property(oddText, (text) => {
        const marks = (one: string) => one.replace(/[^'"<>()[\]{};|&`\\*]/g, '');

        // Line breaks within a private key are part of it.
        fc.pre(!text.includes('PRIVATE'));
        expect(marks(maskSecrets(text))).toBe(marks(text));
      }),
      { numRuns: 2_000 },
    ));

  it.each([
    ['marks of tokens', 'eyJaaaa-'],
    ['names', 'a.'],
    ['names with values', 'token=a/'],
    ['blanks', '\ntoken: a        '],
    ['backslashes', '\\'],
    ['percent signs', '%41'],
    ['hexadecimal digits', 'ab01'],
    ['digits', '4 '],
    ['beginnings of elements', '<token '],
    ['beginnings of JSON', '"token":'],
    ['beginnings of keys', '-----BEGIN PRIVATE KEY-----'],
  ])('reads a megabyte of %s', (_name, unit) => {
    const text = unit.repeat(1_000_000 / unit.length);

    expect(maskSecrets(text).length).toBeGreaterThan(0);
  });
});
