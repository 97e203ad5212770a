import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SNSClient } from '@aws-sdk/client-sns';
import { exitNotebookEnvSchema, versionResourceName } from '@ngwaf/contracts';
import { createAnnounce } from '@ngwaf/job-announcements';
import { createJobStore, toShownJob } from '@ngwaf/job-store';
import { createLogger, createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import { createChampions } from '@ngwaf/live-model';
import {
  createEndpoints,
  createModelPackages,
  createNotebookInstances,
  createTrainingJobs,
} from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';
import { createLiveVersion, type LiveVersionClients } from './live-version.ts';

const env = parseEnv(exitNotebookEnvSchema);
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const sageMaker = new SageMakerClient({});
const instances = createNotebookInstances(sageMaker);
const trainingJobs = createTrainingJobs(sageMaker);
const endpoints = createEndpoints(sageMaker);
const modelPackages = createModelPackages(sageMaker);
const announce = createAnnounce(new SNSClient({}), env.JOB_TOPIC_ARN);
const logger = createLogger();
const champions = createChampions(new S3Client({}), env.WAF_BUCKET);
const liveVersionClients: LiveVersionClients = {
  endpoints,
  findChampion: champions.current,
  putChampion: champions.put,
  listVersions: () => modelPackages.list(env.MODEL_PACKAGE_GROUP),
  warn: logger.warn,
};
const isInProcess = env.SCORING_MODE === 'in-process';
const metrics = createMetrics('exit-notebook');

const JOBS_BY_STATUS = {
  success: 'JobsSucceeded',
  failed: 'JobsFailed',
  cancelled: 'JobsCancelled',
} as const;

export const handler = createHandler(
  (secondsLeft) => {
    const wait = () => ({ timeoutSeconds: secondsLeft() });
    return {
      findJob: jobs.find,
      decideEnding: jobs.decideEnding,
      settle: jobs.settle,
      stopNotebook: (graceSeconds) =>
        instances.stopAndWait(env.NOTEBOOK_INSTANCE_NAME, { ...wait(), graceSeconds }),
      stopTrainingJob: (name) => trainingJobs.stopAndWait(name, wait()),
      versionName: (jobKey) => versionResourceName(env.ENDPOINT_NAME, jobKey),
      ...createLiveVersion(liveVersionClients, env.ENDPOINT_NAME, isInProcess, wait),
      findModelPackage: ({ job_key, created_at }) =>
        modelPackages.findByJob({
          group: env.MODEL_PACKAGE_GROUP,
          jobKey: job_key,
          createdAfter: new Date(created_at),
        }),
      rejectModelPackage: (arn, reason) => modelPackages.setApproval(arn, 'Rejected', reason),
      record: (status, durationSeconds) =>
        metrics({
          [JOBS_BY_STATUS[status]]: [1, 'Count'],
          JobDuration: [durationSeconds, 'Seconds'],
        }),
      announce: (job) => announce(toShownJob(job)),
      warn: logger.warn,
      now: () => new Date(),
    };
  },
  { heartbeatSeconds: env.HEARTBEAT_SECONDS },
);
