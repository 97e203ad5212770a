import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { replaceObject } from '../replace-object.ts';

const releaseSchema = z.object({
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  deployed_at: z.iso.datetime(),
  by: z.string(),
});

/** What an environment runs: every deployable thing is that of `commit`. */
export type Release = z.infer<typeof releaseSchema>;

/** A release as it was read; `etag` guards the next one. */
export interface ReadRelease {
  release: Release;
  etag: string;
}

/**
 * The last release that went out whole; undefined before the first.
 *
 * @throws {DeployError} the record is not one of ours.
 */
export const readRelease = async (
  s3: S3Client,
  bucket: string,
): Promise<ReadRelease | undefined> => {
  const key = artefactBucketKeys.currentRelease;
  let text: string;
  let etag: string;
  try {
    const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    text = (await answer.Body?.transformToString()) ?? '';
    etag = answer.ETag ?? '';
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
  const release = releaseSchema.safeParse(parseJson(text));
  if (!release.success) {
    throw new DeployError(
      `s3://${bucket}/${key} is not a record of a release (${z.prettifyError(release.error)}): delete it, and everything is shipped`,
    );
  }
  return { release: release.data, etag };
};

/**
 * Records a release, unless somebody recorded another since `previous` was read.
 *
 * @throws {DeployError} somebody did; nothing was written.
 */
export const writeRelease = async (
  s3: S3Client,
  bucket: string,
  release: Release,
  previous: ReadRelease | undefined,
): Promise<void> => {
  await replaceObject(
    s3,
    {
      Bucket: bucket,
      Key: artefactBucketKeys.currentRelease,
      Body: JSON.stringify(release),
      ContentType: 'application/json',
    },
    previous?.etag,
    async (cause) => {
      const other = await readRelease(s3, bucket);
      return new DeployError(
        `another deployment finished meanwhile (${other ? `${other.release.commit.slice(0, 8)} by ${other.release.by}` : 'its record is gone'}), so what runs may be of both: deploy again`,
        { cause },
      );
    },
  );
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
