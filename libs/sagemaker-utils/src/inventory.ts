import {
  DescribeEndpointConfigCommand,
  ListTagsCommand,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListHyperParameterTuningJobs,
  paginateListModels,
  paginateListTrainingJobs,
  paginateListTransformJobs,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { orUndefined } from './service-errors.ts';

/** Something that SageMaker lists. */
export interface Listed {
  name: string;
  arn: string;
  createdAt: Date;
}

/** More than any account has of a kind: what a list may cost at most is ten requests. */
const MAX_LISTED = 1_000;
const PAGE = { MaxResults: 100, SortBy: 'CreationTime', SortOrder: 'Descending' } as const;

type Summary = [name: string | undefined, arn: string | undefined, createdAt: Date | undefined];

/** Those of the pages' items whose name starts with the prefix. */
const collect = async (pages: AsyncIterable<Summary[]>, prefix: string): Promise<Listed[]> => {
  const found: Listed[] = [];
  for await (const page of pages) {
    for (const [name, arn, createdAt] of page) {
      // SageMaker finds the text anywhere in a name.
      if (name?.startsWith(prefix) && arn && createdAt) found.push({ name, arn, createdAt });
      if (found.length === MAX_LISTED) return found;
    }
  }
  return found;
};

async function* mapped<Page>(pages: AsyncIterable<Page>, toSummaries: (page: Page) => Summary[]) {
  for await (const page of pages) yield toSummaries(page);
}

/** What there is in SageMaker, by the start of its name; newest first, the first thousand. */
export const createInventory = (client: SageMakerClient) => ({
  /** Training jobs that are in progress. */
  runningTrainingJobs: (prefix: string) =>
    collect(
      mapped(
        paginateListTrainingJobs(
          { client },
          { ...PAGE, NameContains: prefix, StatusEquals: 'InProgress' },
        ),
        ({ TrainingJobSummaries = [] }) =>
          TrainingJobSummaries.map((job) => [
            job.TrainingJobName,
            job.TrainingJobArn,
            job.CreationTime,
          ]),
      ),
      prefix,
    ),

  /** Tuning jobs that are in progress; their training jobs are listed as such. */
  runningTuningJobs: (prefix: string) =>
    collect(
      mapped(
        paginateListHyperParameterTuningJobs(
          { client },
          { ...PAGE, NameContains: prefix, StatusEquals: 'InProgress' },
        ),
        ({ HyperParameterTuningJobSummaries = [] }) =>
          HyperParameterTuningJobSummaries.map((job) => [
            job.HyperParameterTuningJobName,
            job.HyperParameterTuningJobArn,
            job.CreationTime,
          ]),
      ),
      prefix,
    ),

  /** Transform jobs that are in progress. */
  runningTransformJobs: (prefix: string) =>
    collect(
      mapped(
        paginateListTransformJobs(
          { client },
          { ...PAGE, NameContains: prefix, StatusEquals: 'InProgress' },
        ),
        ({ TransformJobSummaries = [] }) =>
          TransformJobSummaries.map((job) => [
            job.TransformJobName,
            job.TransformJobArn,
            job.CreationTime,
          ]),
      ),
      prefix,
    ),

  endpoints: (prefix: string) =>
    collect(
      mapped(paginateListEndpoints({ client }, { ...PAGE, NameContains: prefix }), (page) =>
        (page.Endpoints ?? []).map((endpoint) => [
          endpoint.EndpointName,
          endpoint.EndpointArn,
          endpoint.CreationTime,
        ]),
      ),
      prefix,
    ),

  endpointConfigs: (prefix: string) =>
    collect(
      mapped(paginateListEndpointConfigs({ client }, { ...PAGE, NameContains: prefix }), (page) =>
        (page.EndpointConfigs ?? []).map((config) => [
          config.EndpointConfigName,
          config.EndpointConfigArn,
          config.CreationTime,
        ]),
      ),
      prefix,
    ),

  models: (prefix: string) =>
    collect(
      mapped(paginateListModels({ client }, { ...PAGE, NameContains: prefix }), (page) =>
        (page.Models ?? []).map((model) => [model.ModelName, model.ModelArn, model.CreationTime]),
      ),
      prefix,
    ),

  /** The models that an endpoint config serves; none when there is no such config. */
  modelsOfConfig: async (name: string): Promise<string[]> => {
    const command = new DescribeEndpointConfigCommand({ EndpointConfigName: name });
    const variants = (await orUndefined(client.send(command)))?.ProductionVariants ?? [];
    return variants.flatMap(({ ModelName }) => ModelName ?? []);
  },

  /** Tags of a resource, by key; none when it is gone. */
  tagsOf: async (arn: string): Promise<Record<string, string>> => {
    const found = await orUndefined(client.send(new ListTagsCommand({ ResourceArn: arn })));
    const tags = found?.Tags ?? [];
    return Object.fromEntries(
      tags.map(({ Key = '', Value = '' }): [string, string] => [Key, Value]),
    );
  },
});
export type Inventory = ReturnType<typeof createInventory>;
