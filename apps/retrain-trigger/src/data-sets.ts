import { CopyObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';

import { DataSetChangedError, DataSetNotReadableError } from './errors.ts';
import type { ObjectLocation } from './train-file-path.ts';

/** An object as it was when it was opened. */
export interface OpenedObject {
  bytes: number;
  /** Absent where the bucket keeps no versions. */
  versionId: string | undefined;
  etag: string | undefined;
  content: AsyncIterable<Uint8Array>;
  /** Ends the download; needed unless all of it was read. */
  close: () => void;
}

/** Which state of an object to copy. */
export interface ObjectState {
  versionId?: string | undefined;
  etag?: string | undefined;
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

/** Data sets in S3: read them, copy them. */
export const createDataSets = (client: S3Client) => ({
  /** @throws {DataSetNotReadableError} */
  open: async (location: ObjectLocation): Promise<OpenedObject> => {
    const address = addressOf(location);
    const command = new GetObjectCommand({ Bucket: location.bucket, Key: location.key });
    try {
      const { Body, ContentLength, VersionId, ETag } = await client.send(command);
      if (!Body) throw new DataSetNotReadableError(address, 'an object without content');
      // In Node.js the SDK always answers a stream of Node's.
      const content = Body as Readable;
      return {
        bytes: ContentLength ?? 0,
        versionId: VersionId === 'null' ? undefined : VersionId,
        etag: ETag,
        content,
        close: () => void content.destroy(),
      };
    } catch (cause) {
      const found = FOUND_BY_ERROR[nameOf(cause) ?? ''];
      if (found === undefined) throw cause;
      throw new DataSetNotReadableError(address, found, { cause });
    }
  },

  /**
   * Copies one state of an object within S3; a copy that exists is written again.
   *
   * @throws {DataSetChangedError} the object is in this state no more.
   */
  copy: async (from: ObjectLocation, state: ObjectState, to: ObjectLocation): Promise<void> => {
    const source = addressOf(from).split('/').map(encodeURIComponent).join('/');
    const version =
      state.versionId === undefined ? '' : `?versionId=${encodeURIComponent(state.versionId)}`;
    try {
      await client.send(
        new CopyObjectCommand({
          CopySource: `${source}${version}`,
          CopySourceIfMatch: state.etag,
          Bucket: to.bucket,
          Key: to.key,
          // Tags and metadata of the caller's stay behind: copying tags needs further permissions.
          TaggingDirective: 'REPLACE',
          MetadataDirective: 'REPLACE',
          ContentType: 'text/csv; charset=utf-8',
        }),
      );
    } catch (cause) {
      const isGone = ['PreconditionFailed', 'NoSuchKey', 'NoSuchVersion', 'NotFound'].includes(
        nameOf(cause) ?? '',
      );
      throw isGone ? new DataSetChangedError(addressOf(from), { cause }) : cause;
    }
  },
});
export type DataSets = ReturnType<typeof createDataSets>;
