import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { deployModelEnvSchema, parseTags, resourceNames } from '@ngwaf/contracts';
import { createJobStore } from '@ngwaf/job-store';
import { EnvironmentError, parseEnv } from '@ngwaf/lambda-kit';
import { findModel, isRecordModel, modelResources, planOf } from '@ngwaf/model-catalogue';
import {
  createEndpointScorer,
  createEndpointVersions,
  createEndpoints,
  createInventory,
  createModelPackages,
  createRingingAlarms,
  createScaling,
} from '@ngwaf/sagemaker-utils';

import { createHandler } from './handler.ts';

const env = parseEnv(deployModelEnvSchema);
const tags = parseTags(env.PIPELINE_TAGS);
if (!tags) throw new EnvironmentError('Environment variables at fault: PIPELINE_TAGS (not valid)');

const sageMaker = new SageMakerClient({});
const runtime = new SageMakerRuntimeClient({});
const jobs = createJobStore(new DynamoDBClient({}), env.JOB_TABLE_NAME);
const endpoints = createEndpoints(sageMaker);
const versions = createEndpointVersions(sageMaker);
const packages = createModelPackages(sageMaker);
const inventory = createInventory(sageMaker);
const scaling = createScaling(new ApplicationAutoScalingClient({}));
const names = resourceNames(env.NAME_PREFIX);

/** How long a model may take to say which version it is. */
const ANSWER_TIMEOUT_MS = 20_000;

export const handler = createHandler({
  findModel,
  endpointName: (entry) => modelResources(env.NAME_PREFIX, '', entry).endpoint,
  findPackage: packages.find,
  setApproval: packages.setApproval,
  recordLive: packages.recordLive,
  endpoint: endpoints.describe,
  environmentOf: versions.environmentOf,
  capacityOf: versions.capacityOf,
  prepare: (name, { image, artefact }, environment, capacity) =>
    versions.prepare({
      ...{ name, image, artefact, environment, capacity, tags },
      executionRoleArn: env.EXECUTION_ROLE_ARN,
      kmsKeyArn: env.KMS_KEY_ARN || undefined,
    }),
  createEndpoint: (name, config) => versions.create(name, config, tags),
  updateEndpoint: (name, config, options) =>
    versions.update(name, config, { ...options, bakeSeconds: env.BAKE_SECONDS }),
  deleteEndpoint: endpoints.delete,
  deleteConfig: endpoints.deleteConfig,
  deleteModel: endpoints.deleteModel,
  configs: async (endpointName) =>
    (await inventory.endpointConfigs(`${endpointName}-`)).map(({ name }) => name),
  answeringVersion: async (entry, endpointName) => {
    const score = createEndpointScorer(runtime, { endpointName, timeoutMs: ANSWER_TIMEOUT_MS });
    // Any record will do: all of its values may be missing.
    const features = isRecordModel(entry) ? planOf(entry).names : [];
    const instance = Object.fromEntries(features.map((name) => [name, null]));
    return (await score({ instances: [instance] })).model;
  },
  guardingAlarms: ({ code }) => Object.values(names.modelEndpointAlarms(code)),
  ringing: createRingingAlarms(new CloudWatchClient({})),
  registerScaling: scaling.register,
  deregisterScaling: scaling.deregister,
  recordSwitch: jobs.recordSwitch,
  previousConfig: async (jobKey) => (await jobs.find(jobKey))?.previous_endpoint_config,
  now: () => new Date(),
});
