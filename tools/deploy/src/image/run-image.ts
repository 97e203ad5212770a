import { ECRClient } from '@aws-sdk/client-ecr';
import { resourceNames, type ImageName } from '@ngwaf/contracts';
import type { Surroundings } from '@ngwaf/tool-cli';
import { reportShipped } from '../affected/report.ts';
import { createClients } from '../clients.ts';
import { DeployError } from '../deploy-error.ts';
import { kilobytes, seconds, table } from '../table.ts';
import type { Target } from '../target.ts';
import { readContext } from './context.ts';
import { deployImage, rollBackImage, type DeployedImage, type ImageStore } from './deploy-image.ts';
import { findEngine, type Engine } from './engine.ts';
import { readPointer } from './pointer.ts';
import { listImages } from './repository.ts';

type Where = Pick<Surroundings, 'root' | 'env' | 'print' | 'note'>;

const HEADING = ['image', 'tag', 'size', 'time'];
const ENGINES = 'Docker (running), Podman or Buildah';

const short = (tag: string | undefined): string => tag?.slice(0, 8) ?? 'none';

const storeOf = (target: Target, image: ImageName): ImageStore => ({
  repository: {
    ecr: new ECRClient(target.clientConfig),
    name: resourceNames(target.prefix).imageRepository(image),
  },
  pointer: {
    s3: createClients(target).s3,
    bucket: target.outputs.artefact_bucket,
    image,
  },
});

/** A stand-in of AWS keeps what ECR says of images, and has no registry to push them to. */
const isStandIn = (target: Target, env: NodeJS.ProcessEnv): boolean =>
  target.clientConfig.endpoint !== undefined || Boolean(env['AWS_ENDPOINT_URL']);

const needEngine = async (where: Where, what: string): Promise<Engine> => {
  const engine = await findEngine({ env: where.env, note: where.note });
  if (engine) return engine;
  throw new DeployError(
    `no container engine answers here, and ${what} changed: install ${ENGINES}, or let CI deploy it`,
  );
};

const report = (where: Where, name: ImageName, result: DeployedImage, startedAt: number): void => {
  const { from, to, pushed } = result;
  const isSame = from === to && pushed === undefined;
  const what = pushed === undefined ? (isSame ? 'unchanged' : 'kept') : kilobytes(pushed);
  const change = from === to ? short(to) : `${short(from)} → ${short(to)}`;
  const time = seconds((performance.now() - startedAt) / 1000);
  reportShipped(where, HEADING, [[name, change, what, time]]);
};

/** Ships an image and prints what became of it. */
export const shipImage = async (where: Where, target: Target, name: ImageName): Promise<void> => {
  const startedAt = performance.now();
  const context = readContext(where.root, name);
  if (isStandIn(target, where.env)) {
    where.print(
      `${name}: skipped: no registry here; the local cloud runs ${name} without a container`,
    );
    return;
  }
  const result = await deployImage(storeOf(target, name), context, {
    engine: () => needEngine(where, name),
    note: where.note,
  });
  report(where, name, result, startedAt);
};

/** Builds an image without pushing it; left out where nothing can build it. */
export const buildImage = async (where: Where, name: ImageName): Promise<void> => {
  const context = readContext(where.root, name);
  const engine = await findEngine({ env: where.env, note: where.note });
  if (!engine) {
    where.print(`${name}: skipped: no container engine here; install ${ENGINES} to build it`);
    return;
  }
  const reference = `${name}:${context.tag}`;
  await engine.build(context.folder, reference);
  where.print(`${reference}, built with ${engine.program}`);
};

/** Makes an earlier image current and prints which. */
export const rollBack = async (
  where: Where,
  target: Target,
  name: ImageName,
  to: string | undefined,
): Promise<void> => {
  const startedAt = performance.now();
  report(where, name, await rollBackImage(storeOf(target, name), to), startedAt);
};

/** Prints the current image and those that are kept, the last pushed first. */
export const showImages = async (
  { print }: Pick<Where, 'print'>,
  target: Target,
  name: ImageName,
): Promise<void> => {
  const { repository, pointer } = storeOf(target, name);
  const [current, images] = await Promise.all([readPointer(pointer), listImages(repository)]);
  if (!current && images.length === 0) {
    print(`${name}: not deployed to ${target.prefix} yet`);
    return;
  }
  const rows = images.map(({ tag, digest, bytes, pushedAt }) => [
    name,
    short(tag),
    kilobytes(bytes),
    pushedAt.toISOString().slice(0, 19).replace('T', ' '),
    digest === current?.digest ? 'current' : '',
  ]);
  print(table(['image', 'tag', 'size', 'pushed (UTC)', ''], rows));
};
