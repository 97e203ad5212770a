import { httpHandler, httpRoutes, type Logger } from '@ngwaf/lambda-kit';
import * as z from 'zod/mini';

import { listAllJobs, listJobs, type GetAllJobStatusPorts } from './get-all-job-status.ts';

const DEFAULT_LIMIT = 20;
const LIMIT = 'a whole number from 1 to 100';

const everything = z.object({});
const page = z.object({
  queryStringParameters: z.object({
    limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/, LIMIT))),
    next_token: z.optional(z.string().check(z.minLength(1))),
    model: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  }),
});

export const createHandler = (ports: GetAllJobStatusPorts, logger?: Logger) => {
  const options = logger ? { logger } : {};
  return httpRoutes({
    'GET /all-jobs': httpHandler(everything, () => listAllJobs(ports), {
      ...options,
      body: ({ jobs }) => jobs,
      headers: ({ nextToken }): Record<string, string> =>
        nextToken === undefined ? {} : { 'X-Next-Token': nextToken },
    }),
    'GET /jobs': httpHandler(
      page,
      ({ queryStringParameters: { limit, next_token, model } }) =>
        listJobs(ports, { limit: Number(limit ?? DEFAULT_LIMIT), nextToken: next_token, model }),
      { ...options, body: ({ jobs, nextToken }) => ({ jobs, next_token: nextToken }) },
    ),
  });
};
