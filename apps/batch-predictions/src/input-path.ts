import { dataBucketKeys } from '@ngwaf/contracts';
import { InvalidRequestError, describeValue } from '@ngwaf/lambda-kit';

const PREFIX = dataBucketKeys.batchPrefix;

/**
 * Key of the file that `<bucket>/<key>` points to, with or without `s3://` in front.
 *
 * @throws {InvalidRequestError} it is not a file in this bucket below `batch/`.
 */
export const parseInputPath = (path: string, bucket: string): string => {
  const address = path.replace(/^s3:\/\//, '');
  const key = address.slice(bucket.length + 1);
  const isOdd =
    /[\p{Cc}\p{Surrogate}]/u.test(key) ||
    key.split('/').some((segment) => segment === '' || segment === '.' || segment === '..') ||
    Buffer.byteLength(key) > 1024;
  if (!address.startsWith(`${bucket}/${PREFIX}`) || key === PREFIX || isOdd) {
    throw new InvalidRequestError([
      { path: 'body.input', expected: `${bucket}/${PREFIX}<file>`, found: describeValue(path) },
    ]);
  }
  return key;
};
