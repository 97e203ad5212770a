import { httpHandler, httpRoutes, type Logger } from '@ngwaf/lambda-kit';
import * as z from 'zod/mini';

import { checkJobStatus, type CheckJobStatusPorts } from './check-job-status.ts';

const jobKey = z.string().check(z.minLength(1), z.maxLength(63));
const byBody = z.object({ body: z.object({ job_key: jobKey }) });
const byPath = z.object({ pathParameters: z.object({ job_key: jobKey }) });

export const createHandler = (ports: CheckJobStatusPorts, logger?: Logger) => {
  const options = logger ? { logger } : {};
  return httpRoutes({
    'POST /status': httpHandler(byBody, ({ body }) => checkJobStatus(ports, body.job_key), options),
    'GET /jobs/{job_key}': httpHandler(
      byPath,
      ({ pathParameters }) => checkJobStatus(ports, pathParameters.job_key),
      options,
    ),
  });
};
