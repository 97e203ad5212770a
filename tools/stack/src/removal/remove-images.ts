import {
  BatchDeleteImageCommand,
  RepositoryNotFoundException,
  paginateListImages,
} from '@aws-sdk/client-ecr';
import { IMAGE_NAMES, resourceNames } from '@ngwaf/contracts';
import { StackError } from '../stack-error.ts';
import type { Clients } from './clients.ts';

/**
 * The releases of container images: a repository that holds some cannot be deleted. They are no data;
 * any commit's can be built again.
 */
export const removeImages = async (
  { ecr }: Clients,
  prefix: string,
  show: (text: string) => void,
): Promise<void> => {
  for (const image of IMAGE_NAMES) {
    const repositoryName = resourceNames(prefix).imageRepository(image);
    try {
      // A page of 100 is as much as one call deletes.
      for await (const { imageIds = [] } of paginateListImages(
        { client: ecr, pageSize: 100 },
        { repositoryName },
      )) {
        if (imageIds.length === 0) continue;
        show(`${imageIds.length} of ${repositoryName}`);
        const { failures = [] } = await ecr.send(
          new BatchDeleteImageCommand({ repositoryName, imageIds }),
        );
        const failure = failures.find(({ failureCode }) => failureCode !== 'ImageNotFound');
        if (failure) {
          throw new StackError(`removing images of ${repositoryName}: ${failure.failureReason}`);
        }
      }
    } catch (error) {
      if (!(error instanceof RepositoryNotFoundException)) throw error;
    }
  }
};
