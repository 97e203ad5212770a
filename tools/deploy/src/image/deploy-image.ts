import { DeployError } from '../deploy-error.ts';
import type { BuildContext } from './context.ts';
import type { Engine } from './engine.ts';
import { readPointer, writePointer, type PointerStore } from './pointer.ts';
import {
  findImage,
  listImages,
  loginFor,
  repositoryUri,
  type PushedImage,
  type Repository,
} from './repository.ts';

/** What an image is pushed to, and where it is said which one is current. */
export interface ImageStore {
  repository: Repository;
  pointer: PointerStore;
}

/** What became of an image. */
export interface DeployedImage {
  /** Tags; undefined at the first deployment. */
  from: string | undefined;
  to: string;
  /** Bytes of what was pushed; undefined if it was there already. */
  pushed?: number;
}

export interface DeployImageOptions {
  /** Asked for only if there is something to build. @throws {DeployError} there is none. */
  engine: () => Promise<Engine>;
  note: (text: string) => void;
  /**
   * Where to push.
   *
   * @default the repository's own address
   */
  pushTo?: string;
}

/** Makes the image of a build context current: builds and pushes it unless that was done before. */
export const deployImage = async (
  { repository, pointer }: ImageStore,
  context: BuildContext,
  { engine: findEngine, note, pushTo }: DeployImageOptions,
): Promise<DeployedImage> => {
  const { tag } = context;
  const current = await readPointer(pointer);
  const uri = pushTo ?? (await repositoryUri(repository));
  const found = await findImage(repository, tag);
  if (found && current?.tag === tag && current.digest === found.digest)
    return { from: tag, to: tag };
  let image = found;
  if (!image) {
    const engine = await findEngine();
    const reference = `${uri}:${tag}`;
    note(`Building ${context.name} with ${engine.program}`);
    await engine.build(context.folder, reference);
    await engine.login(await loginFor(repository, uri));
    note(`Pushing ${reference}`);
    await engine.push(reference);
    image = await findImage(repository, tag);
    if (!image) throw new DeployError(`${reference} was pushed, and is not there: try again`);
  }
  // Pushed again after it expired: it is current already, by another digest.
  const previous = !current || current.tag === tag ? [] : [current.tag];
  await writePointer(
    pointer,
    { digest: image.digest, tag, previous: [...previous, ...(current?.previous ?? [])] },
    current,
  );
  return { from: current?.tag, to: tag, ...(!found && { pushed: image.bytes }) };
};

/**
 * Makes an earlier image current again: the one before, or the one named.
 *
 * @param wanted the beginning of a tag.
 * @throws {DeployError} there is none, or somebody else deployed meanwhile.
 */
export const rollBackImage = async (
  { repository, pointer }: ImageStore,
  wanted?: string,
): Promise<DeployedImage> => {
  const current = await readPointer(pointer);
  if (!current)
    throw new DeployError(`${pointer.image} has not been deployed here: nothing to go back to`);
  const [before, ...earlier] = current.previous;
  if (wanted === undefined) {
    if (before === undefined) {
      throw new DeployError(
        `${current.tag.slice(0, 8)} is the first release of ${pointer.image} here: nothing to go back to`,
      );
    }
    const image = await findImage(repository, before);
    if (!image) {
      throw new DeployError(
        `release ${before.slice(0, 8)} of ${pointer.image} is no longer kept: check out its commit and deploy that`,
      );
    }
    await writePointer(pointer, { digest: image.digest, tag: before, previous: earlier }, current);
    return { from: current.tag, to: before };
  }
  const image = await findKept(repository, wanted);
  if (image.tag !== current.tag) {
    const at = current.previous.indexOf(image.tag);
    // Back in its own history, or to one that was pushed and never current before.
    const previous = at >= 0 ? current.previous.slice(at + 1) : [current.tag, ...current.previous];
    await writePointer(pointer, { digest: image.digest, tag: image.tag, previous }, current);
  }
  return { from: current.tag, to: image.tag };
};

const findKept = async (repository: Repository, wanted: string): Promise<PushedImage> => {
  const images = await listImages(repository);
  const found = images.filter(({ tag }) => tag.startsWith(wanted));
  if (found.length === 1 && found[0]) return found[0];
  const kept = images.map(({ tag }) => tag.slice(0, 8)).join(', ') || 'none';
  throw new DeployError(
    `--to: expected the beginning of one tag that is kept (${kept}), got "${wanted}"`,
  );
};
