import { CodedError } from '@ngwaf/lambda-kit';

/** There is no notebook instance of this name. */
export class NotebookInstanceNotFoundError extends CodedError {
  override readonly name = 'NotebookInstanceNotFoundError';
  readonly code = 'notebook_instance_not_found';
}

/** The notebook instance is in a state from which it cannot be started or stopped yet. */
export class NotebookInstanceBusyError extends CodedError {
  override readonly name = 'NotebookInstanceBusyError';
  readonly code = 'notebook_instance_busy';
}

/** The endpoint serves another config than asked for, or none. */
export class EndpointUpdateFailedError extends CodedError {
  override readonly name = 'EndpointUpdateFailedError';
  readonly code = 'endpoint_update_failed';
}

/** SageMaker took longer than the wait allows; what was waited for may still come. */
export class WaitTimedOutError extends CodedError {
  override readonly name = 'WaitTimedOutError';
  readonly code = 'wait_timed_out';
}
