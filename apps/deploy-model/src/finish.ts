import { versionOfResource } from '@ngwaf/contracts';
import { CodedError } from '@ngwaf/lambda-kit';

import type { Target } from './begin.ts';
import { DeploymentFailedError } from './errors.ts';
import type { Deployment } from './input.ts';
import type { DeployModelPorts } from './ports.ts';

/** Removes configs and models of all but the live version and the last few before it. */
const removeOldVersions = async (
  ports: DeployModelPorts,
  { entry, endpointName, version }: Target,
  previousConfig: string | undefined,
): Promise<void> => {
  const superseded = (await ports.configs(endpointName)).filter(
    (name) => name !== version.name && versionOfResource(endpointName, name) !== undefined,
  );
  for (const name of superseded.slice(entry.retention.versions)) {
    // The one to go back to stays, whatever its age.
    if (name === previousConfig) continue;
    await ports.deleteConfig(name);
    await ports.deleteModel(name);
  }
};

/**
 * What is left once the endpoint serves the version: to see that it answers as that version, to have
 * it scale, to record it, and to remove what is too old to go back to.
 *
 * @throws {DeploymentFailedError} it answers as another version, or not at all.
 */
export const finish = async (
  ports: DeployModelPorts,
  target: Target,
  previousConfig: string | undefined,
): Promise<Deployment> => {
  const { entry, endpointName, version } = target;
  const answering = await ports.answeringVersion(entry, endpointName).catch((error: unknown) => {
    if (!(error instanceof CodedError)) throw error;
    const message = `${endpointName} does not answer as ${version.version}: ${error.message}`;
    throw new DeploymentFailedError(message, { cause: error });
  });
  if (answering !== version.version) {
    throw new DeploymentFailedError(
      `${endpointName} answers as ${answering}, expected ${version.version}`,
    );
  }
  if (entry.serving.kind === 'real-time') {
    await ports.registerScaling(endpointName, entry.serving);
  }
  const replaced = previousConfig && versionOfResource(endpointName, previousConfig);
  await ports.recordLive(version.packageArn, ports.now().toISOString(), replaced);
  await removeOldVersions(ports, target, previousConfig);
  return { done: true, endpoint_config: version.name };
};
