import { InvalidRequestError, describeValue } from '@ngwaf/lambda-kit';

/** An object in S3. */
export interface ObjectLocation {
  bucket: string;
  key: string;
}

/** S3's limit. */
const MAX_KEY_BYTES = 1024;
const SCHEME = 's3://';
/** Control characters, and halves of surrogate pairs: JSON can spell those, a key cannot hold them. */
const UNWRITABLE = /[\p{Cc}\p{Surrogate}]/u;

/** Keys that S3 takes and that are more likely an attack or a mistake than a file's name. */
const isOdd = (key: string): boolean =>
  UNWRITABLE.test(key) ||
  key.split('/').some((segment) => segment === '' || segment === '.' || segment === '..');

/**
 * Where `<bucket>/<key>` points to, with or without `s3://` in front.
 *
 * @throws {InvalidRequestError} there is no key, the key is odd, or the bucket is another one.
 */
export const parseTrainFilePath = (path: string, trainBucket: string): ObjectLocation => {
  const refuse = (expected: string, found: string) =>
    new InvalidRequestError([{ path: 'body.train_file_path', expected, found }]);

  const withoutScheme = path.startsWith(SCHEME) ? path.slice(SCHEME.length) : path;
  const [bucket = '', ...segments] = withoutScheme.split('/');
  const key = segments.join('/');
  if (key === '') throw refuse('a path <bucket>/<key>', `${describeValue(path)} without a key`);
  if (bucket !== trainBucket) {
    throw refuse(`the bucket ${trainBucket}`, `the bucket ${describeValue(bucket)}`);
  }
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw refuse(`a key of at most ${MAX_KEY_BYTES} bytes`, `${Buffer.byteLength(key)} bytes`);
  }
  if (isOdd(key)) {
    const expected =
      'a key of plain segments in valid Unicode, without control characters, "." or ".."';
    throw refuse(expected, describeValue(key));
  }
  return { bucket, key };
};
