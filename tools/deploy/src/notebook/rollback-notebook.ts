import { HeadObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { movePointer, readPointer, type NotebookPointer, type NotebookRelease } from './pointer.ts';

/**
 * Makes an earlier bundle the code that the next retraining runs; one that runs goes on as it is.
 *
 * @param to the start of its hash; by default the bundle that was live before
 * @throws {DeployError} there is no such bundle, or somebody else changed the pointer meanwhile.
 */
export const rollbackNotebook = async (
  s3: S3Client,
  bucket: string,
  to: string | undefined,
): Promise<{ from: NotebookRelease; to: NotebookRelease }> => {
  const pointer = await readPointer(s3, bucket);
  if (!pointer) throw new DeployError('the notebook: nothing has been deployed yet');
  const goal = choose(pointer, to);
  await refuseMissing(s3, bucket, goal);
  if (goal.sha256 !== pointer.live.sha256) await movePointer(s3, bucket, pointer, goal);
  return { from: pointer.live, to: goal };
};

const choose = ({ live, before }: NotebookPointer, to: string | undefined): NotebookRelease => {
  if (to === undefined) {
    const [previous] = before;
    if (previous) return previous;
    throw new DeployError(
      `the notebook: no bundle is known to have been live before ${live.sha256.slice(0, 8)}`,
    );
  }
  const found = [live, ...before].find(({ sha256 }) => sha256.startsWith(to));
  if (found) return found;
  if (/^[0-9a-f]{64}$/.test(to)) return { sha256: to };
  const known = before.map(({ sha256 }) => sha256.slice(0, 8)).join(', ') || 'none';
  throw new DeployError(
    `the notebook: no bundle ${to}. Known from before: ${known}; any other one by its whole hash`,
  );
};

const refuseMissing = async (
  s3: S3Client,
  bucket: string,
  { sha256 }: NotebookRelease,
): Promise<void> => {
  const Key = artefactBucketKeys.notebookBundle(sha256);
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
  } catch (error) {
    const status = error instanceof S3ServiceException && error.$metadata.httpStatusCode;
    if (status !== 404) throw error;
    throw new DeployError(`s3://${bucket}/${Key} is not there (any more)`, { cause: error });
  }
};
