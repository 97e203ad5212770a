import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  UpdateEndpointCommand,
  type DeploymentConfig,
  type ProductionVariant,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ENDPOINT_VARIANT, type Tags } from '@ngwaf/contracts';

import { orUndefined, unlessExists } from './service-errors.ts';

/** Instances that stay up, or a container that is there while it is asked. */
export type Capacity =
  | { kind: 'real-time'; instanceType: string; instances: number }
  | { kind: 'serverless'; memoryMb: number; maxConcurrency: number };

/** One version of a model, ready to be served: a SageMaker model and an endpoint config. */
export interface EndpointVersion {
  /** Of the model and of the config. */
  name: string;
  image: string;
  /** `s3://bucket/key` of the artefact. */
  artefact: string;
  environment: Record<string, string>;
  executionRoleArn: string;
  capacity: Capacity;
  /** Encrypts the instances' volumes. @default AWS's own key */
  kmsKeyArn?: string | undefined;
  tags: Tags;
}

/** How long a version serves under which alarms' watch before the one before it goes. */
export interface Guardrails {
  bakeSeconds: number;
  /** Any of them takes the switch back. */
  alarms: readonly string[];
  /** With two and more one of them is switched first. */
  instances: number;
}

/** For new instances to start, besides the time that they bake. */
const START_SECONDS = 1800;

const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const variantOf = (name: string, capacity: Capacity): ProductionVariant => ({
  VariantName: ENDPOINT_VARIANT,
  ModelName: name,
  ...(capacity.kind === 'real-time'
    ? {
        InstanceType: capacity.instanceType as NonNullable<ProductionVariant['InstanceType']>,
        InitialInstanceCount: capacity.instances,
      }
    : {
        ServerlessConfig: {
          MemorySizeInMB: capacity.memoryMb,
          MaxConcurrency: capacity.maxConcurrency,
        },
      }),
});

/**
 * Blue/green; a canary where there is more than one instance; back when an alarm rings.
 *
 * Alarms are watched while a version bakes: the canary once, and then the whole fleet before the
 * one before it is ended.
 */
const deploymentConfig = ({ bakeSeconds, alarms, instances }: Guardrails): DeploymentConfig => ({
  BlueGreenUpdatePolicy: {
    TrafficRoutingConfiguration:
      instances >= 2
        ? {
            Type: 'CANARY',
            CanarySize: { Type: 'INSTANCE_COUNT', Value: 1 },
            WaitIntervalInSeconds: bakeSeconds,
          }
        : { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 0 },
    TerminationWaitInSeconds: bakeSeconds,
    // Has to be longer than all waits together.
    MaximumExecutionTimeoutInSeconds: START_SECONDS + 2 * bakeSeconds,
  },
  ...(alarms.length > 0 && {
    AutoRollbackConfiguration: { Alarms: alarms.map((AlarmName) => ({ AlarmName })) },
  }),
});

/** Makes a SageMaker model, unless it is there. */
const createModel = (
  client: SageMakerClient,
  version: Omit<EndpointVersion, 'capacity' | 'kmsKeyArn'>,
): Promise<void> =>
  unlessExists(
    client.send(
      new CreateModelCommand({
        ModelName: version.name,
        ExecutionRoleArn: version.executionRoleArn,
        // Whatever a model has learnt, it can tell nobody but its caller.
        EnableNetworkIsolation: true,
        PrimaryContainer: {
          Image: version.image,
          ModelDataUrl: version.artefact,
          Environment: version.environment,
        },
        Tags: tagList(version.tags),
      }),
    ),
  );

/** Versions of a model and the endpoint that serves one of them. All may be repeated. */
export const createEndpointVersions = (client: SageMakerClient) => ({
  /** Environment of a SageMaker model's container; `undefined` when there is no such model. */
  environmentOf: async (name: string): Promise<Record<string, string> | undefined> => {
    const found = await orUndefined(client.send(new DescribeModelCommand({ ModelName: name })));
    return found && (found.PrimaryContainer?.Environment ?? {});
  },

  /** What an endpoint config asks for; `undefined` when there is no such config. */
  capacityOf: async (configName: string): Promise<Capacity | undefined> => {
    const command = new DescribeEndpointConfigCommand({ EndpointConfigName: configName });
    const variant = (await orUndefined(client.send(command)))?.ProductionVariants?.[0];
    if (variant?.ServerlessConfig) {
      const { MemorySizeInMB = 0, MaxConcurrency = 0 } = variant.ServerlessConfig;
      return { kind: 'serverless', memoryMb: MemorySizeInMB, maxConcurrency: MaxConcurrency };
    }
    if (!variant?.InstanceType) return undefined;
    const instances = variant.InitialInstanceCount ?? 1;
    return { kind: 'real-time', instanceType: variant.InstanceType, instances };
  },

  /** Makes the SageMaker model alone, unless it is there: for scoring before anything is served. */
  createModel: (version: Omit<EndpointVersion, 'capacity' | 'kmsKeyArn'>): Promise<void> =>
    createModel(client, version),

  /** Makes the SageMaker model and the endpoint config, unless they are there. */
  prepare: async (version: EndpointVersion): Promise<void> => {
    const { name, capacity, kmsKeyArn } = version;
    const Tags = tagList(version.tags);
    await createModel(client, version);
    await unlessExists(
      client.send(
        new CreateEndpointConfigCommand({
          EndpointConfigName: name,
          // Serverless ones have no volumes of ours to encrypt.
          ...(kmsKeyArn && capacity.kind === 'real-time' && { KmsKeyId: kmsKeyArn }),
          ProductionVariants: [variantOf(name, capacity)],
          Tags,
        }),
      ),
    );
  },

  /** Asks for an endpoint that serves a config; it takes minutes. */
  create: async (endpointName: string, configName: string, tags: Tags): Promise<void> => {
    await unlessExists(
      client.send(
        new CreateEndpointCommand({
          EndpointName: endpointName,
          EndpointConfigName: configName,
          Tags: tagList(tags),
        }),
      ),
    );
  },

  /**
   * Asks the endpoint to serve another config; it takes minutes and loses no request.
   *
   * @param keepsInstances as many as there are now, whatever the config begins with.
   */
  update: async (
    endpointName: string,
    configName: string,
    { keepsInstances, ...guardrails }: Guardrails & { keepsInstances: boolean },
  ): Promise<void> => {
    await client.send(
      new UpdateEndpointCommand({
        EndpointName: endpointName,
        EndpointConfigName: configName,
        ...(keepsInstances && { RetainAllVariantProperties: true }),
        DeploymentConfig: deploymentConfig(guardrails),
      }),
    );
  },
});
export type EndpointVersions = ReturnType<typeof createEndpointVersions>;
