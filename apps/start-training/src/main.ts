import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { parseTags, startTrainingEnvSchema } from '@ngwaf/contracts';
import { createExecutions, randomSuffix } from '@ngwaf/executions';
import { createJobStore } from '@ngwaf/job-store';
import { EnvironmentError, parseEnv } from '@ngwaf/lambda-kit';
import { MODELS, findModel } from '@ngwaf/model-catalogue';
import { createLiveModels } from '@ngwaf/sagemaker-utils';

import { createDataFiles } from './data-files.ts';
import { createHandler } from './handler.ts';
import { createImages } from './image-pointer.ts';
import { createStartTraining } from './start-training.ts';
import { createTriggerAlarms } from './trigger-alarms.ts';

const env = parseEnv(startTrainingEnvSchema);
const tags = parseTags(env.PIPELINE_TAGS);
if (!tags) throw new EnvironmentError('Environment variables at fault: PIPELINE_TAGS (not valid)');

const s3 = new S3Client({});
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const images = createImages(s3, {
  artefactBucket: env.ARTEFACT_BUCKET,
  registry: env.IMAGE_REGISTRY,
  namePrefix: env.NAME_PREFIX,
});
const executions = createExecutions(new SFNClient({}), env.STATE_MACHINE_ARN);

export const handler = createHandler(
  createStartTraining(
    {
      findModel,
      listFiles: createDataFiles(s3).list,
      currentImage: images.current,
      liveModel: createLiveModels(new SageMakerClient({})).find,
      findJob: jobs.find,
      findLease: jobs.findLease,
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
      namePrefix: env.NAME_PREFIX,
      accountId: env.ACCOUNT_ID,
      executionRoleArn: env.EXECUTION_ROLE_ARN,
      tags,
      kmsKeyArn: env.KMS_KEY_ARN || undefined,
      spark: { image: env.SPARK_IMAGE, code: env.SPARK_CODE, roleArn: env.SPARK_ROLE_ARN },
    },
  ),
  createTriggerAlarms(env.NAME_PREFIX, MODELS),
);
