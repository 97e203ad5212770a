import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { checkJobStatusEnvSchema } from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { parseEnv } from '@ngwaf/lambda-kit';

import { createHandler } from './handler.ts';

const env = parseEnv(checkJobStatusEnvSchema);
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);

export const handler = createHandler({ findJob: jobs.find });
