import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import { replaceObject } from '../replace-object.ts';
import { PAGE_TYPE } from './built-page.ts';

const keys = artefactBucketKeys.dashboard;

/** A release as its page's metadata tells. */
export interface PageRelease {
  release: string;
  /** The release that this one took the place of; undefined for the first. */
  previous: string | undefined;
  /** Names of the files that it refers to. */
  files: string[];
  /** When it went live, or was made. */
  at: Date;
}

/** The live page, and what it takes to replace exactly it. */
export interface LivePage extends PageRelease {
  etag: string;
}

/** Where the dashboard's files lie. */
export interface PageStore {
  s3: S3Client;
  bucket: string;
}

/** The live release; undefined before the first deployment. */
export const findLivePage = ({ s3, bucket }: PageStore): Promise<LivePage | undefined> =>
  head(s3, bucket, keys.page);

const head = async (s3: S3Client, bucket: string, key: string): Promise<LivePage | undefined> => {
  try {
    const { Metadata = {}, ETag } = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key }),
    );
    return {
      release: Metadata['release'] ?? '',
      previous: Metadata['previous'],
      files: (Metadata['files'] ?? '').split(',').filter((name) => name !== ''),
      // Finer than the object's own time, which is in seconds.
      at: new Date(Metadata['at'] ?? 0),
      etag: ETag ?? '',
    };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
};

type Content = Omit<PageRelease, 'at'>;

const pageObject = (bucket: string, key: string, page: Uint8Array, content: Content) => ({
  ...{ Bucket: bucket, Key: key, Body: page, ContentType: PAGE_TYPE },
  Metadata: {
    release: content.release,
    ...(content.previous !== undefined && { previous: content.previous }),
    files: content.files.join(','),
    at: new Date().toISOString(),
  },
});

/** Keeps a release's page, to go back to. */
export const keepRelease = async (
  { s3, bucket }: PageStore,
  page: Uint8Array,
  content: Content,
): Promise<void> => {
  await s3.send(
    new PutObjectCommand(pageObject(bucket, keys.release(content.release), page, content)),
  );
};

/**
 * Puts a page in the place of the one that was live: one object, so that who asks gets one or the
 * other.
 *
 * @throws {DeployError} another page went live meanwhile.
 */
export const goLive = async (
  { s3, bucket }: PageStore,
  page: Uint8Array,
  content: Content,
  replaced: LivePage | undefined,
): Promise<void> => {
  await replaceObject(
    s3,
    pageObject(bucket, keys.page, page, content),
    replaced?.etag,
    (cause) =>
      new DeployError(
        'somebody else deployed the dashboard at the same time, and theirs is live: run this again to make yours live',
        { cause },
      ),
  );
};

/** The page of a release that is still kept. @throws {DeployError} it has expired. */
export const readRelease = async (
  { s3, bucket }: PageStore,
  release: string,
): Promise<{ page: Uint8Array; content: Content }> => {
  const key = keys.release(release);
  const content = await head(s3, bucket, key);
  try {
    if (!content) throw new NoSuchKey({ message: '', $metadata: {} });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return { page: (await Body?.transformToByteArray()) ?? new Uint8Array(), content };
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    throw new DeployError(
      `release ${release.slice(0, 8)} of the dashboard is no longer kept: check out its commit and deploy that`,
      { cause: error },
    );
  }
};

/** All releases that are kept, the last made first. */
export const listReleases = async (store: PageStore): Promise<PageRelease[]> => {
  const objects = await listObjects(store, keys.releasesPrefix);
  const releases = await Promise.all(objects.map(({ key }) => head(store.s3, store.bucket, key)));
  return releases
    .filter((release) => release !== undefined)
    .sort((a, b) => b.at.getTime() - a.at.getTime());
};

export const listObjects = async (
  { s3, bucket }: PageStore,
  prefix: string,
): Promise<{ key: string; at: Date }[]> => {
  const { Contents = [] } = await s3.send(
    // Some dozen objects: what expires is removed at each deployment.
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key = '', LastModified = new Date(0) }) => ({
    key: Key,
    at: LastModified,
  }));
};
