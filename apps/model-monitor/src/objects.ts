import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';

export interface ListedObject {
  key: string;
  modifiedAt: Date;
}

/** Objects of S3 as the monitor reads them. */
export const createObjects = (s3: S3Client) => ({
  /**
   * The text of an object; `undefined` when there is none.
   *
   * @param lastBytes only the end of it.
   */
  read: async (Bucket: string, Key: string, lastBytes?: number): Promise<string | undefined> => {
    const Range = lastBytes === undefined ? {} : { Range: `bytes=-${lastBytes}` };
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...Range }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      // Of an empty object there is no end.
      if (error instanceof S3ServiceException && error.name === 'InvalidRange') return '';
      throw error;
    }
  },

  /** What lies below a prefix, in the order of keys, a page of a thousand at a time. */
  async *pages(Bucket: string, Prefix: string): AsyncGenerator<ListedObject[]> {
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          ...{ Bucket, Prefix },
          ...(ContinuationToken !== undefined && { ContinuationToken }),
        }),
      );
      yield (page.Contents ?? []).flatMap(({ Key, LastModified }) =>
        Key === undefined ? [] : [{ key: Key, modifiedAt: LastModified ?? new Date(0) }],
      );
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  },
});
export type Objects = ReturnType<typeof createObjects>;
