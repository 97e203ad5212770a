import {
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { createEndpoints } from '@ngwaf/sagemaker-utils';
import * as z from 'zod/mini';

import type { LiveVersion } from './batch-predictions.ts';

const environmentSchema = z.object({
  NGWAF_MODEL_VERSION: z.string(),
  NGWAF_THRESHOLD: z.coerce.number(),
});

/** The version that an endpoint serves, or is about to serve no more; `undefined`: there is none. */
export const createLiveVersions = (client: SageMakerClient) => {
  const endpoints = createEndpoints(client);
  return async (endpointName: string): Promise<LiveVersion | undefined> => {
    const endpoint = await endpoints.describe(endpointName);
    if (!endpoint) return undefined;
    const config = await client.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: endpoint.configName }),
    );
    const modelName = config.ProductionVariants?.[0]?.ModelName;
    if (modelName === undefined) return undefined;
    const { PrimaryContainer } = await client.send(
      new DescribeModelCommand({ ModelName: modelName }),
    );
    const environment = environmentSchema.parse(PrimaryContainer?.Environment ?? {});
    return {
      modelName,
      version: environment.NGWAF_MODEL_VERSION,
      threshold: environment.NGWAF_THRESHOLD,
    };
  };
};
