import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { Target } from './target.ts';

/** Clients for the target; credentials come from AWS's usual places, except for the local cloud. */
export const createClients = (
  target: Target,
  env: NodeJS.ProcessEnv,
): { lambda: LambdaClient; s3: S3Client } => {
  const config = {
    region: target.region,
    ...(target.localEndpoint !== undefined && {
      endpoint: target.localEndpoint,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  };
  const isStandIn = target.localEndpoint !== undefined || Boolean(env['AWS_ENDPOINT_URL']);
  return {
    lambda: new LambdaClient(config),
    s3: new S3Client({ ...config, forcePathStyle: isStandIn }),
  };
};
