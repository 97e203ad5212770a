export {
  CodedError,
  ERROR_CODES,
  type CodedErrorOptions,
  type ErrorCode,
  type ErrorDetails,
  type Issue,
} from './coded-error.ts';
export { STATUS_BY_CODE } from './error-status.ts';
export { InvalidRequestError } from './invalid-request-error.ts';
export { IdempotencyConflictError, ModelNotFoundError } from './shared-errors.ts';
export { describeIssues } from './describe-issues.ts';
export { describeValue } from './describe-value.ts';
export { EnvironmentError, parseEnv } from './parse-env.ts';
export { httpHandler, type HttpHandler, type HttpHandlerOptions } from './http-handler.ts';
export { RouteNotFoundError, httpRoutes } from './http-routes.ts';
export { type HttpResponse } from './http-response.ts';
export { taskHandler, type TaskContext } from './task-handler.ts';
export { queueHandler, type BatchResponse, type Delivery } from './queue-handler.ts';
export { createLogger, type LogFields, type Logger } from './logger.ts';
export { createMetrics, type MetricUnit, type Metrics } from './metrics.ts';
