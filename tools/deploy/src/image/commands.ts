import { IMAGE_NAMES, type ImageName } from '@ngwaf/contracts';
import { UsageError, defineCommand, suggestion, type Command } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { buildImage, rollBack, shipImage, showImages } from './run-image.ts';

const nameOf = ([name = '']: string[]): ImageName => {
  const found = IMAGE_NAMES.find((one) => one === name);
  if (found) return found;
  throw new UsageError(
    `no image named "${name}"${suggestion(name, [...IMAGE_NAMES])} There are: ${IMAGE_NAMES.join(', ')}`,
  );
};

const rollback = defineCommand({
  name: 'image rollback',
  summary: 'the image before the current one, or one that is named',
  arguments: '<name>',
  options: {
    to: {
      type: 'string',
      placeholder: 'tag',
      description: 'the beginning of its tag (default: the one before)',
    },
    ...TARGET_OPTIONS,
  },
  async run({ to, ...target }, given, surroundings) {
    const name = nameOf(given);
    await rollBack(surroundings, await targetOf(target, surroundings), name, to);
  },
});

const status = defineCommand({
  name: 'image status',
  summary: 'which image is current, and what can be gone back to',
  arguments: '<name>',
  options: TARGET_OPTIONS,
  async run(values, given, surroundings) {
    const name = nameOf(given);
    await showImages(surroundings, await targetOf(values, surroundings), name);
  },
});

const build = defineCommand({
  name: 'image build',
  summary: 'builds an image here, where Docker, Podman or Buildah is, and pushes nothing',
  arguments: '<name>',
  options: {},
  async run(_values, given, surroundings) {
    await buildImage(surroundings, nameOf(given));
  },
});

const deploy = defineCommand({
  name: 'image',
  summary: 'a container image that models are trained and served in: random-forest',
  arguments: '<name>',
  options: TARGET_OPTIONS,
  details: `Tagged with the hash of what it is built from: what was pushed before is neither built nor pushed, and
needs no container engine. Left out for the local cloud, which has no registry.`,
  async run(values, given, surroundings) {
    const name = nameOf(given);
    await shipImage(surroundings, await targetOf(values, surroundings), name);
  },
});

/** The longer names first: a command is found by the first name that fits. */
export const imageCommands: Command[] = [rollback, status, build, deploy];
