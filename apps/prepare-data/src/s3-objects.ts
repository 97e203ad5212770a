import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

import type { Sink } from './prepared-rows.ts';

/** S3 takes parts from 5 MB on, and ten thousand of them. */
const PART_BYTES = 8 * 1024 * 1024;

/** The content of an object, of a certain version where there is one; `undefined`: it is not there. */
export const openObject = async (
  client: S3Client,
  bucket: string,
  key: string,
  versionId?: string,
): Promise<AsyncIterable<Uint8Array> | undefined> => {
  try {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
    );
    // In Node.js the SDK always answers a stream of Node's.
    return Body as AsyncIterable<Uint8Array> | undefined;
  } catch (error) {
    if (error instanceof Error && ['NoSuchKey', 'NoSuchVersion'].includes(error.name)) {
      return undefined;
    }
    throw error;
  }
};

/** An object written in pieces: in one request if it is small, else in parts of 8 MB. */
export const createS3Sink = (client: S3Client, bucket: string, key: string): Sink => {
  const target = { Bucket: bucket, Key: key };
  let pieces: string[] = [];
  let bytes = 0;
  let uploadId: string | undefined;
  const parts: { ETag: string | undefined; PartNumber: number }[] = [];

  const uploadPart = async (): Promise<void> => {
    const Body = Buffer.from(pieces.join(''));
    pieces = [];
    bytes = 0;
    uploadId ??= (await client.send(new CreateMultipartUploadCommand(target))).UploadId;
    const PartNumber = parts.length + 1;
    const { ETag } = await client.send(
      new UploadPartCommand({ ...target, UploadId: uploadId, PartNumber, Body }),
    );
    parts.push({ ETag, PartNumber });
  };

  return {
    write: async (text) => {
      pieces.push(text);
      bytes += Buffer.byteLength(text);
      if (bytes >= PART_BYTES) await uploadPart();
    },
    close: async () => {
      if (uploadId === undefined) {
        await client.send(new PutObjectCommand({ ...target, Body: pieces.join('') }));
        return;
      }
      if (pieces.length > 0) await uploadPart();
      await client.send(
        new CompleteMultipartUploadCommand({
          ...target,
          UploadId: uploadId,
          MultipartUpload: { Parts: parts },
        }),
      );
    },
  };
};
