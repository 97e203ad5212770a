import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { orUndefined } from './service-errors.ts';

/** What an endpoint serves. */
export interface LiveModel {
  endpointConfig: string;
  modelName: string;
  /** Where its artefact lies (`s3://bucket/key`). */
  artefact: string | undefined;
  /** The container's environment. */
  environment: Record<string, string>;
}

/** What endpoints serve. */
export const createLiveModels = (client: SageMakerClient) => ({
  /** The model behind an endpoint; `undefined` while nothing serves there. */
  find: async (endpointName: string): Promise<LiveModel | undefined> => {
    const endpoint = await orUndefined(
      client.send(new DescribeEndpointCommand({ EndpointName: endpointName })),
    );
    const endpointConfig = endpoint?.EndpointConfigName;
    if (endpointConfig === undefined || endpoint?.EndpointStatus === 'Failed') return undefined;
    const config = await client.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: endpointConfig }),
    );
    const modelName = config.ProductionVariants?.[0]?.ModelName;
    if (modelName === undefined) return undefined;
    const model = await client.send(new DescribeModelCommand({ ModelName: modelName }));
    const container = model.PrimaryContainer ?? model.Containers?.[0];
    return {
      endpointConfig,
      modelName,
      artefact: container?.ModelDataUrl,
      environment: container?.Environment ?? {},
    };
  },
});
export type LiveModels = ReturnType<typeof createLiveModels>;
