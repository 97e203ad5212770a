import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import {
  WAF_MODEL,
  modelPredictionsEnvSchema,
  resourceNames,
  versionOfResource,
} from '@ngwaf/contracts';
import { createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import { MODELS, modelResources, type ModelEntry } from '@ngwaf/model-catalogue';
import { putPredictions } from '@ngwaf/predictions';
import { createEndpointScorer, createEndpoints } from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';
import { scoreInParts } from './score-in-parts.ts';
import { createWafScoring } from './waf-scoring.ts';

const env = parseEnv(modelPredictionsEnvSchema);
const metrics = createMetrics('model-predictions');
// One repeat at most: a caller waits, and the time limit covers all attempts.
const runtime = new SageMakerRuntimeClient({ maxAttempts: 2 });
const bridge = new EventBridgeClient({});
const endpoints = createEndpoints(new SageMakerClient({}));

const endpointOf = (entry: ModelEntry): string =>
  modelResources(env.NAME_PREFIX, '', entry).endpoint;

const endpointScorer = (entry: ModelEntry) =>
  createEndpointScorer(runtime, {
    endpointName: endpointOf(entry),
    timeoutMs: env.ENDPOINT_TIMEOUT_MS,
  });

/** Trained by the notebook, and scored as `POST /prediction` scores. */
const isWaf = ({ name }: ModelEntry): boolean => name === WAF_MODEL;
const waf = createWafScoring(
  env,
  createEndpointScorer(runtime, {
    endpointName: resourceNames(env.NAME_PREFIX).endpoint,
    timeoutMs: env.ENDPOINT_TIMEOUT_MS,
  }),
  metrics,
);

export const handler = createHandler({
  models: MODELS,
  score: (entry, instances) =>
    scoreInParts(isWaf(entry) ? waf.score : endpointScorer(entry), instances),
  route: (predictions) =>
    putPredictions(bridge, predictions, {
      busName: env.PREDICTION_BUS_NAME,
      budgetMs: env.ROUTING_TIMEOUT_MS,
    }),
  liveVersion: async (entry) => {
    if (isWaf(entry) && waf.liveVersion) return waf.liveVersion();
    const name = endpointOf(entry);
    const endpoint = await endpoints.describe(name);
    const serves = endpoint && !['Creating', 'Failed', 'Deleting'].includes(endpoint.status);
    return serves ? versionOfResource(name, endpoint.configName) : undefined;
  },
  record: ({ model, predictions, errors, endpointMs }) =>
    metrics(
      {
        Predictions: [predictions, 'Count'],
        RecordErrors: [errors, 'Count'],
        EndpointTime: [endpointMs, 'Milliseconds'],
      },
      { model },
    ),
  now: () => new Date(),
});
