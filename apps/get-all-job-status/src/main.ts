import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getAllJobStatusEnvSchema } from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { createLogger, parseEnv } from '@ngwaf/lambda-kit';

import { createHandler } from './handler.ts';

const env = parseEnv(getAllJobStatusEnvSchema);
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const logger = createLogger();

export const handler = createHandler({
  listNewestFirst: jobs.listNewestFirst,
  reportUnreadable: (jobKeys) => logger.error('items are no valid jobs', { job_keys: jobKeys }),
});
