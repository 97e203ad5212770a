import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { versionResourceName, type Job } from '@ngwaf/contracts';
import { createJobStore, type JobStore } from '@ngwaf/job-store';
import {
  createEndpoints,
  createInventory,
  createModelPackages,
  type Endpoint,
} from '@ngwaf/sagemaker-utils';
import type { Target } from '@ngwaf/tool-deploy';
import { toVersions, type ModelVersion } from './model-version.ts';

/** The versions of the model and what serves them, in one environment. */
export interface ModelStore {
  endpointName: string;
  jobs: Pick<JobStore, 'start' | 'settle' | 'find' | 'findLease'>;
  /** All versions, newest first. */
  versions(): Promise<ModelVersion[]>;
  endpoint(): Promise<Endpoint | undefined>;
  /** Versions whose endpoint config is there: a switch to one starts at once. */
  prepared(): Promise<Set<string>>;
  /** The job that made a version. */
  jobOf(version: ModelVersion): Promise<Job | undefined>;
  reject(version: ModelVersion, reason: string): Promise<void>;
}

/** The version in the name of an endpoint config. */
export const versionIn = (endpointName: string, configName: string): string =>
  configName.slice(versionResourceName(endpointName, '').length);

export const createModelStore = ({ outputs, clientConfig }: Target): ModelStore => {
  const sageMaker = new SageMakerClient(clientConfig);
  const packages = createModelPackages(sageMaker);
  const endpoints = createEndpoints(sageMaker);
  const inventory = createInventory(sageMaker);
  const jobs = createJobStore(new DynamoDBClient(clientConfig), outputs.table);
  const endpointName = outputs.endpoint_name;
  const group = outputs.pipeline_environment.NGWAF_MODEL_PACKAGE_GROUP;
  return {
    endpointName,
    jobs,
    versions: async () => toVersions(await packages.list(group)),
    endpoint: () => endpoints.describe(endpointName),
    prepared: async () => {
      const configs = await inventory.endpointConfigs(versionResourceName(endpointName, ''));
      return new Set(configs.map(({ name }) => versionIn(endpointName, name)));
    },
    jobOf: async ({ jobKey }) => (jobKey === undefined ? undefined : jobs.find(jobKey)),
    reject: async ({ version, packageArn }, reason) => {
      await packages.setApproval(packageArn, 'Rejected', reason);
      // Nothing is to go back to it by mistake; its artefact stays in the registry.
      await endpoints.deleteConfig(versionResourceName(endpointName, version));
      await endpoints.deleteModel(versionResourceName(endpointName, version));
    },
  };
};
