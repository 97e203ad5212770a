import {
  GetFunctionConfigurationCommand,
  PreconditionFailedException,
  ResourceNotFoundException,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import {
  CopyObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { artefactBucketKeys, type FunctionName } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { sha256 } from '../zip.ts';

const MAX_WAIT_SECONDS = 120;

export interface FunctionCode {
  name: FunctionName;
  /** Physical name, e.g. `ngwaf-dev-sm-serving`. */
  functionName: string;
  zip: Uint8Array;
  artefactBucket: string;
}

/**
 * Makes `zip` the function's code, unless it is; resolves with whether it was changed.
 *
 * The code is uploaded under its hash, and copied to the key from which Terraform creates the
 * function: an apply that makes the function anew then takes this release's code.
 *
 * @throws {DeployError} no such function; somebody else changed it meanwhile.
 */
export const updateFunctionCode = async (
  lambda: LambdaClient,
  s3: S3Client,
  code: FunctionCode,
): Promise<boolean> => {
  const { functionName } = code;
  const hash = sha256(code.zip);
  const current = await settledConfiguration(lambda, functionName);
  const isNew = current.CodeSha256 !== hash.base64;
  const key = artefactBucketKeys.functionCode(code.name, hash.hex);
  if (isNew) {
    await upload(s3, code, key, hash.hex);
    await lambda
      .send(
        new UpdateFunctionCodeCommand({
          FunctionName: functionName,
          S3Bucket: code.artefactBucket,
          S3Key: key,
          ...(current.RevisionId === undefined ? {} : { RevisionId: current.RevisionId }),
        }),
      )
      .catch((error: unknown) => {
        if (!(error instanceof PreconditionFailedException)) throw error;
        throw new DeployError(
          `${functionName} was changed by somebody else at the same time: run this again`,
          { cause: error },
        );
      });
    await settledConfiguration(lambda, functionName);
  }
  // Also after a deployment that was cut short before this.
  if ((await currentCode(s3, code)) !== hash.hex) {
    if (!isNew) await upload(s3, code, key, hash.hex);
    await s3.send(
      new CopyObjectCommand({
        Bucket: code.artefactBucket,
        CopySource: `${code.artefactBucket}/${key}`,
        Key: artefactBucketKeys.currentFunctionCode(code.name),
      }),
    );
  }
  return isNew;
};

/** The function's configuration once no change of it is going on: Lambda refuses a second one. */
const settledConfiguration = async (lambda: LambdaClient, functionName: string) => {
  const read = () =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
  const configuration = await read().catch((error: unknown) => {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new DeployError(`${functionName} does not exist: apply the stack first`, {
      cause: error,
    });
  });
  if (configuration.LastUpdateStatus !== 'InProgress' && configuration.State !== 'Pending') {
    return configuration;
  }
  await waitUntilFunctionUpdatedV2(
    { client: lambda, maxWaitTime: MAX_WAIT_SECONDS, minDelay: 1, maxDelay: 2 },
    { FunctionName: functionName },
  );
  return read();
};

const upload = (s3: S3Client, code: FunctionCode, key: string, hex: string) =>
  s3.send(
    new PutObjectCommand({
      Bucket: code.artefactBucket,
      Key: key,
      Body: code.zip,
      ContentType: 'application/zip',
      Metadata: { sha256: hex },
    }),
  );

/** Hash of the code from which Terraform would create the function; undefined for its placeholder. */
const currentCode = async (s3: S3Client, code: FunctionCode): Promise<string | undefined> => {
  const head = await s3.send(
    new HeadObjectCommand({
      Bucket: code.artefactBucket,
      Key: artefactBucketKeys.currentFunctionCode(code.name),
    }),
  );
  return head.Metadata?.['sha256'];
};
