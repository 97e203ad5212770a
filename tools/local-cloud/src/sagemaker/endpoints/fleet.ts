import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { principalOf } from '../api/principal.ts';
import type { Host } from '../host.ts';
import type { EndpointConfig, ProductionVariant } from '../resources/endpoint-configs.ts';
import type { ModelPackages } from '../resources/model-packages.ts';
import type { Models } from '../resources/models.ts';
import { fetchModel } from './served-model.ts';
import type { ServingProcess } from './serving-process.ts';
import { Variant, type VariantProperties } from './variant.ts';

/** What a fleet is built from. */
export interface FleetSources {
  host: Host;
  models: Models;
  registry: ModelPackages;
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

  private constructor(
    private readonly sources: FleetSources,
    private readonly endpointName: string,
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
    retained = new Map<string, VariantProperties>(),
  ): Promise<Fleet> {
    const fleet = new Fleet(sources, endpointName);
    // All of them, also after a failure: what is still starting could not be ended.
    const results = await Promise.allSettled(
      config.ProductionVariants.map((variant) =>
        fleet.start(variant, retained.get(variant.VariantName)),
      ),
    );
    // In the config's order, whichever was ready first.
    for (const result of results) {
      if (result.status === 'fulfilled') fleet.variants.set(result.value.name, result.value);
    }
    const failure = results.find((result) => result.status === 'rejected');
    if (!failure) return fleet;
    await fleet.end();
    throw failure.reason;
  }

  /** Number of its processes. */
  get size(): number {
    return [...this.variants.values()].reduce((sum, { instanceCount }) => sum + instanceCount, 0);
  }

  /**
   * The least busy healthy process of the wanted variant, or of one chosen by weight.
   *
   * @returns `undefined` when no process is healthy.
   * @throws {RangeError} there is no such variant.
   */
  choose(target?: string): Chosen | undefined {
    if (target !== undefined && !this.variants.has(target)) throw new RangeError(target);
    const candidates = [...this.variants.values()].flatMap((variant) => {
      const instance = variant.leastBusy();
      const isWanted = target === undefined || variant.name === target;
      return instance && isWanted ? [{ variant, instance }] : [];
    });
    const chosen = byWeight(candidates);
    return chosen && { variantName: chosen.variant.name, instance: chosen.instance };
  }

  /** Changes weight and number of processes of a variant that the fleet has. */
  async scale(name: string, { weight, instanceCount }: VariantProperties): Promise<void> {
    const variant = this.variants.get(name);
    if (!variant) throw new RangeError(name);
    if (instanceCount !== undefined) await variant.scale(instanceCount);
    variant.weight = weight ?? variant.weight;
  }

  /** Weight and number of processes of each variant at the moment. */
  properties(): Map<string, Required<VariantProperties>> {
    return new Map(
      [...this.variants].map(([name, { weight, instanceCount }]) => [
        name,
        { weight, instanceCount },
      ]),
    );
  }

  /** As DescribeEndpoint tells a fleet's variants. */
  describe() {
    return [...this.variants.values()].map((variant) => variant.describe());
  }

  /** Waits for the invocations under way, then ends all processes and removes what they were given. */
  async end(): Promise<void> {
    await Promise.all([...this.variants.values()].map((variant) => variant.end()));
    await rm(this.root, { recursive: true, force: true });
  }

  private async start(
    config: ProductionVariant,
    retained: VariantProperties = {},
  ): Promise<Variant> {
    const { host, models, registry } = this.sources;
    const folder = join(this.root, config.VariantName);
    const created = models.get(config.ModelName);
    const principal = principalOf('endpoint', this.endpointName, created.ExecutionRoleArn);
    const model = await fetchModel(host, registry, created, principal, folder);
    const variant = new Variant(host, this.endpointName, config, model, retained.weight);
    await variant.scale(retained.instanceCount);
    return variant;
  }
}

const byWeight = (candidates: { variant: Variant; instance: ServingProcess }[]) => {
  const total = candidates.reduce((sum, { variant }) => sum + variant.weight, 0);
  let point = Math.random() * total;
  return candidates.find(({ variant }) => (point -= variant.weight) < 0) ?? candidates.at(-1);
};
