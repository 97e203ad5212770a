import { batchesOf, linesOf } from './batches.ts';

const bodies = (records: string[], isSingle: boolean, maxBytes: number) =>
  batchesOf(records, { isSingle, maxBytes }).map(({ body }) => body);

describe('batchesOf', () => {
  it.each([
    ['as many as fit, line breaks counted', ['aa', 'bb', 'cc'], false, 5, ['aa\nbb', 'cc']],
    ['a record that just fits', ['aaaaa', 'b'], false, 5, ['aaaaa', 'b']],
    ['each alone', ['a', 'b'], true, 5, ['a', 'b']],
    ['bytes and not characters', ['ää', 'b'], false, 5, ['ää', 'b']],
    ['nothing', [], false, 5, []],
  ])('puts together %s', (_, records, isSingle, maxBytes, expected) => {
    expect(bodies(records, isSingle, maxBytes)).toEqual(expected);
  });

  it('refuses a record that fits into no request', () => {
    expect(() => bodies(['ok', 'too long'], false, 5)).toThrow(
      'Too much data for max payload size: record 2 has 8 bytes, MaxPayloadInMB allows 5.',
    );
  });
});

it('linesOf leaves out what is empty', () => {
  expect(linesOf('a\r\n\nb\n')).toEqual(['a', 'b']);
});
