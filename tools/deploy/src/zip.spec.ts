import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { deterministicZip, sha256 } from './zip.ts';

const files = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}\.cjs$/),
  fc.uint8Array({ maxLength: 200 }),
  { minKeys: 1, maxKeys: 5, noNullPrototype: true },
);

describe('deterministicZip', () => {
  it('gives back every file that was put in', () => {
    fc.assert(
      fc.property(files, (content) => {
        expect(unzipSync(deterministicZip(content))).toEqual(content);
      }),
    );
  });

  it('makes the same bytes of the same files in any order', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')];

    expect(deterministicZip({ 'b.cjs': b, 'a.cjs': a })).toEqual(
      deterministicZip({ 'a.cjs': a, 'b.cjs': b }),
    );
  });

  it('makes the same bytes on every machine', () => {
    // Changes with the compressor alone; what is deployed already is then uploaded once more.
    expect(sha256(deterministicZip({ 'main.cjs': Buffer.from('exports.handler = 1;') })).hex).toBe(
      '0c9d57151b843d4e34cca4c20ae74b720ab1218c46fb4f8373ed202a10719a9e',
    );
  });
});

describe('sha256', () => {
  it('is spelt as S3 keys and as Lambda spell it', () => {
    expect(sha256(new Uint8Array())).toEqual({
      hex: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      base64: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    });
  });
});
