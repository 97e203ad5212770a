import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';

import { now } from '../api/now.ts';
import type { Host } from '../host.ts';
import type { EndpointConfig, ProductionVariant } from '../resources/endpoint-configs.ts';
import type { ModelPackages } from '../resources/model-packages.ts';
import type { Models } from '../resources/models.ts';
import { fetchModel, type ServedModel } from './served-model.ts';
import { ServingProcess } from './serving-process.ts';

/** What a fleet is built from. */
export interface FleetSources {
  host: Host;
  models: Models;
  registry: ModelPackages;
}

/** Weight and size of a variant when they differ from its config's. */
export interface VariantProperties {
  weight?: number | undefined;
  instanceCount?: number | undefined;
}

/** One production variant of a fleet: the same model on one or more processes. */
interface Variant {
  config: ProductionVariant;
  model: ServedModel;
  weight: number;
  instances: ServingProcess[];
}

/** A process chosen for one invocation. */
export interface Chosen {
  variantName: string;
  instance: ServingProcess;
}

/** All processes of one endpoint config. Blue and green of a deployment are two fleets. */
export class Fleet {
  private readonly variants = new Map<string, Variant>();
  private readonly root: string;
  private readonly deployedAt = now();

  private constructor(
    private readonly sources: FleetSources,
    private readonly endpointName: string,
    readonly config: EndpointConfig,
  ) {
    this.root = sources.host.stateFolder('endpoints', endpointName, randomUUID());
  }

  /**
   * Starts a fleet; resolves when every process answers pings.
   *
   * @throws {Error} one did not; the others were ended. The message is the endpoint's failure reason.
   */
  static async launch(
    sources: FleetSources,
    endpointName: string,
    config: EndpointConfig,
    retained: Map<string, VariantProperties> = new Map(),
  ): Promise<Fleet> {
    const fleet = new Fleet(sources, endpointName, config);
    // All of them, also after a failure: what is still starting could not be ended.
    const results = await Promise.allSettled(
      config.ProductionVariants.map((variant) =>
        fleet.addVariant(variant, retained.get(variant.VariantName)),
      ),
    );
    const failure = results.find((result) => result.status === 'rejected');
    if (!failure) return fleet;
    await fleet.end();
    throw failure.reason;
  }

  /**
   * The least busy healthy process of the wanted variant, or of one chosen by weight.
   *
   * @returns `undefined` when no process is healthy.
   * @throws {RangeError} there is no such variant.
   */
  choose(target?: string): Chosen | undefined {
    if (target !== undefined && !this.variants.has(target)) throw new RangeError(target);
    const candidates = [...this.variants].filter(
      ([name, { instances }]) =>
        (target === undefined || name === target) && instances.some((one) => one.isHealthy),
    );
    const chosen = byWeight(candidates);
    if (!chosen) return undefined;
    const [variantName, { instances }] = chosen;
    const instance = instances
      .filter((one) => one.isHealthy)
      .reduce((least, one) => (one.outstanding < least.outstanding ? one : least));
    return { variantName, instance };
  }

  /** Changes weight and number of processes of a variant. */
  async scale(variantName: string, properties: VariantProperties): Promise<void> {
    const variant = this.variants.get(variantName);
    if (!variant) throw new RangeError(variantName);
    const count = properties.instanceCount ?? variant.instances.length;
    const added = Array.from({ length: Math.max(0, count - variant.instances.length) }, () =>
      this.newInstance(variant.config, variant.model),
    );
    try {
      await startAll(added);
    } catch (error) {
      await Promise.all(added.map((instance) => instance.drain()));
      throw error;
    }
    const removed = variant.instances.slice(count);
    variant.instances = [...variant.instances.slice(0, count), ...added];
    variant.weight = properties.weight ?? variant.weight;
    await Promise.all(removed.map((instance) => instance.drain()));
  }

  /** Number of its processes. */
  get size(): number {
    return [...this.variants.values()].reduce((sum, { instances }) => sum + instances.length, 0);
  }

  properties(): Map<string, Required<VariantProperties>> {
    return new Map(
      [...this.variants].map(([name, { weight, instances }]) => [
        name,
        { weight, instanceCount: instances.length },
      ]),
    );
  }

  /** As DescribeEndpoint tells a fleet's variants. */
  describe() {
    return [...this.variants.values()].map(({ config, model, weight, instances }) => ({
      VariantName: config.VariantName,
      DeployedImages: [
        {
          SpecifiedImage: model.image,
          ResolvedImage: model.image,
          ResolutionTime: this.deployedAt,
        },
      ],
      CurrentWeight: weight,
      DesiredWeight: weight,
      ...(config.ServerlessConfig
        ? { CurrentServerlessConfig: config.ServerlessConfig }
        : { CurrentInstanceCount: instances.length, DesiredInstanceCount: instances.length }),
    }));
  }

  /** Waits for the invocations under way, then ends all processes and removes what they were given. */
  async end(): Promise<void> {
    const instances = [...this.variants.values()].flatMap((variant) => variant.instances);
    await Promise.all(instances.map((instance) => instance.drain()));
    await rm(this.root, { recursive: true, force: true });
  }

  private async addVariant(
    config: ProductionVariant,
    { weight, instanceCount }: VariantProperties = {},
  ): Promise<void> {
    const { host, models, registry } = this.sources;
    const folder = `${this.root}/${config.VariantName}`;
    const model = await fetchModel(host, registry, models.get(config.ModelName), folder);
    const count = instanceCount ?? config.InitialInstanceCount ?? 1;
    const instances = Array.from({ length: count }, () => this.newInstance(config, model));
    this.variants.set(config.VariantName, {
      config,
      model,
      weight: weight ?? config.InitialVariantWeight,
      instances,
    });
    await startAll(instances);
  }

  private newInstance(config: ProductionVariant, model: ServedModel): ServingProcess {
    const seconds = config.ContainerStartupHealthCheckTimeoutInSeconds;
    const { host } = this.sources;
    const startUpMs = seconds === undefined ? host.limits.startUpMs : seconds * 1_000;
    return new ServingProcess(host, this.endpointName, config.VariantName, model, startUpMs);
  }
}

/** @throws {Error} one did not start; the others have started or failed by then. */
const startAll = async (instances: ServingProcess[]): Promise<void> => {
  const results = await Promise.allSettled(instances.map((instance) => instance.start()));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
};

const byWeight = (candidates: [string, Variant][]) => {
  const total = candidates.reduce((sum, [, { weight }]) => sum + weight, 0);
  let point = Math.random() * total;
  return candidates.find(([, { weight }]) => (point -= weight) < 0) ?? candidates.at(-1);
};
