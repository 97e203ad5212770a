import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { isNotFound, type S3Files } from '../aws/s3-files.ts';
import { ClientError } from './failures.ts';
import type { Channel } from './request.ts';

/**
 * Downloads a channel's objects into its folder.
 *
 * @throws {ClientError} nothing is there, or the channel asks for what is not done here.
 */
export const downloadChannel = async (
  files: S3Files,
  channel: Channel,
  folder: string,
  signal: AbortSignal,
): Promise<void> => {
  const source = channel.DataSource.S3DataSource;
  if (source?.S3DataType !== 'S3Prefix' || channel.InputMode === 'Pipe') {
    throw new ClientError(
      `Channel ${channel.ChannelName}: the local cloud reads S3Prefix data sources in File mode.`,
    );
  }
  const count = await files.downloadPrefix(source.S3Uri, folder, signal).catch((error: unknown) => {
    if (isNotFound(error)) return 0;
    throw error;
  });
  if (count === 0) {
    throw new ClientError(
      `Data download failed:No S3 objects found under S3 URL "${source.S3Uri}" given in input data source. Please ensure that the bucket exists in the selected region, that objects exist under that S3 prefix, and that the role has "s3:ListBucket" permissions on its bucket.`,
    );
  }
  if (channel.CompressionType === 'Gzip') await decompress(folder);
};

/** Each file is gzip data, and keeps its name. */
const decompress = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    await pipeline(
      createReadStream(file),
      createGunzip(),
      createWriteStream(`${file}.decompressed`),
    );
    await rename(`${file}.decompressed`, file);
  }
};
