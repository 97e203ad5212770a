import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';

import { DataSetNotReadableError } from './errors.ts';
import type { Snapshot } from './snapshot.ts';
import type { ObjectLocation } from './train-file-path.ts';

/** An object as it was when it was opened. */
export interface OpenedObject {
  bytes: number;
  /** Absent where the bucket keeps no versions. */
  versionId: string | undefined;
  content: AsyncIterable<Uint8Array>;
  /** Ends the download; needed unless all of it was read. */
  close: () => void;
}

const addressOf = ({ bucket, key }: ObjectLocation): string => `${bucket}/${key}`;
const nameOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.name : undefined;

/** What a caller is told of S3's errors; others are faults of ours. */
const FOUND_BY_ERROR: Record<string, string> = {
  NoSuchKey: 'none: it does not exist',
  NotFound: 'none: it does not exist',
  AccessDenied: 'one that this service may not read',
  InvalidObjectState: 'one in an archive storage class',
};

/** Data sets in S3, and jobs' copies of them. */
export const createDataSets = (client: S3Client) => ({
  /** @throws {DataSetNotReadableError} */
  open: async (location: ObjectLocation): Promise<OpenedObject> => {
    const address = addressOf(location);
    const command = new GetObjectCommand({ Bucket: location.bucket, Key: location.key });
    try {
      const { Body, ContentLength, VersionId } = await client.send(command);
      if (!Body) throw new DataSetNotReadableError(address, 'an object without content');
      // In Node.js the SDK always answers a stream of Node's.
      const content = Body as Readable;
      return {
        bytes: ContentLength ?? 0,
        versionId: VersionId === 'null' ? undefined : VersionId,
        content,
        close: () => void content.destroy(),
      };
    } catch (cause) {
      const found = FOUND_BY_ERROR[nameOf(cause) ?? ''];
      if (found === undefined) throw cause;
      throw new DataSetNotReadableError(address, found, { cause });
    }
  },

  /** Stores a job's own copy of its data set; one that exists is written again. */
  store: async (to: ObjectLocation, { content, sha256 }: Snapshot): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket: to.bucket,
        Key: to.key,
        Body: content,
        ContentType: 'text/csv; charset=utf-8',
        // S3 refuses what does not arrive as it was written.
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      }),
    );
  },
});
export type DataSets = ReturnType<typeof createDataSets>;
