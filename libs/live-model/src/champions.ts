import { createHash } from 'node:crypto';

import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { championSchema, wafBucketKeys, type Champion } from '@ngwaf/contracts';

/** What is written of the live version, and the tag by which to ask for it anew. */
export interface FoundChampion {
  champion: Champion;
  tag: string | undefined;
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

const addressOf = (artefact: string): { Bucket: string; Key: string } => {
  const { host, pathname } = new URL(artefact);
  return { Bucket: host, Key: decodeURIComponent(pathname.slice(1)) };
};

/** Which version of the WAF's model is live, and the artefacts of versions, in the WAF bucket. */
export const createChampions = (client: S3Client, bucket: string) => {
  const object = { Bucket: bucket, Key: wafBucketKeys.champion };

  /**
   * The live version; `unchanged` while it is what `tag` was given with, `undefined` when none ever
   * was live (for who may list the bucket: to others S3 refuses what is not there).
   *
   * @throws {Error} the object is not what it should be.
   */
  const find = async (tag?: string): Promise<FoundChampion | 'unchanged' | undefined> => {
    try {
      const { Body, ETag } = await client.send(
        new GetObjectCommand({ ...object, ...(tag !== undefined && { IfNoneMatch: tag }) }),
      );
      const text = (await Body?.transformToString()) ?? '';
      return { champion: championSchema.parse(JSON.parse(text)), tag: ETag };
    } catch (error) {
      if (statusOf(error) === 304) return 'unchanged';
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  };

  return {
    find,

    /** The live version alone. */
    current: async (): Promise<Champion | undefined> => {
      const found = await find();
      return found === 'unchanged' ? undefined : found?.champion;
    },

    /** Writes which version is live; at once and whole for whoever reads it from now on. */
    put: async (champion: Champion): Promise<void> => {
      const Body = JSON.stringify(champion);
      await client.send(new PutObjectCommand({ ...object, Body, ContentType: 'application/json' }));
    },

    /**
     * A version's artefact.
     *
     * @throws {Error} it is not the one that was registered.
     */
    fetchArtefact: async ({ version, artefact, sha256 }: Champion): Promise<Uint8Array> => {
      const { Body } = await client.send(new GetObjectCommand(addressOf(artefact)));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      const found = createHash('sha256').update(bytes).digest('hex');
      if (found === sha256) return bytes;
      throw new Error(`artefact of ${version}: expected sha256 ${sha256}, found ${found}`);
    },
  };
};
export type Champions = ReturnType<typeof createChampions>;
