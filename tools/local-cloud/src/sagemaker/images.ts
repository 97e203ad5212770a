import { join } from 'node:path';

/** How the local cloud runs an image: it imitates the image's contract, and has no containers. */
export type Contract = 'script-mode' | 'random-forest';

/** AWS's own scikit-learn images, in any account, region and version. */
const SCIKIT_LEARN = /\/sagemaker-scikit-learn:[\w.-]+$/;

/** This repository's image, in any account's `<prefix>-random-forest`, by tag or digest. */
const RANDOM_FOREST = /^[^:@]*-random-forest(?::[\w.-]+|@sha256:[0-9a-f]{64})?$/;

/** The contract of an image, or `undefined` for an image that cannot be run here. */
export const contractOf = (image: string): Contract | undefined => {
  if (SCIKIT_LEARN.test(image)) return 'script-mode';
  return RANDOM_FOREST.test(image) ? 'random-forest' : undefined;
};

/** Why a job or an endpoint with some other image fails. */
export const unsupportedImage = (image: string): string =>
  `The local cloud runs the AWS scikit-learn image (…/sagemaker-scikit-learn:<version>) in script mode ` +
  `and the random forest of this repository (…-random-forest:<tag>); it cannot run ${image}.`;

/** What stands for a container's start with `train` or `serve`: arguments of Python, and its environment. */
export interface ImageProcess {
  args: string[];
  env: Record<string, string>;
}

const python = join(import.meta.dirname, '..', '..', 'python');
const randomForest = join(import.meta.dirname, '../../../../apps/random-forest/image');

/** How an image's process is started. The files of `apps/random-forest/image` are the image. */
export const imageProcess = (contract: Contract, command: 'train' | 'serve'): ImageProcess =>
  contract === 'script-mode'
    ? { args: [join(python, `${command}.py`)], env: {} }
    : {
        args: ['-m', 'random_forest', command],
        // As its Dockerfile; and no byte code next to the sources, whose hash is the image's tag.
        env: { PYTHONPATH: randomForest, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' },
      };
