import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { modelMonitorEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';
import { MODELS, isRecordModel, modelResources, type RecordModel } from '@ngwaf/model-catalogue';
import { createEndpointScorer } from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';
import { createLabelledRecords } from './labelled-records.ts';
import { createModelMetrics } from './metrics.ts';
import { createObjects } from './objects.ts';
import { createPredictionSource } from './prediction-source.ts';

const SCORING_TIMEOUT_MS = 20_000;

const env = parseEnv(modelMonitorEnvSchema);
const s3 = new S3Client({});
const runtime = new SageMakerRuntimeClient({});
const objects = createObjects(s3);
const metrics = createModelMetrics(new CloudWatchClient({}));
const namesOf = (model: RecordModel) => modelResources(env.NAME_PREFIX, env.ACCOUNT_ID, model);

export const handler = createHandler({
  // Of others no predictions are kept.
  models: MODELS.filter(isRecordModel).filter(({ routing }) => routing.to !== 'caller'),
  ...createPredictionSource(
    s3,
    objects,
    env.PREDICTION_BUCKET,
    (model) => namesOf(model).modelBucket,
  ),
  labelledSince: createLabelledRecords(objects, (model) => namesOf(model).dataBucket),
  score: async (model, instances) => {
    const endpointName = namesOf(model).endpoint;
    const score = createEndpointScorer(runtime, { endpointName, timeoutMs: SCORING_TIMEOUT_MS });
    const { predictions, model: version } = await score({ instances });
    return { scores: predictions, version };
  },
  errorRate: (model, now) => metrics.errorRate(namesOf(model).endpoint, now),
  putMetrics: (model, values, at) => metrics.put(model, values, at),
  now: () => new Date(),
});
