import { Fn } from 'cdktf';
import {
  formatTags,
  pipelineTags,
  resourceNames,
  type PipelineEnvironment,
} from '@ngwaf/contracts';
import type { Environment } from '../config/environments.ts';
import type { EncryptionKey } from '../constructs/encryption-key.ts';
import type { Location } from '../constructs/location.ts';
import type { ModelRole } from '../constructs/model-role.ts';
import type { ServingEndpoint } from '../constructs/serving-endpoint.ts';
import type { Variables } from './variables.ts';

export interface PipelineEnvironmentParts {
  environment: Environment;
  variables: Variables;
  location: Location;
  modelRole: ModelRole;
  endpoint: ServingEndpoint;
  encryption: EncryptionKey;
  bucketName: string;
  artefactBucketName: string;
}

/** What the training notebook is told at its start, and the command that makes the first endpoint. */
export const pipelineEnvironment = (parts: PipelineEnvironmentParts): PipelineEnvironment => {
  const { environment, modelRole, endpoint } = parts;
  const names = resourceNames(environment.prefix);
  return {
    NGWAF_REGION: parts.location.region,
    NGWAF_TABLE: names.table,
    NGWAF_BUCKET: parts.bucketName,
    NGWAF_ARTEFACT_BUCKET: parts.artefactBucketName,
    NGWAF_NOTEBOOK_INSTANCE: names.notebookInstance,
    NGWAF_ENDPOINT: endpoint.name,
    NGWAF_SCORING_MODE: environment.scoring.mode,
    NGWAF_MODEL_PACKAGE_GROUP: names.modelPackageGroup,
    NGWAF_EXECUTION_ROLE_ARN: modelRole.arn,
    NGWAF_TRAINING_IMAGE: modelRole.imageUri,
    NGWAF_SERVING_IMAGE: modelRole.imageUri,
    NGWAF_TRAINING_INSTANCE_TYPE: environment.trainingInstanceType,
    NGWAF_ENDPOINT_INSTANCE_TYPE: environment.endpointInstanceType,
    NGWAF_ENDPOINT_INSTANCE_COUNT: String(environment.endpointInstanceCount),
    NGWAF_ROLLBACK_ALARMS: endpoint.rollbackAlarms.join(','),
    // By itself it would leave the stack as a number.
    NGWAF_HEARTBEAT_SECONDS: Fn.tostring(parts.variables.heartbeatSeconds.value),
    NGWAF_VERSIONS_KEPT: String(environment.versionsKept),
    NGWAF_BAKE_SECONDS: Fn.tostring(parts.variables.bakeSeconds.value),
    NGWAF_TAGS: formatTags(pipelineTags(environment.name)),
    NGWAF_KMS_KEY_ARN: parts.encryption.arn ?? '',
  };
};
