import { jobKeyOf, randomSuffix } from '@ngwaf/executions';
import fc from 'fast-check';

import { parseTrainFilePath } from './train-file-path.ts';

const parse = (path: string) => parseTrainFilePath(path, 'train-bucket');

describe('parseTrainFilePath', () => {
  it.each([
    ['train-bucket/data.csv', 'data.csv'],
    ['train-bucket/uploads/2026/data.csv', 'uploads/2026/data.csv'],
    ['s3://train-bucket/uploads/data.csv', 'uploads/data.csv'],
    ['train-bucket/mein datensatz äöü+%20.csv', 'mein datensatz äöü+%20.csv'],
    ['train-bucket/..data..csv', '..data..csv'],
  ])('reads %s', (path, key) => {
    expect(parse(path)).toEqual({ bucket: 'train-bucket', key });
  });

  it.each([
    ['', /without a key/],
    ['train-bucket', /expected a path <bucket>\/<key>, found "train-bucket" without a key/],
    ['train-bucket/', /without a key/],
    ['s3://train-bucket', /without a key/],
    ['other-bucket/data.csv', /expected the bucket train-bucket, found the bucket "other-bucket"/],
    ['/train-bucket/data.csv', /expected the bucket/],
    ['https://train-bucket/data.csv', /expected the bucket/],
    ['S3://train-bucket/data.csv', /expected the bucket/],
    ['train-bucket/../other/data.csv', /plain segments/],
    ['train-bucket/./data.csv', /plain segments/],
    ['train-bucket//data.csv', /plain segments/],
    ['train-bucket/folder/', /plain segments/],
    ['train-bucket/a\u0000b', /plain segments/],
    ['train-bucket/a\ud800b', /valid Unicode/],
    ['train-bucket/a\udc00', /valid Unicode/],
    [`train-bucket/${'x'.repeat(1025)}`, /at most 1024 bytes, found 1025 bytes/],
  ])('refuses %j', (path, message) => {
    expect(() => parse(path)).toThrow(message);
  });

  it('answers or refuses every text as an invalid request', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          expect(parse(`train-bucket/${text}`).key).toBe(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_request' });
        }
      }),
    ));
});

describe('jobKeyOf', () => {
  it('sorts by time and can be read', () => {
    expect(jobKeyOf(new Date('2026-03-01T02:03:04.567Z'), 'abc123')).toBe(
      'job-2026-03-01-02-03-04-abc123',
    );
  });

  it('takes suffixes of six letters and digits', () => {
    const suffixes = Array.from({ length: 1_000 }, randomSuffix);

    expect(suffixes.filter((suffix) => !/^[0-9a-z]{6}$/.test(suffix))).toEqual([]);
    expect(new Set(suffixes).size).toBe(1_000);
  });
});
