import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import * as z from 'zod/mini';

import { ImageNotReleasedError } from './errors.ts';

const pointerSchema = z.object({ digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)) });

const MISSING = ['NoSuchKey', 'NotFound', 'AccessDenied'];

export interface ImageOptions {
  artefactBucket: string;
  /** e.g. `123456789012.dkr.ecr.eu-central-1.amazonaws.com`. */
  registry: string;
  namePrefix: string;
}

/** The releases of container images. */
export const createImages = (client: S3Client, options: ImageOptions) => ({
  /**
   * URI of the release that is current.
   *
   * @throws {ImageNotReleasedError} there has been none.
   */
  current: async (image: string): Promise<string> => {
    const Key = artefactBucketKeys.currentImage(image);
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: options.artefactBucket, Key }),
      );
      const { digest } = pointerSchema.parse(JSON.parse((await Body?.transformToString()) ?? ''));
      return `${options.registry}/${options.namePrefix}-${image}@${digest}`;
    } catch (cause) {
      // Who may not list is refused what is not there.
      if (!(cause instanceof Error) || !MISSING.includes(cause.name)) throw cause;
      throw new ImageNotReleasedError(image, { cause });
    }
  },
});
