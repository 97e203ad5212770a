import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dataBucketKeys } from '@ngwaf/contracts';
import { InvalidRequestError, describeValue } from '@ngwaf/lambda-kit';

const FILES_PREFIX = dataBucketKeys.labellingPrefix;
const MAX_BYTES = 10 * 1024 * 1024;

const refuse = (expected: string, found: string, cause?: unknown): InvalidRequestError => {
  const error = new InvalidRequestError([{ path: 'body.file', expected, found }]);
  if (cause !== undefined) error.cause = cause;
  return error;
};

const UNREADABLE = new Set(['NoSuchKey', 'NotFound', 'AccessDenied', 'InvalidObjectState']);

/**
 * The file that `<bucket>/<key>` points to, with or without `s3://` in front.
 *
 * @throws {InvalidRequestError} it is not in this bucket below `labelling/`, absent or too large.
 */
export const readDataFile = async (
  s3: S3Client,
  bucket: string,
  path: string,
): Promise<{ key: string; bytes: Uint8Array }> => {
  const expected = `${bucket}/${FILES_PREFIX}<file>`;
  const address = path.replace(/^s3:\/\//, '');
  const key = address.slice(bucket.length + 1);
  const isOdd = /[\p{Cc}\p{Surrogate}]/u.test(key) || key.split('/').includes('..');
  if (!address.startsWith(`${bucket}/${FILES_PREFIX}`) || isOdd) {
    throw refuse(expected, describeValue(path));
  }
  try {
    const { Body, ContentLength = 0 } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
    );
    if (ContentLength > MAX_BYTES) {
      throw refuse(`a file of at most ${MAX_BYTES} bytes`, `${ContentLength} bytes`);
    }
    return { key, bytes: (await Body?.transformToByteArray()) ?? new Uint8Array() };
  } catch (error) {
    if (!(error instanceof Error) || !UNREADABLE.has(error.name)) throw error;
    throw refuse('an object that exists', `none at ${path}`, error);
  }
};

/** Writes an object of lines of JSON; resolves with its address. */
export const writeLines = async (
  s3: S3Client,
  bucket: string,
  key: string,
  text: string,
): Promise<string> => {
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: text,
      ContentLength: Buffer.byteLength(text),
      ContentType: 'application/jsonlines',
    }),
  );
  return `s3://${bucket}/${key}`;
};
