import { validationException } from '../api/errors.ts';
import { now } from '../api/now.ts';
import { reasonOf } from '../host.ts';
import type { EndpointConfig } from '../resources/endpoint-configs.ts';
import { shiftTraffic, type DeploymentConfig } from './deployment.ts';
import { Fleet, type Chosen, type FleetSources } from './fleet.ts';
import type { VariantProperties } from './variant.ts';

export type EndpointStatus = 'Creating' | 'InService' | 'Updating' | 'Deleting' | 'Failed';

/** A wanted change of one variant. */
export interface WantedVariant extends VariantProperties {
  name: string;
}

/** One endpoint: the fleet that is live, and during a deployment the one that is to follow it. */
export class Endpoint {
  status: EndpointStatus = 'Creating';
  readonly createdAt = now();
  modifiedAt = this.createdAt;
  private failureReason: string | undefined;
  private live: Fleet | undefined;
  private next: { fleet: Fleet; share: number } | undefined;
  private pending: { config: EndpointConfig; since: number } | undefined;

  constructor(
    private readonly sources: FleetSources,
    readonly name: string,
    readonly arn: string,
    private config: EndpointConfig,
    private lastDeploymentConfig: DeploymentConfig | undefined,
  ) {}

  get configName(): string {
    return this.config.EndpointConfigName;
  }

  /** Starts the first fleet; ends InService or Failed. */
  async create(): Promise<void> {
    this.pending = { config: this.config, since: now() };
    try {
      this.live = await Fleet.launch(this.sources, this.name, this.config);
      this.become('InService');
    } catch (error) {
      this.become('Failed', reasonOf(error));
    }
  }

  /**
   * Replaces the live fleet, blue, by one of another config, green; no invocation is lost.
   *
   * Ends InService with the new config or, when green does not start or an alarm rings, with the old
   * one and the reason.
   */
  async update(
    config: EndpointConfig,
    retained: Map<string, VariantProperties>,
    deploymentConfig: DeploymentConfig | undefined,
  ): Promise<void> {
    this.pending = { config, since: now() };
    const blue = this.live;
    let green: Fleet | undefined;
    try {
      green = await Fleet.launch(this.sources, this.name, config, retained);
      const next = { fleet: green, share: 0 };
      this.next = next;
      await shiftTraffic(deploymentConfig ?? {}, {
        shift: (share) => (next.share = share),
        ringing: (names) => this.sources.host.alarms.ringing(names),
        instanceCount: green.size,
        signal: this.sources.host.closing,
      });
      this.live = green;
      this.next = undefined;
      this.config = config;
      this.lastDeploymentConfig = deploymentConfig;
      this.become('InService');
    } catch (error) {
      this.next = undefined;
      this.become('InService', reasonOf(error));
    }
    await (this.live === blue ? green : blue)?.end();
  }

  /** Changes weights and instance counts of the live fleet. */
  async scale(wanted: WantedVariant[]): Promise<void> {
    try {
      for (const { name, ...properties } of wanted) await this.live?.scale(name, properties);
      this.become('InService');
    } catch (error) {
      this.become('InService', reasonOf(error));
    }
  }

  async end(): Promise<void> {
    await this.live?.end();
  }

  /** Marks the endpoint as busy. @throws {ValidationException} it is busy already, or failed. */
  begin(status: 'Updating' | 'Deleting'): void {
    if (this.status === 'Failed' && status === 'Updating') {
      throw validationException(
        `Cannot update endpoint "${this.arn}" in status "Failed"; it can only be deleted.`,
      );
    }
    if (this.status !== 'InService' && this.status !== 'Failed') {
      throw validationException(`Cannot update in-progress endpoint "${this.arn}".`);
    }
    this.status = status;
    this.modifiedAt = now();
  }

  /**
   * The process for one invocation.
   *
   * @returns `undefined` when there is none at the moment.
   * @throws {RangeError} there is no variant of this name.
   */
  choose(target?: string): Chosen | undefined {
    const { next } = this;
    if (next && Math.random() < next.share) {
      const chosen = next.fleet.choose(target);
      if (chosen) return chosen;
    }
    return this.live?.choose(target);
  }

  /** Weights and instance counts at the moment, by variant. */
  properties(): Map<string, Required<VariantProperties>> {
    return this.live?.properties() ?? new Map<string, Required<VariantProperties>>();
  }

  describe() {
    const { pending } = this;
    return {
      EndpointName: this.name,
      EndpointArn: this.arn,
      EndpointConfigName: this.configName,
      EndpointStatus: this.status,
      CreationTime: this.createdAt,
      LastModifiedTime: this.modifiedAt,
      ...(this.live && { ProductionVariants: this.live.describe() }),
      ...(this.failureReason !== undefined && { FailureReason: this.failureReason }),
      ...(this.lastDeploymentConfig && { LastDeploymentConfig: this.lastDeploymentConfig }),
      ...(pending && {
        PendingDeploymentSummary: {
          EndpointConfigName: pending.config.EndpointConfigName,
          StartTime: pending.since,
          ProductionVariants: pending.config.ProductionVariants.map((variant) => ({
            VariantName: variant.VariantName,
            DesiredWeight: variant.InitialVariantWeight,
            DesiredInstanceCount: variant.InitialInstanceCount,
            InstanceType: variant.InstanceType,
          })),
        },
      }),
    };
  }

  private become(status: EndpointStatus, failureReason?: string): void {
    this.status = status;
    this.failureReason = failureReason?.slice(0, 1_024);
    this.pending = undefined;
    this.modifiedAt = now();
  }
}
