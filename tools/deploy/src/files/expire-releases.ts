import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { listObjects, listReleases, type PageStore } from './releases.ts';

/** How many releases can be gone back to. */
const RELEASES_KEPT = 5;
/** A deployment that runs at the same time may have uploaded files and not yet its page. */
const YOUNG_MS = 24 * 60 * 60 * 1000;

const keys = artefactBucketKeys.dashboard;

/** Removes old releases but the live one, and the files that only they referred to. */
export const expireReleases = async (
  store: PageStore,
  liveRelease: string,
  now = new Date(),
): Promise<void> => {
  const releases = await listReleases(store);
  const kept = releases.filter(
    ({ release }, index) => index < RELEASES_KEPT || release === liveRelease,
  );
  const needed = new Set(kept.flatMap(({ files }) => files).map(keys.file));
  const files = await listObjects(store, keys.filesPrefix);
  const expired = [
    ...releases
      .filter((release) => !kept.includes(release))
      .map(({ release }) => keys.release(release)),
    ...files
      .filter(({ key, at }) => !needed.has(key) && now.getTime() - at.getTime() > YOUNG_MS)
      .map(({ key }) => key),
  ];
  if (expired.length === 0) return;
  await store.s3.send(
    new DeleteObjectsCommand({
      Bucket: store.bucket,
      Delete: { Objects: expired.map((Key) => ({ Key })), Quiet: true },
    }),
  );
};
