import type { ErrorCode } from './coded-error.ts';

/** The HTTP status of each code; a new code does not compile until it has one. */
export const STATUS_BY_CODE: Record<ErrorCode, number> = {
  invalid_request: 400,
  data_set_invalid: 400,
  data_set_not_readable: 400,
  data_set_changed: 409,
  // Not 409: clients of `POST /retrain` rely on 400.
  job_in_progress: 400,
  idempotency_conflict: 409,
  start_unconfirmed: 503,
  route_not_found: 404,
  job_not_found: 404,
  model_not_found: 404,
  job_already_exists: 409,
  job_already_ended: 409,
  lease_lost: 409,
  pipeline_contended: 503,
  notebook_instance_busy: 503,
  notebook_instance_failed: 503,
  notebook_instance_not_found: 503,
  endpoint_unavailable: 503,
  endpoint_timeout: 503,
  endpoint_throttled: 503,
  endpoint_update_failed: 503,
  model_failed: 503,
  wait_timed_out: 503,
  routing_unavailable: 503,
};
