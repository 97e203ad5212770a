import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { WAF_MODEL, parseTags, sweeperEnvSchema } from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { EnvironmentError, createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import {
  createEndpoints,
  createInventory,
  createNotebookInstances,
  createTrainingJobs,
} from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';

const env = parseEnv(sweeperEnvSchema);
const ownerTags = parseTags(env.OWNER_TAGS);
// Without any tag everything would count as ours.
if (!ownerTags)
  throw new EnvironmentError('Environment variables at fault: OWNER_TAGS (not valid)');

const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const sageMaker = new SageMakerClient({});
const inventory = createInventory(sageMaker);
const instances = createNotebookInstances(sageMaker);
const trainingJobs = createTrainingJobs(sageMaker);
const endpoints = createEndpoints(sageMaker);

export const handler = createHandler(
  {
    findLease: () => jobs.findLease(WAF_MODEL),
    findJob: jobs.find,
    runningTrainingJobs: () => inventory.runningTrainingJobs(env.NAME_PREFIX),
    notebook: () => instances.describe(env.NOTEBOOK_INSTANCE_NAME),
    endpoints: () => inventory.endpoints(env.NAME_PREFIX),
    endpointConfigs: () => inventory.endpointConfigs(env.NAME_PREFIX),
    models: () => inventory.models(env.NAME_PREFIX),
    configsOfEndpoint: async (name) => {
      const endpoint = await endpoints.describe(name);
      const configs = [endpoint?.configName, endpoint?.nextConfigName];
      return configs.filter((config) => config !== undefined);
    },
    modelsOfConfig: inventory.modelsOfConfig,
    tagsOf: inventory.tagsOf,
    remove: {
      training_job: trainingJobs.stop,
      notebook_instance: instances.stop,
      endpoint: endpoints.delete,
      endpoint_config: endpoints.deleteConfig,
      model: endpoints.deleteModel,
    },
    now: () => new Date(),
  },
  {
    mode: env.SWEEP_MODE,
    graceSeconds: env.GRACE_SECONDS,
    ownerTags,
    endpoint: env.ENDPOINT_NAME,
    notebookInstance: env.NOTEBOOK_INSTANCE_NAME,
    versionsKept: env.VERSIONS_KEPT,
  },
  createMetrics('sweeper'),
);
