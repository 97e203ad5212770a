import {
  PutObjectCommand,
  S3ServiceException,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { DeployError } from './deploy-error.ts';

/** S3's answers to a write whose condition failed, and to two such writes at the very same time. */
const REFUSALS: unknown[] = [412, 409];

/**
 * Writes an object in the place of the one that was read, known by its ETag, or of none.
 *
 * @param conflict What to throw when somebody else wrote it meanwhile; nothing was written then.
 */
export const replaceObject = async (
  s3: S3Client,
  object: PutObjectCommandInput,
  replacedEtag: string | undefined,
  conflict: (cause: unknown) => DeployError | Promise<DeployError>,
): Promise<void> => {
  const condition = replacedEtag === undefined ? { IfNoneMatch: '*' } : { IfMatch: replacedEtag };
  try {
    await s3.send(new PutObjectCommand({ ...object, ...condition }));
  } catch (error) {
    const status = error instanceof S3ServiceException && error.$metadata.httpStatusCode;
    if (!REFUSALS.includes(status)) throw error;
    throw await conflict(error);
  }
};
