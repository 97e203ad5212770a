import type { Endpoint } from '@ngwaf/sagemaker-utils';

import { begin, type Target } from './begin.ts';
import { DeploymentFailedError, VersionNotDeployableError } from './errors.ts';
import { finish } from './finish.ts';
import type { DeployModelInput, Deployment } from './input.ts';
import type { DeployModelPorts } from './ports.ts';
import { toVersion } from './version.ts';

/** States that pass by themselves. */
const IN_TRANSITION: ReadonlySet<string> = new Set([
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'Deleting',
]);

const targetOf = async (ports: DeployModelPorts, input: DeployModelInput): Promise<Target> => {
  const entry = ports.findModel(input.model);
  if (entry?.pipeline !== 'framework') {
    throw new VersionNotDeployableError(
      `expected a model that the framework trains, found ${input.model}`,
    );
  }
  const arn = input.comparison.model_package_arn;
  const endpointName = ports.endpointName(entry);
  const version = toVersion(endpointName, arn, await ports.findPackage(arn));
  return { entry, endpointName, version };
};

/** The config that an endpoint serves, or is to serve once what runs is done. */
const wantedConfig = (endpoint: Endpoint): string => endpoint.nextConfigName ?? endpoint.configName;

/** An endpoint that never came up serves nobody, and would be in the way of the next version. */
const removeFailed = async (ports: DeployModelPorts, { endpointName }: Target): Promise<void> => {
  await ports.deregisterScaling(endpointName);
  await ports.deleteEndpoint(endpointName);
};

const failed = async (
  ports: DeployModelPorts,
  target: Target,
  endpoint: Endpoint | undefined,
  before: Deployment['approval_before'],
): Promise<never> => {
  const { endpointName, version } = target;
  const found = endpoint
    ? `is ${endpoint.status} with ${endpoint.configName}: ${endpoint.failureReason ?? 'SageMaker gives no reason'}`
    : 'is gone';
  const reason = `${endpointName} ${found}. Expected ${version.name} InService`;
  // What is not live is approved only if it was so before.
  const approval = before === 'Approved' ? 'Approved' : 'Rejected';
  await ports.setApproval(version.packageArn, approval, reason);
  if (endpoint?.status === 'Failed') await removeFailed(ports, target);
  throw new DeploymentFailedError(reason);
};

/**
 * Puts a registered version live, a step a call: asks for it, and answers whether it is live by now.
 * To be called with its last answer until that is done; every call may be repeated.
 *
 * @throws {VersionNotDeployableError} nothing was changed.
 * @throws {DeploymentFailedError} the endpoint serves what it did before. Also where SageMaker went
 *   back to that without an error, as it does when new instances do not get healthy or alarms ring.
 * @throws {LeaseLostError} another job may change the endpoint by now.
 */
export const deployModel = async (
  ports: DeployModelPorts,
  input: DeployModelInput,
): Promise<Deployment> => {
  const target = await targetOf(ports, input);
  const { endpointName, version } = target;
  const endpoint = await ports.endpoint(endpointName);
  const { deployment } = input;
  const isAsked = deployment?.endpoint_config !== undefined;
  const isOurs = endpoint !== undefined && wantedConfig(endpoint) === version.name;

  if (endpoint && IN_TRANSITION.has(endpoint.status)) {
    return { ...(isAsked && deployment), done: false };
  }
  if (endpoint?.status === 'InService' && isOurs) {
    return finish(ports, target, await ports.previousConfig(input.job_key));
  }
  if (isAsked) return failed(ports, target, endpoint, deployment.approval_before);
  if (endpoint?.status === 'Failed') {
    await removeFailed(ports, target);
    return { done: false };
  }
  return begin(ports, target, input, endpoint);
};
