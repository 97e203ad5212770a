import type { LeaseHolder } from '@ngwaf/job-store';
import type { ModelEntry } from '@ngwaf/model-catalogue';
import type {
  Capacity,
  Endpoint,
  EndpointVersions,
  ModelPackageRecord,
  ScalingBounds,
} from '@ngwaf/sagemaker-utils';

import type { DeployableVersion } from './version.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface DeployModelPorts extends Pick<EndpointVersions, 'environmentOf' | 'capacityOf'> {
  findModel(name: string): ModelEntry | undefined;
  endpointName(entry: ModelEntry): string;
  findPackage(arn: string): Promise<ModelPackageRecord | undefined>;
  setApproval(arn: string, status: DeployableVersion['approval'], reason: string): Promise<void>;
  recordLive(arn: string, liveSince: string, replaced?: string): Promise<void>;
  endpoint(name: string): Promise<Endpoint | undefined>;
  /** Makes SageMaker model and endpoint config of a version, unless they are there. */
  prepare(
    name: string,
    version: DeployableVersion,
    environment: Record<string, string>,
    capacity: Capacity,
  ): Promise<void>;
  createEndpoint(name: string, config: string): Promise<void>;
  /** Asks for a switch that the alarms guard. */
  updateEndpoint(name: string, config: string, options: SwitchOptions): Promise<void>;
  deleteEndpoint(name: string): Promise<void>;
  deleteConfig(name: string): Promise<void>;
  deleteModel(name: string): Promise<void>;
  /** Names of the endpoint's configs, newest first. */
  configs(endpointName: string): Promise<string[]>;
  /** The version that the endpoint says it is. */
  answeringVersion(entry: ModelEntry, endpointName: string): Promise<string>;
  /** Alarms that guard switches of the model's endpoint, by name. */
  guardingAlarms(entry: ModelEntry): string[];
  ringing(alarms: readonly string[]): Promise<string[]>;
  registerScaling(endpointName: string, bounds: ScalingBounds): Promise<void>;
  deregisterScaling(endpointName: string): Promise<void>;
  /** Fenced: what the job puts live, and what a failed job goes back to. */
  recordSwitch(holder: LeaseHolder, name: string, previousConfig?: string): Promise<void>;
  /** What the endpoint served before the job switched it; `undefined` where there was nothing. */
  previousConfig(jobKey: string): Promise<string | undefined>;
  now(): Date;
}

export interface SwitchOptions {
  alarms: readonly string[];
  /** How many the version begins with. */
  instances: number;
  /** Whether as many instances go on as there are now. */
  keepsInstances: boolean;
}
