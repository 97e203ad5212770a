import { CopyObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys, type FunctionName } from '@ngwaf/contracts';

interface StoredCode {
  name: FunctionName;
  artefactBucket: string;
}

/**
 * Makes stored code the one from which Terraform would create the function: an apply that makes it
 * anew then takes the live release's code.
 */
export const setCurrentCode = async (
  s3: S3Client,
  { name, artefactBucket }: StoredCode,
  hex: string,
): Promise<void> => {
  await s3.send(
    new CopyObjectCommand({
      Bucket: artefactBucket,
      CopySource: `${artefactBucket}/${artefactBucketKeys.functionCode(name, hex)}`,
      Key: artefactBucketKeys.currentFunctionCode(name),
    }),
  );
};

/** Hash of the code from which Terraform would create the function; undefined for its placeholder. */
export const readCurrentCode = async (
  s3: S3Client,
  { name, artefactBucket }: StoredCode,
): Promise<string | undefined> => {
  const Key = artefactBucketKeys.currentFunctionCode(name);
  const head = await s3.send(new HeadObjectCommand({ Bucket: artefactBucket, Key }));
  return head.Metadata?.['sha256'];
};
