import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteModelPackageCommand,
  DescribeEndpointCommand,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackages,
  paginateListModels,
} from '@aws-sdk/client-sagemaker';
import { MODELS, modelResources } from '@ngwaf/model-catalogue';
import { createScaling } from '@ngwaf/sagemaker-utils';
import type { Clients } from './clients.ts';
import { isGone } from './is-gone.ts';
import { waitUntil } from './wait-until.ts';

type Show = (text: string) => void;

/** Does it, unless what it is done to is gone already. */
const unlessGone = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
};

const collect = async <Page>(
  pages: AsyncIterable<Page>,
  names: (page: Page) => (string | undefined)[],
): Promise<string[]> => {
  const all: string[] = [];
  for await (const page of pages) all.push(...names(page).filter((name) => name !== undefined));
  return all;
};

/** Endpoints first: a config or model in use cannot be seen as such, and its removal breaks them. */
export const removeEndpoints = async (
  { sageMaker, autoScaling }: Clients,
  prefix: string,
  show: Show,
): Promise<void> => {
  const scaling = createScaling(autoScaling);
  const found = await collect(
    paginateListEndpoints({ client: sageMaker }, { NameContains: prefix }),
    ({ Endpoints = [] }) => Endpoints.map(({ EndpointName }) => EndpointName),
  );
  for (const EndpointName of found.filter((name) => name.startsWith(`${prefix}-`))) {
    show(EndpointName);
    // Its alarms would stay for good.
    await scaling.deregister(EndpointName);
    await waitUntil(`removing endpoint ${EndpointName}`, async () => {
      const endpoint = await sageMaker
        .send(new DescribeEndpointCommand({ EndpointName }))
        .catch((error: unknown) => {
          if (isGone(error)) return undefined;
          throw error;
        });
      if (endpoint === undefined) return true;
      // One that is being made or changed cannot be deleted yet.
      if (['InService', 'Failed', 'OutOfService'].includes(endpoint.EndpointStatus ?? '')) {
        await unlessGone(sageMaker.send(new DeleteEndpointCommand({ EndpointName })));
      }
      return false;
    });
  }
};

/** Endpoint configs and models of all versions. */
export const removeVersions = async (
  { sageMaker }: Clients,
  prefix: string,
  show: Show,
): Promise<void> => {
  const ours = (name: string) => name.startsWith(`${prefix}-`);
  const configs = await collect(
    paginateListEndpointConfigs({ client: sageMaker }, { NameContains: prefix }),
    ({ EndpointConfigs = [] }) =>
      EndpointConfigs.map(({ EndpointConfigName }) => EndpointConfigName),
  );
  for (const EndpointConfigName of configs.filter(ours)) {
    show(EndpointConfigName);
    await unlessGone(sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName })));
  }
  const models = await collect(
    paginateListModels({ client: sageMaker }, { NameContains: prefix }),
    ({ Models = [] }) => Models.map(({ ModelName }) => ModelName),
  );
  for (const ModelName of models.filter(ours)) {
    show(ModelName);
    await unlessGone(sageMaker.send(new DeleteModelCommand({ ModelName })));
  }
};

/** What the registries hold: a group with versions in it cannot be deleted. */
export const removeModelPackages = async (
  { sageMaker }: Clients,
  prefix: string,
  show: Show,
): Promise<void> => {
  for (const entry of MODELS) {
    const ModelPackageGroupName = modelResources(prefix, '', entry).modelPackageGroup;
    const versions = await collect(
      paginateListModelPackages({ client: sageMaker }, { ModelPackageGroupName }),
      ({ ModelPackageSummaryList = [] }) =>
        ModelPackageSummaryList.map(({ ModelPackageArn }) => ModelPackageArn),
    ).catch((error: unknown) => {
      if (isGone(error)) return [];
      throw error;
    });
    for (const ModelPackageName of versions) {
      show(ModelPackageName);
      await unlessGone(sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName })));
    }
  }
};
