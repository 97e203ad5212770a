import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { sha256 } from '../zip.ts';
import { movePointer, readPointer } from './pointer.ts';

export interface NotebookBundle {
  content: Uint8Array;
  /** The commit that it was built from, if that is known. */
  commit: string | undefined;
}

/** What became of the notebook's bundle; hashes are hexadecimal. */
export interface DeployedNotebook {
  /** Undefined at the first deployment. */
  from: string | undefined;
  to: string;
  bytes: number;
  seconds: number;
}

/**
 * Makes a bundle the code that the next retraining runs, unless it is.
 *
 * The bundle first and then the pointer to it: who follows the pointer always finds a bundle.
 *
 * @throws {DeployError} somebody else did the same at the same time.
 */
export const deployNotebook = async (
  s3: S3Client,
  artefactBucket: string,
  { content, commit }: NotebookBundle,
  now = () => new Date(),
): Promise<DeployedNotebook> => {
  const startedAt = performance.now();
  const to = sha256(content).hex;
  const pointer = await readPointer(s3, artefactBucket);
  const from = pointer?.live.sha256;
  if (from !== to) {
    await s3.send(
      new PutObjectCommand({
        Bucket: artefactBucket,
        Key: artefactBucketKeys.notebookBundle(to),
        Body: content,
        ContentType: 'application/gzip',
      }),
    );
    const deployed_at = now().toISOString();
    await movePointer(s3, artefactBucket, pointer, { sha256: to, commit, deployed_at });
  }
  return { from, to, bytes: content.length, seconds: (performance.now() - startedAt) / 1000 };
};
