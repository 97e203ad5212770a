import { createHash } from 'node:crypto';

import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { PinnedObject } from '@ngwaf/contracts';

/** So many files fit into an execution's input; a data set of more is prepared by Spark by its prefix. */
export const MAX_FILES = 500;

/** Data sets in S3, as the objects that they are made of. */
export const createDataFiles = (client: S3Client) => ({
  /** The newest version of each CSV file below a prefix, in the order of their keys. */
  list: async (bucket: string, prefix: string): Promise<PinnedObject[]> => {
    const files: PinnedObject[] = [];
    let page: Partial<ListObjectVersionsCommandOutput> | undefined;
    do {
      page = await client.send(
        new ListObjectVersionsCommand({
          Bucket: bucket,
          Prefix: prefix,
          KeyMarker: page?.NextKeyMarker,
          VersionIdMarker: page?.NextVersionIdMarker,
        }),
      );
      for (const { Key = '', VersionId, Size = 0, IsLatest } of page.Versions ?? []) {
        if (!IsLatest || !Key.endsWith('.csv') || Size === 0) continue;
        files.push({
          key: Key,
          // So it is called in a bucket that keeps no versions.
          ...(VersionId !== undefined && VersionId !== 'null' && { version_id: VersionId }),
          bytes: Size,
        });
      }
    } while (page.IsTruncated);
    return files;
  },
});

/** Bytes of all files together. */
export const totalBytes = (files: readonly PinnedObject[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Tells data sets apart: the same for the same versions of the same files. */
export const fingerprintOf = (files: readonly PinnedObject[]): string => {
  const hash = createHash('sha256');
  for (const { key, version_id = '', bytes } of files) {
    hash.update(`${key}\t${version_id}\t${bytes}\n`);
  }
  return hash.digest('hex');
};
