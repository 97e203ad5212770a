import type { Endpoint } from './endpoints.ts';
import type { ModelPackage } from './model-packages.ts';

/** What taking a version back needs; every request may be repeated. */
export interface TakeBackPorts {
  /** The endpoint once no update runs. */
  settledEndpoint(): Promise<Endpoint | undefined>;
  /** Has the endpoint serve another config, and checks that it does. */
  switchEndpoint(configName: string): Promise<void>;
  deleteEndpointConfig(name: string): Promise<void>;
  deleteModel(name: string): Promise<void>;
  findModelPackage(): Promise<ModelPackage | undefined>;
  rejectModelPackage(arn: string, reason: string): Promise<void>;
}

export interface VersionToTakeBack {
  /** Name of its endpoint config and its model. */
  version: string;
  /** What the endpoint served before; absent, it is not known to have served anything. */
  previousConfig: string | undefined;
  /** Why; stands in the registry from then on. */
  reason: string;
}

/**
 * Takes a version out of service: the endpoint goes back to what it served before, endpoint config
 * and model are deleted, the model package is rejected.
 *
 * Answers `kept` where there is nothing to go back to: better this version than none, so the
 * endpoint keeps it, and the registry its approval.
 */
export const takeBackVersion = async (
  ports: TakeBackPorts,
  { version, previousConfig, reason }: VersionToTakeBack,
): Promise<'taken_back' | 'kept'> => {
  const endpoint = await ports.settledEndpoint();
  if (endpoint?.configName === version) {
    if (previousConfig === undefined) return 'kept';
    await ports.switchEndpoint(previousConfig);
  }
  await ports.deleteEndpointConfig(version);
  await ports.deleteModel(version);

  const modelPackage = await ports.findModelPackage();
  if (modelPackage && modelPackage.approvalStatus !== 'Rejected') {
    await ports.rejectModelPackage(modelPackage.arn, reason);
  }
  return 'taken_back';
};
