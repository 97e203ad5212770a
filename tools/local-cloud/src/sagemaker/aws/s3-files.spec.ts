import { parseS3Url, pathBelowPrefix } from './s3-files.ts';

describe('parseS3Url', () => {
  it.each([
    ['s3://bucket/a/b.csv', { bucket: 'bucket', key: 'a/b.csv' }],
    ['s3://bucket', { bucket: 'bucket', key: '' }],
  ])('takes %s apart', (url, expected) => {
    expect(parseS3Url(url)).toEqual(expected);
  });

  it('says what it expected', () => {
    expect(() => parseS3Url('bucket/key')).toThrow('Expected s3://<bucket>/<key>, got bucket/key');
  });
});

describe('pathBelowPrefix', () => {
  it.each([
    ['an object below a folder', 'a/b/c/d.csv', 'a/b', 'c/d.csv'],
    ['an object below a folder with its slash', 'a/b/c.csv', 'a/b/', 'c.csv'],
    ['the object itself', 'a/b.csv', 'a/b.csv', 'b.csv'],
    ['an object whose name begins like this', 'a/b-1.csv', 'a/b', 'b-1.csv'],
    ['an object of the whole bucket', 'a/b.csv', '', 'a/b.csv'],
  ])('places %s', (_, key, prefix, expected) => {
    expect(pathBelowPrefix(key, prefix)).toBe(expected);
  });
});
