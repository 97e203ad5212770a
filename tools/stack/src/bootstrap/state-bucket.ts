import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  HeadBucketCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { PROJECT } from '@ngwaf/contracts';
import type { Caller } from '../session/caller.ts';
import type { ClientConfig } from '../session/session.ts';
import { StackError } from '../stack-error.ts';

/** The bucket of the states of an account's environments; one name an account and region. */
export const stateBucketName = ({ accountId, region }: Caller): string =>
  `${PROJECT}-state-${accountId}-${region}`;

/** Whether there is such a bucket. @throws {StackError} it is another account's. */
const exists = async (s3: S3Client, name: string, { accountId }: Caller): Promise<boolean> => {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: accountId }));
    return true;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    const status = error.$metadata.httpStatusCode;
    if (status === 404) return false;
    if (status === 403) {
      throw new StackError(
        `bucket ${name} exists, and is another account's or may not be looked at`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
};

/**
 * Makes the bucket unless it is there, with old versions kept from the first state on. All its other
 * settings are Terraform's, whose state is to lie in it.
 */
export const makeStateBucket = async (config: ClientConfig, caller: Caller): Promise<void> => {
  const s3 = new S3Client(config);
  const Bucket = stateBucketName(caller);
  if (!(await exists(s3, Bucket, caller))) {
    // The oldest region wants to be left out.
    const place = caller.region === 'us-east-1' ? undefined : caller.region;
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(place !== undefined && {
          CreateBucketConfiguration: { LocationConstraint: place as BucketLocationConstraint },
        }),
      }),
    );
  }
  await s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
};
