import { versionResourceName } from '@ngwaf/contracts';
import type { ModelEntry } from '@ngwaf/model-catalogue';
import type { Capacity, ModelPackageRecord } from '@ngwaf/sagemaker-utils';

import { VersionNotDeployableError } from './errors.ts';

/** A registered version of a model, and what it is served as. */
export interface DeployableVersion {
  packageArn: string;
  version: string;
  /** Of its SageMaker model and its endpoint config. */
  name: string;
  image: string;
  artefact: string;
  /** The score from which on the label is 1, in [0, 1]. */
  threshold: number;
  approval: NonNullable<ModelPackageRecord['approvalStatus']>;
}

/**
 * What the registry says of a version.
 *
 * @throws {VersionNotDeployableError} something that serving needs is not in the registry.
 */
export const toVersion = (
  endpointName: string,
  arn: string,
  found: ModelPackageRecord | undefined,
): DeployableVersion => {
  const { version, threshold: thresholdText = '' } = found?.metadata ?? {};
  const threshold = thresholdText === '' ? NaN : Number(thresholdText);
  if (
    !found ||
    !version ||
    !found.image ||
    !found.artefact ||
    !(threshold >= 0 && threshold <= 1)
  ) {
    throw new VersionNotDeployableError(
      `expected a model package with image, artefact and the metadata version and threshold (0 to 1) at ${arn}, found ${found ? JSON.stringify(found.metadata) : 'none'}`,
    );
  }
  return {
    packageArn: arn,
    ...{ version, threshold, image: found.image, artefact: found.artefact },
    name: versionResourceName(endpointName, version),
    approval: found.approvalStatus ?? 'PendingManualApproval',
  };
};

/** How AWS's framework container finds the code in the artefact. */
const SCRIPT_MODE = {
  SAGEMAKER_PROGRAM: 'inference.py',
  SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
  // The container installs the code with pip, which would fetch its build tools from the package
  // index: an instance must start without it. (0 means: none.)
  PIP_NO_BUILD_ISOLATION: '0',
};

/** Environment of the container that serves a version. */
export const environmentOf = (
  { algorithm }: ModelEntry,
  { version, threshold }: DeployableVersion,
): Record<string, string> => ({
  ...(algorithm.image === 'sagemaker-scikit-learn' && SCRIPT_MODE),
  NGWAF_MODEL_VERSION: version,
  NGWAF_THRESHOLD: String(threshold),
});

/** What an entry's versions run on. */
export const capacityOf = ({ serving }: ModelEntry): Capacity =>
  serving.kind === 'serverless'
    ? { kind: 'serverless', memoryMb: serving.memoryMb, maxConcurrency: serving.maxConcurrency }
    : {
        kind: 'real-time',
        instanceType: serving.instanceType,
        instances: serving.minInstances,
      };
