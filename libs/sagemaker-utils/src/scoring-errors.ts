import { CodedError } from '@ngwaf/lambda-kit';

/** There is no endpoint, or nothing answers behind it. */
export class EndpointUnavailableError extends CodedError {
  override readonly name = 'EndpointUnavailableError';
  readonly code = 'endpoint_unavailable';

  constructor(options?: ErrorOptions) {
    super('The model is not available right now; try again', { ...options, retryAfterSeconds: 10 });
  }
}

/** The endpoint did not answer in time. */
export class EndpointTimeoutError extends CodedError {
  override readonly name = 'EndpointTimeoutError';
  readonly code = 'endpoint_timeout';

  constructor(options?: ErrorOptions) {
    super('The model did not answer in time; try again', { ...options, retryAfterSeconds: 1 });
  }
}

/** The endpoint has more to do than it can. */
export class EndpointThrottledError extends CodedError {
  override readonly name = 'EndpointThrottledError';
  readonly code = 'endpoint_throttled';

  constructor(options?: ErrorOptions) {
    super('The model has too much to do right now; try again', {
      ...options,
      retryAfterSeconds: 1,
    });
  }
}

/** The model's container failed, or answered something that is no answer. */
export class ModelFailedError extends CodedError {
  override readonly name = 'ModelFailedError';
  readonly code = 'model_failed';

  constructor(options?: ErrorOptions) {
    super('The model failed to score this; try again', { ...options, retryAfterSeconds: 5 });
  }
}

const THROTTLED = new Set(['ThrottlingException', 'TooManyRequestsException']);
const UNAVAILABLE = new Set([
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'InternalFailure',
  'InternalDependencyException',
  'InternalStreamFailure',
  'ModelNotReadyException',
]);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'EAI_AGAIN']);
const NO_ENDPOINT = /not found|could not find|does not exist/i;

/** The coded error for one of the SDK's; what is a fault of ours (permissions, say) stays as it is. */
export const toScoringError = (error: unknown, timedOut: boolean): unknown => {
  const options = { cause: error };
  if (timedOut) return new EndpointTimeoutError(options);
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  if (name === 'TimeoutError') return new EndpointTimeoutError(options);
  if (name === 'ModelError') return new ModelFailedError(options);
  if (THROTTLED.has(name)) return new EndpointThrottledError(options);
  const isNetwork = 'code' in error && typeof error.code === 'string' && NETWORK.has(error.code);
  const isMissing = name.startsWith('Validation') && NO_ENDPOINT.test(message);
  return UNAVAILABLE.has(name) || isNetwork || isMissing
    ? new EndpointUnavailableError(options)
    : error;
};
