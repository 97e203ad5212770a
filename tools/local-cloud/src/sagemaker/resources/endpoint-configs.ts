import { z } from 'zod';

import { alreadyExists, couldNotFind, validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { now } from '../api/now.ts';
import { operation, type Operations } from '../api/operation.ts';
import { instanceType, listInput, resourceName, tags } from '../api/schemas.ts';
import type { Host } from '../host.ts';
import type { Models } from './models.ts';

export const productionVariant = z.looseObject({
  VariantName: resourceName,
  ModelName: resourceName,
  InstanceType: instanceType.optional(),
  InitialInstanceCount: z.int().min(1).optional(),
  InitialVariantWeight: z.number().min(0).default(1),
  ServerlessConfig: z
    .looseObject({
      MemorySizeInMB: z.literal([1024, 2048, 3072, 4096, 5120, 6144]),
      MaxConcurrency: z.int().min(1).max(200),
    })
    .optional(),
  ContainerStartupHealthCheckTimeoutInSeconds: z.int().min(60).max(3600).optional(),
});
export type ProductionVariant = z.output<typeof productionVariant>;

const createInput = z.looseObject({
  EndpointConfigName: resourceName,
  ProductionVariants: z.array(productionVariant).min(1).max(10),
  Tags: tags,
});

const named = z.looseObject({ EndpointConfigName: resourceName });

/** An endpoint config as DescribeEndpointConfig tells it. */
export interface EndpointConfig {
  EndpointConfigName: string;
  EndpointConfigArn: string;
  CreationTime: number;
  ProductionVariants: ProductionVariant[];
}

/** Endpoint configs: which models an endpoint runs, on how many instances, with what share of traffic. */
export class EndpointConfigs {
  private readonly byName = new Map<string, EndpointConfig>();

  constructor(
    private readonly host: Host,
    private readonly models: Models,
  ) {}

  /** @throws {ValidationException} there is no such endpoint config. */
  get(name: string): EndpointConfig {
    const config = this.byName.get(name);
    if (!config) {
      throw couldNotFind('endpoint configuration', this.host.arn('endpoint-config', name));
    }
    return config;
  }

  readonly operations: Operations = {
    CreateEndpointConfig: operation(createInput, ({ Tags, ...input }) => {
      const arn = this.host.arn('endpoint-config', input.EndpointConfigName);
      if (this.byName.has(input.EndpointConfigName)) {
        throw alreadyExists('endpoint configuration', arn);
      }
      for (const variant of input.ProductionVariants) this.check(variant);
      const names = new Set(input.ProductionVariants.map(({ VariantName }) => VariantName));
      if (names.size < input.ProductionVariants.length) {
        throw validationException('Variant names must be unique within an endpoint configuration.');
      }
      this.byName.set(input.EndpointConfigName, {
        ...input,
        EndpointConfigArn: arn,
        CreationTime: now(),
      });
      this.host.tags.keep(arn, Tags);
      return { EndpointConfigArn: arn };
    }),
    DescribeEndpointConfig: operation(named, ({ EndpointConfigName }) => ({
      ...this.get(EndpointConfigName),
    })),
    // As in the service, also that of a live endpoint: its next update then fails.
    DeleteEndpointConfig: operation(named, ({ EndpointConfigName }) => {
      this.host.tags.forget(this.get(EndpointConfigName).EndpointConfigArn);
      this.byName.delete(EndpointConfigName);
      return {};
    }),
    ListEndpointConfigs: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (config) => ({
        name: config.EndpointConfigName,
        createdAt: config.CreationTime,
      }));
      const summaries = items.map(({ EndpointConfigName, EndpointConfigArn, CreationTime }) => ({
        EndpointConfigName,
        EndpointConfigArn,
        CreationTime,
      }));
      return { EndpointConfigs: summaries, ...page };
    }),
  };

  private check(variant: ProductionVariant): void {
    this.models.get(variant.ModelName);
    const onInstances =
      variant.InstanceType !== undefined && variant.InitialInstanceCount !== undefined;
    if (onInstances === (variant.ServerlessConfig !== undefined)) {
      throw validationException(
        `Production variant ${variant.VariantName} needs either InstanceType and InitialInstanceCount, or ServerlessConfig.`,
      );
    }
  }
}
