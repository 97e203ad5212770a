import { setTimeout as delay } from 'node:timers/promises';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SNSClient } from '@aws-sdk/client-sns';
import { finishTrainingEnvSchema, versionResourceName } from '@ngwaf/contracts';
import { createAnnounce } from '@ngwaf/job-announcements';
import { createJobStore, toShownJob } from '@ngwaf/job-store';
import { createLogger, createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import { findModel, modelResources } from '@ngwaf/model-catalogue';
import { createEndpoints, createModelPackages, createSageMakerJobs } from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';

const env = parseEnv(finishTrainingEnvSchema);
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const sageMaker = new SageMakerClient({});
const sageMakerJobs = createSageMakerJobs(sageMaker);
const endpoints = createEndpoints(sageMaker);
const modelPackages = createModelPackages(sageMaker);
const announce = createAnnounce(new SNSClient({}), env.JOB_TOPIC_ARN);
const logger = createLogger();
const metrics = createMetrics('finish-training');

const JOBS_BY_STATUS = {
  success: 'JobsSucceeded',
  failed: 'JobsFailed',
  cancelled: 'JobsCancelled',
} as const;

/** What deploy-model needs at most from its last look at the lease to its request. */
const FUNCTIONS_END_MS = 10_000;

const namesOf = (model: string) => {
  const entry = findModel(model);
  if (!entry) throw new Error(`The catalogue has no model ${model} any more`);
  return modelResources(env.NAME_PREFIX, '', entry);
};

export const handler = createHandler((secondsLeft) => {
  const wait = () => ({ timeoutSeconds: secondsLeft() });
  return {
    findJob: jobs.find,
    decideEnding: jobs.decideEnding,
    settle: jobs.settle,
    stopSageMakerJob: (job) => sageMakerJobs.stopAndWait(job, wait()),
    versionOf: (job) => {
      const { endpoint, modelPackageGroup } = namesOf(job.model);
      return {
        version: versionResourceName(endpoint, job.job_key),
        settledEndpoint: () => endpoints.waitSettled(endpoint, wait()),
        switchEndpoint: (config) => endpoints.switchTo(endpoint, config, wait()),
        deleteEndpointConfig: endpoints.deleteConfig,
        deleteModel: endpoints.deleteModel,
        findModelPackage: ({ job_key, created_at }) =>
          modelPackages.findByJob({
            group: modelPackageGroup,
            jobKey: job_key,
            createdAfter: new Date(created_at),
          }),
        rejectModelPackage: (arn, reason) => modelPackages.setApproval(arn, 'Rejected', reason),
      };
    },
    letFunctionsEnd: () => delay(FUNCTIONS_END_MS).then(() => undefined),
    announce: (job) => announce(toShownJob(job)),
    record: (status, durationSeconds) =>
      metrics({
        [JOBS_BY_STATUS[status]]: [1, 'Count'],
        JobDuration: [durationSeconds, 'Seconds'],
      }),
    warn: logger.warn,
    now: () => new Date(),
  };
});
