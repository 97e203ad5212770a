import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { Target } from './target.ts';

/** Clients for the target. */
export const createClients = ({
  clientConfig,
}: Target): { lambda: LambdaClient; s3: S3Client } => ({
  lambda: new LambdaClient(clientConfig),
  s3: new S3Client(clientConfig),
});
