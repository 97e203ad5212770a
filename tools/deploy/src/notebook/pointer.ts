import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { replaceObject } from '../replace-object.ts';

const releaseSchema = z.object({
  /** Hash of the bundle, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of which it was built; `+` behind it: with changes that were not committed. */
  commit: z.string().optional(),
  /** ISO 8601, UTC. */
  deployed_at: z.string().optional(),
});
export type NotebookRelease = z.infer<typeof releaseSchema>;

const pointerSchema = releaseSchema.extend({
  key: z.string(),
  /** Bundles that were live before, newest first. */
  before: z.array(releaseSchema).default([]),
});

/** Which bundle the next retraining runs, and which ones were before it. */
export interface NotebookPointer {
  live: NotebookRelease;
  before: NotebookRelease[];
  /** Changes with every change of the pointer. */
  etag: string | undefined;
}

/** The pointer remembers this many bundles. */
const REMEMBERED = 10;

/** Undefined before the first deployment. @throws {DeployError} what is there is no pointer. */
export const readPointer = async (
  s3: S3Client,
  bucket: string,
): Promise<NotebookPointer | undefined> => {
  const Key = artefactBucketKeys.currentNotebookBundle;
  try {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const { sha256, commit, deployed_at, before } = pointerSchema.parse(
      JSON.parse((await Body?.transformToString()) ?? ''),
    );
    return { live: { sha256, commit, deployed_at }, before, etag: ETag };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new DeployError(
        `s3://${bucket}/${Key} is not what this tool writes: delete it and deploy the notebook again`,
        { cause: error },
      );
    }
    throw error;
  }
};

/**
 * Makes `to` the bundle that the next retraining runs.
 *
 * Going to one that was live before takes those that came after it out of what is remembered.
 *
 * @throws {DeployError} somebody else changed the pointer since it was read; nothing was changed.
 */
export const movePointer = async (
  s3: S3Client,
  bucket: string,
  pointer: NotebookPointer | undefined,
  to: NotebookRelease,
): Promise<void> => {
  const { live, before = [], etag } = pointer ?? {};
  const index = before.findIndex(({ sha256 }) => sha256 === to.sha256);
  const remembered = index === -1 ? [...(live ? [live] : []), ...before] : before.slice(index + 1);
  await replaceObject(
    s3,
    {
      Bucket: bucket,
      Key: artefactBucketKeys.currentNotebookBundle,
      Body: JSON.stringify({
        key: artefactBucketKeys.notebookBundle(to.sha256),
        ...to,
        before: remembered.slice(0, REMEMBERED),
      }),
      ContentType: 'application/json',
    },
    etag,
    (cause) =>
      new DeployError(
        'somebody else deployed the notebook at the same time, and nothing was changed by this run: look with status, then run it again if it is still wanted',
        { cause },
      ),
  );
};
