import type { ModelEntry } from '@ngwaf/model-catalogue';
import type { Capacity, Endpoint } from '@ngwaf/sagemaker-utils';

import { DeploymentFailedError } from './errors.ts';
import type { DeployModelInput, Deployment } from './input.ts';
import type { DeployModelPorts } from './ports.ts';
import { capacityOf, environmentOf, type DeployableVersion } from './version.ts';

export interface Target {
  entry: ModelEntry;
  endpointName: string;
  version: DeployableVersion;
}

/** Whether an endpoint on one can go on with its number of instances on the other. */
const isAlike = (one: Capacity | undefined, other: Capacity): boolean =>
  one?.kind === 'real-time' &&
  other.kind === 'real-time' &&
  one.instanceType === other.instanceType;

/** Makes the version's SageMaker model and endpoint config; one with other settings is replaced. */
const prepare = async (
  ports: DeployModelPorts,
  { entry, version }: Target,
  capacity: Capacity,
): Promise<void> => {
  const { name } = version;
  const wanted = environmentOf(entry, version);
  const found = await ports.environmentOf(name);
  // The candidate was scored under this name before anybody knew its threshold.
  const isStale = found && Object.keys(wanted).some((key) => found[key] !== wanted[key]);
  if (isStale) {
    await ports.deleteConfig(name);
    await ports.deleteModel(name);
  }
  await ports.prepare(name, version, wanted, capacity);
};

/**
 * Asks the endpoint to serve a version; makes the endpoint if there is none.
 *
 * @throws {DeploymentFailedError} alarms ring, so that any version would be taken back.
 * @throws {LeaseLostError} another job may change the endpoint by now; nothing was changed.
 */
export const begin = async (
  ports: DeployModelPorts,
  target: Target,
  input: DeployModelInput,
  endpoint: Endpoint | undefined,
): Promise<Deployment> => {
  const { entry, endpointName, version } = target;
  const { name } = version;
  const guards = ports.guardingAlarms(entry);
  const ringing = endpoint ? await ports.ringing(guards) : [];
  if (ringing.length > 0 && !input.despite_alarms) {
    throw new DeploymentFailedError(
      `not switched to ${version.version}: ${ringing.join(' and ')} rings already, so that any version would be taken back. Find out why; a switch by hand can be made despite it (--despite-alarms)`,
    );
  }
  await ports.recordSwitch(input, name, endpoint?.configName);
  const capacity = capacityOf(entry);
  await prepare(ports, target, capacity);
  // First: what is live is approved at any time.
  const reason = input.reason ?? `put live by ${input.job_key}`;
  await ports.setApproval(version.packageArn, 'Approved', reason);
  if (!endpoint) await ports.createEndpoint(endpointName, name);
  else {
    const keepsInstances = isAlike(await ports.capacityOf(endpoint.configName), capacity);
    // SageMaker changes the kind of instances only of an endpoint that does not scale by itself.
    if (!keepsInstances) await ports.deregisterScaling(endpointName);
    await ports.updateEndpoint(endpointName, name, {
      alarms: guards.filter((alarm) => !ringing.includes(alarm)),
      instances: capacity.kind === 'real-time' ? capacity.instances : 1,
      keepsInstances,
    });
  }
  return { done: false, endpoint_config: name, approval_before: version.approval };
};
