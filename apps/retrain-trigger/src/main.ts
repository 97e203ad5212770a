import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { retrainTriggerEnvSchema } from '@ngwaf/contracts';
import { createExecutions, randomSuffix } from '@ngwaf/executions';
import { createJobStore } from '@ngwaf/job-store';
import { parseEnv } from '@ngwaf/lambda-kit';

import { createDataSets } from './data-sets.ts';
import { createHandler } from './handler.ts';

const env = parseEnv(retrainTriggerEnvSchema);
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const dataSets = createDataSets(new S3Client({}));
const executions = createExecutions(new SFNClient({}), env.STATE_MACHINE_ARN);

export const handler = createHandler(
  {
    openDataSet: dataSets.open,
    storeSnapshot: dataSets.store,
    findJob: jobs.find,
    findIdempotencyRecord: jobs.findIdempotencyRecord,
    startJob: jobs.start,
    recordExecution: jobs.recordExecution,
    settle: jobs.settle,
    startExecution: executions.start,
    isExecutionRunning: executions.isRunning,
    now: () => new Date(),
    randomSuffix,
  },
  {
    trainBucket: env.TRAIN_BUCKET,
    wafBucket: env.WAF_BUCKET,
    maxWaitingSeconds: env.MAX_WAITING_SECONDS,
    maxDataSetBytes: env.MAX_DATA_SET_BYTES,
  },
);
