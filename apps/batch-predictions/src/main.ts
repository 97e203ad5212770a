import { randomBytes } from 'node:crypto';

import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { batchPredictionsEnvSchema, parseTags } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';
import { modelResources, type RecordModel } from '@ngwaf/model-catalogue';
import { createLiveModels, createTransformJobs } from '@ngwaf/sagemaker-utils';

import { BatchLimitError } from './errors.ts';
import { createHandler } from './handler.ts';
import { liveVersionOf } from './live-version.ts';
import { createObjects } from './objects.ts';

const env = parseEnv(batchPredictionsEnvSchema);
const sageMaker = new SageMakerClient({});
const objects = createObjects(new S3Client({}));
const transforms = createTransformJobs(sageMaker);
const liveModels = createLiveModels(sageMaker);
const tags = Object.entries(parseTags(env.PIPELINE_TAGS) ?? {}).map(([Key, Value]) => ({
  Key,
  Value,
}));
const resourcesOf = (model: RecordModel) => modelResources(env.NAME_PREFIX, env.ACCOUNT_ID, model);

export const handler = createHandler({
  ...objects,
  bucketsOf: resourcesOf,
  liveVersion: async (model) => {
    const live = await liveModels.find(resourcesOf(model).endpoint);
    return live && liveVersionOf(live);
  },
  startTransform: (job) =>
    transforms
      .start({ ...job, tags, volumeKeyArn: env.KMS_KEY_ARN || undefined })
      .catch((error: unknown) => {
        const isLimit = error instanceof Error && error.name === 'ResourceLimitExceeded';
        throw isLimit ? new BatchLimitError({ cause: error }) : error;
      }),
  describeTransform: transforms.describe,
  transformName: (model, batchId) => `${resourcesOf(model).endpoint}-batch-${batchId}`,
  now: () => new Date(),
  randomId: () => randomBytes(6).toString('hex'),
});
