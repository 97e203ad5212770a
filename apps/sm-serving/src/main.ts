import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { smServingEnvSchema } from '@ngwaf/contracts';
import { createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import { createEndpointScorer } from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';

const env = parseEnv(smServingEnvSchema);
const metrics = createMetrics('sm-serving');
// One repeat at most: a caller waits, and the time limit covers all attempts.
const runtime = new SageMakerRuntimeClient({ maxAttempts: 2 });

export const handler = createHandler({
  score: createEndpointScorer(runtime, {
    endpointName: env.ENDPOINT_NAME,
    timeoutMs: env.ENDPOINT_TIMEOUT_MS,
  }),
  record: ({ instances, malicious, endpointMs }) =>
    metrics({
      InstancesScored: [instances, 'Count'],
      InstancesMalicious: [malicious, 'Count'],
      EndpointTime: [endpointMs, 'Milliseconds'],
    }),
});
