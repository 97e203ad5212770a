import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { startNotebookEnvSchema } from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { parseEnv } from '@ngwaf/lambda-kit';
import { createNotebookInstances, systemClock } from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';
import { createTaskHeartbeat } from './task-heartbeat.ts';

const env = parseEnv(startNotebookEnvSchema);
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const instances = createNotebookInstances(new SageMakerClient({}));
const name = env.NOTEBOOK_INSTANCE_NAME;

export const handler = createHandler(
  {
    findJob: jobs.find,
    recordTaskToken: jobs.recordTaskToken,
    recordNotebookStart: jobs.recordNotebookStart,
    describeInstance: () => instances.describe(name),
    startInstance: () => instances.start(name),
    stopInstance: () => instances.stop(name),
    sendHeartbeat: createTaskHeartbeat(new SFNClient({})),
    now: () => new Date(),
  },
  systemClock,
);
