import { CodedError } from '@ngwaf/lambda-kit';

/** The endpoint does not serve what it was asked to serve. */
export class DeploymentFailedError extends CodedError {
  override readonly name = 'DeploymentFailedError';
  readonly code = 'endpoint_update_failed';
}

/** What is to be served is not in the registry, or not as a version of a model of the catalogue. */
export class VersionNotDeployableError extends CodedError {
  override readonly name = 'VersionNotDeployableError';
  readonly code = 'endpoint_update_failed';
}
