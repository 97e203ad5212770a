import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { smServingEnvSchema } from '@ngwaf/contracts';
import { createLogger, createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import { createScorer } from '@ngwaf/live-model/scorer';
import { createEndpointScorer } from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';

const env = parseEnv(smServingEnvSchema);
const metrics = createMetrics('sm-serving');
const logger = createLogger();

export const handler = createHandler({
  score: createScorer(env.SCORING_MODE, {
    endpoint: () =>
      // One repeat at most: a caller waits, and the time limit covers all attempts.
      createEndpointScorer(new SageMakerRuntimeClient({ maxAttempts: 2 }), {
        endpointName: env.ENDPOINT_NAME,
        timeoutMs: env.ENDPOINT_TIMEOUT_MS,
      }),
    inProcess: () => {
      // Where it is not needed, neither S3's client nor the scorer costs a cold start anything.
      const scorer = import('./in-process.ts').then(({ scoreInProcess }) =>
        scoreInProcess({
          bucket: env.WAF_BUCKET,
          refreshMs: env.MODEL_REFRESH_SECONDS * 1000,
          metrics,
          logger,
        }),
      );
      return async (request) => (await scorer)(request);
    },
    onFallback: (error) => {
      metrics({ EndpointFallbacks: [1, 'Count'] });
      if (error !== undefined)
        logger.warn('scored in process instead of by the endpoint', { error });
    },
    now: Date.now,
  }),
  record: ({ instances, malicious, scoredBy, scoringMs }) =>
    metrics({
      InstancesScored: [instances, 'Count'],
      InstancesMalicious: [malicious, 'Count'],
      [scoredBy === 'endpoint' ? 'EndpointTime' : 'InProcessTime']: [scoringMs, 'Milliseconds'],
    }),
});
