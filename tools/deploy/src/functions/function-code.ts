import {
  CodeStorageExceededException,
  PreconditionFailedException,
  ResourceConflictException,
  UpdateFunctionCodeCommand,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys, type FunctionName } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { sha256 } from '../zip.ts';
import { settledConfiguration } from './configuration.ts';

export interface FunctionCode {
  name: FunctionName;
  /** Physical name, e.g. `ngwaf-dev-sm-serving`. */
  functionName: string;
  zip: Uint8Array;
  artefactBucket: string;
  /** The commit that it was built from, if that is known. */
  commit: string | undefined;
}

/** Whether the function's code is another; `current` is the function as it is. */
export const isNewCode = (current: FunctionConfiguration, code: FunctionCode): boolean =>
  current.CodeSha256 !== sha256(code.zip).base64;

/**
 * Makes `zip` the function's code, unless it is; resolves with whether it was changed.
 *
 * @throws {DeployError} no such function; somebody else changed it meanwhile; no room for it.
 */
export const updateFunctionCode = async (
  lambda: LambdaClient,
  s3: S3Client,
  code: FunctionCode,
): Promise<boolean> => {
  const { functionName } = code;
  const current = await settledConfiguration(lambda, functionName);
  if (!isNewCode(current, code)) return false;
  await storeCode(s3, code);
  try {
    await lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: functionName,
        S3Bucket: code.artefactBucket,
        S3Key: codeKey(code),
        ...(current.RevisionId !== undefined && { RevisionId: current.RevisionId }),
      }),
    );
  } catch (error) {
    throw explain(functionName, error);
  }
  const updated = await settledConfiguration(lambda, functionName);
  if (updated.LastUpdateStatus === 'Failed') {
    throw new DeployError(
      `Lambda could not take the new code of ${functionName}: ${updated.LastUpdateStatusReason ?? 'it gives no reason'}. The live version is as before`,
    );
  }
  return true;
};

/** Where the code lies, under its hash. */
export const codeKey = ({ name, zip }: FunctionCode): string =>
  artefactBucketKeys.functionCode(name, sha256(zip).hex);

/** Uploads the code under its hash; who looks there finds all of it or nothing. */
export const storeCode = (s3: S3Client, code: FunctionCode): Promise<unknown> =>
  s3.send(
    new PutObjectCommand({
      Bucket: code.artefactBucket,
      Key: codeKey(code),
      Body: code.zip,
      ContentType: 'application/zip',
      Metadata: {
        sha256: sha256(code.zip).hex,
        ...(code.commit !== undefined && { commit: code.commit }),
      },
    }),
  );

const explain = (functionName: string, error: unknown): unknown => {
  if (error instanceof PreconditionFailedException || error instanceof ResourceConflictException) {
    return new DeployError(
      `${functionName} was changed by somebody else at the same time, and nothing was changed by this run: run it again if it is still wanted`,
      { cause: error },
    );
  }
  if (error instanceof CodeStorageExceededException) {
    return new DeployError(
      `the account has no room for more code of functions in this region (75 GB as a rule): delete old versions, or have the quota "Function and layer storage" raised. ${functionName} is as before`,
      { cause: error },
    );
  }
  return error;
};
