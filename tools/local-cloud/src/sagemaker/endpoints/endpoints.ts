import { z } from 'zod';

import { alreadyExists, couldNotFind, validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput, resourceName, tags } from '../api/schemas.ts';
import type { EndpointConfigs } from '../resources/endpoint-configs.ts';
import { deploymentConfig } from './deployment.ts';
import { Endpoint } from './endpoint.ts';
import type { FleetSources } from './fleet.ts';
import type { VariantProperties } from './variant.ts';

const named = z.looseObject({ EndpointName: resourceName });

const createInput = z.looseObject({
  EndpointName: resourceName,
  EndpointConfigName: resourceName,
  DeploymentConfig: deploymentConfig.optional(),
  Tags: tags,
});

const updateInput = z.looseObject({
  EndpointName: resourceName,
  EndpointConfigName: resourceName,
  RetainAllVariantProperties: z.boolean().optional(),
  ExcludeRetainedVariantProperties: z
    .array(
      z.looseObject({
        VariantPropertyType: z.enum(['DesiredInstanceCount', 'DesiredWeight', 'DataCaptureConfig']),
      }),
    )
    .optional(),
  DeploymentConfig: deploymentConfig.optional(),
});

const weightsInput = z.looseObject({
  EndpointName: resourceName,
  DesiredWeightsAndCapacities: z
    .array(
      z.looseObject({
        VariantName: resourceName,
        DesiredWeight: z.number().min(0).optional(),
        DesiredInstanceCount: z.int().min(1).optional(),
      }),
    )
    .min(1),
});

/** Endpoints: what serves models, and the operations on it. */
export class Endpoints {
  private readonly byName = new Map<string, Endpoint>();

  constructor(
    private readonly sources: FleetSources,
    private readonly configs: EndpointConfigs,
  ) {}

  find(name: string): Endpoint | undefined {
    return this.byName.get(name);
  }

  readonly operations: Operations = {
    CreateEndpoint: operation(createInput, ({ EndpointName: name, Tags, ...input }) => {
      const { host } = this.sources;
      const arn = host.arn('endpoint', name);
      if (this.byName.has(name)) throw alreadyExists('endpoint', arn);
      const config = this.configs.get(input.EndpointConfigName);
      const endpoint = new Endpoint(this.sources, name, arn, config, input.DeploymentConfig);
      this.byName.set(name, endpoint);
      host.tags.keep(arn, Tags);
      host.inBackground(`creation of endpoint ${name}`, () => endpoint.create());
      return { EndpointArn: arn };
    }),
    DescribeEndpoint: operation(named, ({ EndpointName }) => this.get(EndpointName).describe()),
    UpdateEndpoint: operation(updateInput, (input) => {
      const endpoint = this.get(input.EndpointName);
      const config = this.configs.get(input.EndpointConfigName);
      // The service needs the config in use as well: deleting that one makes an endpoint unchangeable.
      this.configs.get(endpoint.configName);
      endpoint.begin('Updating');
      this.sources.host.inBackground(`update of endpoint ${endpoint.name}`, () =>
        endpoint.update(config, retained(endpoint, input), input.DeploymentConfig),
      );
      return { EndpointArn: endpoint.arn };
    }),
    UpdateEndpointWeightsAndCapacities: operation(weightsInput, (input) => {
      const endpoint = this.get(input.EndpointName);
      const wanted = input.DesiredWeightsAndCapacities.map((variant) => ({
        name: variant.VariantName,
        weight: variant.DesiredWeight,
        instanceCount: variant.DesiredInstanceCount,
      }));
      const unknown = wanted.find(({ name }) => !endpoint.properties().has(name));
      if (unknown) {
        throw validationException(
          `The variant name "${unknown.name}" does not exist in endpoint "${endpoint.arn}".`,
        );
      }
      endpoint.begin('Updating');
      this.sources.host.inBackground(`scaling of endpoint ${endpoint.name}`, () =>
        endpoint.scale(wanted),
      );
      return { EndpointArn: endpoint.arn };
    }),
    DeleteEndpoint: operation(named, ({ EndpointName }) => {
      const endpoint = this.get(EndpointName);
      endpoint.begin('Deleting');
      this.sources.host.inBackground(`deletion of endpoint ${EndpointName}`, async () => {
        await endpoint.end();
        this.byName.delete(EndpointName);
        this.sources.host.tags.forget(endpoint.arn);
      });
      return {};
    }),
    ListEndpoints: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (endpoint) => ({
        name: endpoint.name,
        createdAt: endpoint.createdAt,
        modifiedAt: endpoint.modifiedAt,
        status: endpoint.status,
      }));
      const summaries = items.map((endpoint) => ({
        EndpointName: endpoint.name,
        EndpointArn: endpoint.arn,
        CreationTime: endpoint.createdAt,
        LastModifiedTime: endpoint.modifiedAt,
        EndpointStatus: endpoint.status,
      }));
      return { Endpoints: summaries, ...page };
    }),
  };

  /** Ends all processes, without waiting for an endpoint's own order of things. */
  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map((endpoint) => endpoint.end()));
  }

  private get(name: string): Endpoint {
    const endpoint = this.byName.get(name);
    if (!endpoint) throw couldNotFind('endpoint', this.sources.host.arn('endpoint', name));
    return endpoint;
  }
}

/** What the new fleet takes over from the live one instead of from its config. */
const retained = (
  endpoint: Endpoint,
  input: z.output<typeof updateInput>,
): Map<string, VariantProperties> => {
  if (!input.RetainAllVariantProperties) return new Map();
  const excluded = new Set(
    input.ExcludeRetainedVariantProperties?.map(({ VariantPropertyType }) => VariantPropertyType),
  );
  return new Map(
    [...endpoint.properties()].map(([name, { weight, instanceCount }]) => [
      name,
      {
        ...(!excluded.has('DesiredWeight') && { weight }),
        ...(!excluded.has('DesiredInstanceCount') && { instanceCount }),
      },
    ]),
  );
};
