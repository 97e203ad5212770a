import { now } from '../api/now.ts';
import type { Host } from '../host.ts';
import type { ProductionVariant } from '../resources/endpoint-configs.ts';
import type { ServedModel } from './served-model.ts';
import { ServingProcess } from './serving-process.ts';

/** Weight and number of instances of a variant, where they differ from its config's. */
export interface VariantProperties {
  weight?: number | undefined;
  instanceCount?: number | undefined;
}

/** A production variant that runs: one model on one or more processes. */
export class Variant {
  weight: number;
  private instances: ServingProcess[] = [];
  private readonly deployedAt = now();

  constructor(
    private readonly host: Host,
    private readonly endpointName: string,
    private readonly config: ProductionVariant,
    private readonly model: ServedModel,
    weight: number | undefined,
  ) {
    this.weight = weight ?? config.InitialVariantWeight;
  }

  get name(): string {
    return this.config.VariantName;
  }

  get instanceCount(): number {
    return this.instances.length;
  }

  /**
   * Starts or ends processes until there are this many.
   *
   * @throws {Error} one did not start: nothing has changed then.
   */
  async scale(count = this.config.InitialInstanceCount ?? 1): Promise<void> {
    const missing = Math.max(0, count - this.instances.length);
    const added = Array.from({ length: missing }, () => this.newInstance());
    // All of them, also after a failure: what is still starting could not be ended.
    const results = await Promise.allSettled(added.map((instance) => instance.start()));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) {
      await Promise.all(added.map((instance) => instance.drain()));
      throw failure.reason;
    }
    const removed = this.instances.slice(count);
    this.instances = [...this.instances.slice(0, count), ...added];
    await Promise.all(removed.map((instance) => instance.drain()));
  }

  /** The healthy process with the fewest invocations under way; `undefined` when none is healthy. */
  leastBusy(): ServingProcess | undefined {
    return this.instances
      .filter((instance) => instance.isHealthy)
      .sort((a, b) => a.outstanding - b.outstanding)[0];
  }

  /** Waits for the invocations under way and ends all processes. */
  async end(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.drain()));
  }

  /** As DescribeEndpoint tells it. */
  describe() {
    const { image } = this.model;
    return {
      VariantName: this.name,
      DeployedImages: [
        { SpecifiedImage: image, ResolvedImage: image, ResolutionTime: this.deployedAt },
      ],
      CurrentWeight: this.weight,
      DesiredWeight: this.weight,
      ...(this.config.ServerlessConfig
        ? { CurrentServerlessConfig: this.config.ServerlessConfig }
        : { CurrentInstanceCount: this.instanceCount, DesiredInstanceCount: this.instanceCount }),
    };
  }

  private newInstance(): ServingProcess {
    const seconds = this.config.ContainerStartupHealthCheckTimeoutInSeconds;
    const startUpMs = seconds === undefined ? this.host.limits.startUpMs : seconds * 1_000;
    const { host, endpointName, name } = this;
    const identity = {
      owner: `endpoint ${endpointName}`,
      part: `production variant ${name}`,
      logFile: (id: string) => host.logFile('endpoints', endpointName, `${name}-${id}.log`),
      logTarget: (id: string) => ({
        group: `/aws/sagemaker/Endpoints/${endpointName}`,
        stream: `${name}/${id}`,
      }),
    };
    return new ServingProcess(host, identity, this.model, startUpMs);
  }
}
