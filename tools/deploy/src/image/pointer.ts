import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { artefactBucketKeys, type ImageName } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { replaceObject } from '../replace-object.ts';

/** More than the repository keeps are not worth remembering. */
const PREVIOUS_KEPT = 9;

const pointerSchema = z.object({
  digest: z.string(),
  tag: z.string(),
  /** Tags of those that were current before, the last first. */
  previous: z.array(z.string()),
});

/** The current release of an image, in the artefact bucket. */
export type ImagePointer = z.infer<typeof pointerSchema>;

/** The pointer, and what it takes to replace exactly it. */
export interface StoredPointer extends ImagePointer {
  etag: string | undefined;
}

/** Where an image's pointer lies. */
export interface PointerStore {
  s3: S3Client;
  bucket: string;
  image: ImageName;
}

/** What is current; undefined before the first deployment. */
export const readPointer = async (store: PointerStore): Promise<StoredPointer | undefined> => {
  try {
    const { Body, ETag } = await store.s3.send(
      new GetObjectCommand({
        Bucket: store.bucket,
        Key: artefactBucketKeys.currentImage(store.image),
      }),
    );
    const content: unknown = JSON.parse((await Body?.transformToString()) ?? '');
    return { ...pointerSchema.parse(content), etag: ETag };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/**
 * Makes an image current.
 *
 * @throws {DeployError} somebody else made another one current since `replaced` was read.
 */
export const writePointer = async (
  store: PointerStore,
  { digest, tag, previous }: ImagePointer,
  replaced: StoredPointer | undefined,
): Promise<void> => {
  await replaceObject(
    store.s3,
    {
      Bucket: store.bucket,
      Key: artefactBucketKeys.currentImage(store.image),
      Body: JSON.stringify({ digest, tag, previous: previous.slice(0, PREVIOUS_KEPT) }),
      ContentType: 'application/json',
    },
    replaced?.etag,
    (cause) =>
      new DeployError(
        `somebody else deployed ${store.image} at the same time, and theirs is current: run this again to make yours current`,
        { cause },
      ),
  );
};
