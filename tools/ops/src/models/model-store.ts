import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { versionResourceName, type Job, type JobItem } from '@ngwaf/contracts';
import { createJobStore, type JobStore } from '@ngwaf/job-store';
import { createChampions } from '@ngwaf/live-model';
import {
  createEndpoints,
  createInventory,
  createModelPackages,
  takeBackVersion,
  type Endpoint,
} from '@ngwaf/sagemaker-utils';
import { modelResources, type ModelEntry } from '@ngwaf/model-catalogue';
import type { Target } from '@ngwaf/tool-deploy';
import { toVersions, type ModelVersion } from './model-version.ts';

/** The versions of a model and what serves them, in one environment. */
export interface ModelStore {
  /** The model's name in the catalogue. */
  model: string;
  endpointName: string;
  jobs: Pick<JobStore, 'start' | 'settle' | 'find' | 'findLease'>;
  /** All versions, newest first. */
  versions(): Promise<ModelVersion[]>;
  /** Whether functions score with it by themselves: what is live then is what is written to be. */
  isInProcess: boolean;
  /** What serves the live version, by its config's name; in process, that version's name. */
  endpoint(): Promise<Endpoint | undefined>;
  /** Versions that nothing has to be made for: a switch to one starts at once. */
  prepared(): Promise<Set<string>>;
  /** The job that made a version. */
  jobOf(version: ModelVersion): Promise<Job | undefined>;
  reject(version: ModelVersion, reason: string): Promise<void>;
  /** Has the endpoint serve again what it did before a job put a version live, if it serves that. */
  takeBack(job: JobItem, version: string, reason: string): Promise<void>;
}

const TAKE_BACK_SECONDS = 1800;

/** The version in the name of an endpoint config. */
export const versionIn = (endpointName: string, configName: string): string =>
  configName.slice(versionResourceName(endpointName, '').length);

export const createModelStore = (
  { prefix, outputs, clientConfig }: Target,
  entry: ModelEntry,
): ModelStore => {
  const sageMaker = new SageMakerClient(clientConfig);
  const packages = createModelPackages(sageMaker);
  const endpoints = createEndpoints(sageMaker);
  const inventory = createInventory(sageMaker);
  const jobs = createJobStore(new DynamoDBClient(clientConfig), outputs.table);
  const { endpoint: endpointName, modelPackageGroup: group } = modelResources(prefix, '', entry);
  const isInProcess =
    entry.pipeline === 'notebook' &&
    outputs.pipeline_environment.NGWAF_SCORING_MODE === 'in-process';
  const versions = async () => toVersions(await packages.list(group));
  const champion = async (): Promise<Endpoint | undefined> => {
    const found = await createChampions(new S3Client(clientConfig), outputs.bucket).current();
    return (
      found && {
        status: 'InService',
        configName: versionResourceName(endpointName, found.version),
      }
    );
  };
  return {
    model: entry.name,
    endpointName,
    isInProcess,
    jobs,
    versions,
    endpoint: isInProcess ? champion : () => endpoints.describe(endpointName),
    prepared: async () => {
      if (isInProcess) return new Set((await versions()).map(({ version }) => version));
      const configs = await inventory.endpointConfigs(versionResourceName(endpointName, ''));
      return new Set(configs.map(({ name }) => versionIn(endpointName, name)));
    },
    jobOf: async ({ jobKey }) => (jobKey === undefined ? undefined : jobs.find(jobKey)),
    takeBack: async ({ job_key }, version, reason) => {
      const previousConfig = (await jobs.find(job_key))?.previous_endpoint_config;
      const wait = { timeoutSeconds: TAKE_BACK_SECONDS };
      const modelPackage = (await packages.list(group)).find(
        ({ metadata }) => metadata['version'] === version,
      );
      await takeBackVersion(
        {
          settledEndpoint: () => endpoints.waitSettled(endpointName, wait),
          switchEndpoint: (config) => endpoints.switchTo(endpointName, config, wait),
          deleteEndpointConfig: endpoints.deleteConfig,
          deleteModel: endpoints.deleteModel,
          findModelPackage: () => Promise.resolve(modelPackage),
          rejectModelPackage: (arn, why) => packages.setApproval(arn, 'Rejected', why),
        },
        { version: versionResourceName(endpointName, version), previousConfig, reason },
      );
    },
    reject: async ({ version, packageArn }, reason) => {
      await packages.setApproval(packageArn, 'Rejected', reason);
      // Nothing is to go back to it by mistake; its artefact stays in the registry.
      await endpoints.deleteConfig(versionResourceName(endpointName, version));
      await endpoints.deleteModel(versionResourceName(endpointName, version));
    },
  };
};
