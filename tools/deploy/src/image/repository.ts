import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
  RepositoryNotFoundException,
  paginateDescribeImages,
  type ECRClient,
  type ImageDetail,
} from '@aws-sdk/client-ecr';
import { DeployError } from '../deploy-error.ts';
import type { Login } from './engine.ts';

/** An image that was pushed. */
export interface PushedImage {
  digest: string;
  tag: string;
  bytes: number;
  pushedAt: Date;
}

/** A repository of ECR. */
export interface Repository {
  ecr: ECRClient;
  name: string;
}

/** Address of a repository, without a tag. @throws {DeployError} it has not been applied. */
export const repositoryUri = async ({ ecr, name }: Repository): Promise<string> => {
  try {
    const { repositories = [] } = await ecr.send(
      new DescribeRepositoriesCommand({ repositoryNames: [name] }),
    );
    return repositories[0]?.repositoryUri ?? '';
  } catch (error) {
    if (!(error instanceof RepositoryNotFoundException)) throw error;
    throw new DeployError(
      `there is no repository ${name}: apply the environment's infrastructure first (npx nx apply infra --env=<name>)`,
      { cause: error },
    );
  }
};

/** The image with a tag; undefined if it was never pushed, or has expired. */
export const findImage = async (
  { ecr, name }: Repository,
  tag: string,
): Promise<PushedImage | undefined> => {
  try {
    const { imageDetails = [] } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: name, imageIds: [{ imageTag: tag }] }),
    );
    return imageDetails[0] && toImage(imageDetails[0], tag);
  } catch (error) {
    if (error instanceof ImageNotFoundException) return undefined;
    throw error;
  }
};

/** All images with a tag, the last pushed first. */
export const listImages = async ({ ecr, name }: Repository): Promise<PushedImage[]> => {
  const all: PushedImage[] = [];
  const pages = paginateDescribeImages(
    { client: ecr },
    { repositoryName: name, filter: { tagStatus: 'TAGGED' } },
  );
  for await (const { imageDetails = [] } of pages) {
    all.push(...imageDetails.map((detail) => toImage(detail, detail.imageTags?.[0] ?? '')));
  }
  return all.sort((a, b) => b.pushedAt.getTime() - a.pushedAt.getTime());
};

const toImage = (detail: ImageDetail, tag: string): PushedImage => ({
  digest: detail.imageDigest ?? '',
  tag,
  bytes: detail.imageSizeInBytes ?? 0,
  pushedAt: detail.imagePushedAt ?? new Date(0),
});

/** What the registry of this account asks for. */
export const loginFor = async ({ ecr }: Repository, uri: string): Promise<Login> => {
  const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const token = Buffer.from(authorizationData[0]?.authorizationToken ?? '', 'base64').toString();
  const colon = token.indexOf(':');
  if (colon < 1) throw new DeployError('ECR gave no token to log in with: try again');
  return {
    registry: uri.slice(0, uri.indexOf('/')),
    user: token.slice(0, colon),
    password: token.slice(colon + 1),
  };
};
