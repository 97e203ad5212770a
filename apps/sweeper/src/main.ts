import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { parseTags, sweeperEnvSchema } from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { EnvironmentError, createMetrics, parseEnv } from '@ngwaf/lambda-kit';
import { MODELS, modelResources } from '@ngwaf/model-catalogue';
import {
  createEndpoints,
  createInventory,
  createNotebookInstances,
  createSageMakerJobs,
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
const sageMakerJobs = createSageMakerJobs(sageMaker);
const endpoints = createEndpoints(sageMaker);
const prefix = `${env.NAME_PREFIX}-`;

export const handler = createHandler(
  {
    findLease: jobs.findLease,
    findJob: jobs.find,
    runningTrainingJobs: () => inventory.runningTrainingJobs(prefix),
    runningTuningJobs: () => inventory.runningTuningJobs(prefix),
    runningTransformJobs: () => inventory.runningTransformJobs(prefix),
    notebook: () => instances.describe(env.NOTEBOOK_INSTANCE_NAME),
    endpoints: () => inventory.endpoints(prefix),
    endpointConfigs: () => inventory.endpointConfigs(prefix),
    models: () => inventory.models(prefix),
    configsOfEndpoint: async (name) => {
      const endpoint = await endpoints.describe(name);
      const configs = [endpoint?.configName, endpoint?.nextConfigName];
      return configs.filter((config) => config !== undefined);
    },
    modelsOfConfig: inventory.modelsOfConfig,
    tagsOf: inventory.tagsOf,
    remove: {
      training_job: (name) => sageMakerJobs.stop({ kind: 'training', name }),
      tuning_job: (name) => sageMakerJobs.stop({ kind: 'tuning', name }),
      transform_job: (name) => sageMakerJobs.stop({ kind: 'transform', name }),
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
    notebookInstance: env.NOTEBOOK_INSTANCE_NAME,
    models: MODELS.map((entry) => {
      const isNotebook = entry.pipeline === 'notebook';
      const hasEndpoint = !isNotebook || env.SCORING_MODE !== 'in-process';
      // The WAF's number is the environment's, as it was before there was a catalogue.
      const versionsKept = isNotebook ? env.VERSIONS_KEPT : entry.retention.versions;
      return {
        model: entry.name,
        endpoint: modelResources(env.NAME_PREFIX, '', entry).endpoint,
        hasEndpoint,
        versionsKept: hasEndpoint ? versionsKept : 0,
        isNotebook,
      };
    }),
  },
  createMetrics('sweeper'),
);
