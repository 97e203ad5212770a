import { PutObjectCommand } from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { DeployError } from '../deploy-error.ts';
import type { BuiltPage } from './built-page.ts';
import { expireReleases } from './expire-releases.ts';
import {
  findLivePage,
  goLive,
  keepRelease,
  listReleases,
  readRelease,
  type PageStore,
} from './releases.ts';

/** What became of the dashboard; releases are hashes in hexadecimal. */
export interface DeployedDashboard {
  /** Undefined at the first deployment. */
  from: string | undefined;
  to: string;
}

/**
 * Makes a built page live, unless it is.
 *
 * What the page refers to comes first and the page last, and files are never replaced: whoever loads
 * a page, whichever it is, finds the files of its release.
 *
 * @throws {DeployError} another page went live meanwhile.
 */
export const deployDashboard = async (
  store: PageStore,
  built: BuiltPage,
): Promise<DeployedDashboard> => {
  const live = await findLivePage(store);
  const from = live?.release;
  if (from === built.release) return { from, to: from };
  await Promise.all(
    // Even those that are there: an upload keeps them from expiring under this deployment.
    built.files.map(({ name, content, contentType }) =>
      store.s3.send(
        new PutObjectCommand({
          Bucket: store.bucket,
          Key: artefactBucketKeys.dashboard.file(name),
          Body: content,
          ContentType: contentType,
        }),
      ),
    ),
  );
  const content = {
    release: built.release,
    previous: from,
    files: built.files.map(({ name }) => name),
  };
  await keepRelease(store, built.page, content);
  await goLive(store, built.page, content, live);
  await expireReleases(store, built.release);
  return { from, to: built.release };
};

/**
 * Makes an earlier release live again: the one before the live one, or the one named.
 *
 * @param wanted the beginning of a release's hash.
 * @throws {DeployError} there is none, or another page went live meanwhile.
 */
export const rollBackDashboard = async (
  store: PageStore,
  wanted?: string,
): Promise<DeployedDashboard> => {
  const live = await findLivePage(store);
  if (!live)
    throw new DeployError('the dashboard has not been deployed here: nothing to go back to');
  const to = wanted === undefined ? live.previous : await findRelease(store, wanted);
  if (to === undefined) {
    throw new DeployError(
      `release ${live.release.slice(0, 8)} is the first of the dashboard here: nothing to go back to`,
    );
  }
  if (to !== live.release) {
    const { page, content } = await readRelease(store, to);
    await goLive(store, page, content, live);
  }
  return { from: live.release, to };
};

const findRelease = async (store: PageStore, wanted: string): Promise<string> => {
  const releases = await listReleases(store);
  const found = releases.filter(({ release }) => release.startsWith(wanted));
  if (found.length === 1 && found[0]) return found[0].release;
  const kept = releases.map(({ release }) => release.slice(0, 8)).join(', ') || 'none';
  throw new DeployError(
    `--to: expected the beginning of one release that is kept (${kept}), got "${wanted}"`,
  );
};
