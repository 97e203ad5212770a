import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { sha256 } from '../zip.ts';

const pointerSchema = z.object({ key: z.string(), sha256: z.string() });

/** What became of the notebook's bundle; hashes are hexadecimal. */
export interface DeployedNotebook {
  /** Undefined at the first deployment. */
  from: string | undefined;
  to: string;
  bytes: number;
  seconds: number;
}

/**
 * Makes `bundle` the code that the next retraining runs, unless it is.
 *
 * The bundle first and then the pointer to it: who follows the pointer always finds a bundle.
 */
export const deployNotebook = async (
  s3: S3Client,
  artefactBucket: string,
  bundle: Uint8Array,
): Promise<DeployedNotebook> => {
  const startedAt = performance.now();
  const to = sha256(bundle).hex;
  const from = (await currentPointer(s3, artefactBucket))?.sha256;
  if (from !== to) {
    const key = artefactBucketKeys.notebookBundle(to);
    await s3.send(
      new PutObjectCommand({
        Bucket: artefactBucket,
        Key: key,
        Body: bundle,
        ContentType: 'application/gzip',
      }),
    );
    await s3.send(
      new PutObjectCommand({
        Bucket: artefactBucket,
        Key: artefactBucketKeys.currentNotebookBundle,
        Body: JSON.stringify({ key, sha256: to }),
        ContentType: 'application/json',
      }),
    );
  }
  return { from, to, bytes: bundle.length, seconds: (performance.now() - startedAt) / 1000 };
};

const currentPointer = async (s3: S3Client, bucket: string) => {
  try {
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: artefactBucketKeys.currentNotebookBundle }),
    );
    return pointerSchema.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};
