import type { Target } from './target.ts';

/** Variables that take the pipeline's Python to the target, where the SDK of TypeScript goes. */
export const pipelineVariables = ({
  clientConfig: { endpoint, credentials },
  region,
  outputs,
}: Target): NodeJS.ProcessEnv => ({
  ...outputs.pipeline_environment,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
  ...(credentials && {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  }),
});
