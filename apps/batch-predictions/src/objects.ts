import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { InvalidRequestError } from '@ngwaf/lambda-kit';
import type { Readable } from 'node:stream';

const MISSING = new Set(['NoSuchKey', 'NotFound']);
const UNREADABLE = new Set([...MISSING, 'AccessDenied', 'InvalidObjectState']);
const TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonl: 'application/jsonlines',
};

const isNamed = (error: unknown, names: Set<string>): boolean =>
  error instanceof Error && names.has(error.name);

/** Objects of batches in S3. */
export const createObjects = (client: S3Client) => ({
  openInput: async (Bucket: string, Key: string): Promise<AsyncIterable<Uint8Array>> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      // In Node.js the SDK always answers a stream of Node's.
      return Body as Readable;
    } catch (error) {
      if (!isNamed(error, UNREADABLE)) throw error;
      const expected = 'an object that exists';
      throw new InvalidRequestError([
        { path: 'body.input', expected, found: `none at ${Bucket}/${Key}` },
      ]);
    }
  },

  read: async (Bucket: string, Key: string): Promise<string | undefined> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return await Body?.transformToString();
    } catch (error) {
      if (isNamed(error, MISSING)) return undefined;
      throw error;
    }
  },

  write: async (Bucket: string, Key: string, content: string | Buffer): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: content,
        ContentLength: Buffer.byteLength(content),
        ContentType: TYPES[Key.slice(Key.lastIndexOf('.') + 1)],
      }),
    );
  },
});
