import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { Target } from './target.ts';

export interface Clients {
  lambda: LambdaClient;
  s3: S3Client;
  cloudWatch: CloudWatchClient;
}

/** Clients for the target. */
export const createClients = ({ clientConfig }: Target): Clients => ({
  lambda: new LambdaClient(clientConfig),
  s3: new S3Client(clientConfig),
  cloudWatch: new CloudWatchClient(clientConfig),
});
