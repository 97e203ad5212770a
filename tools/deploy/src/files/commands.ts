import { UsageError, defineCommand, suggestion, type Command } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { deployFiles, rollBackFiles, showFiles } from './run-files.ts';

const NAMES = ['dashboard'];

const checkName = ([name = '']: string[]): void => {
  if (NAMES.includes(name)) return;
  throw new UsageError(
    `no files named "${name}"${suggestion(name, NAMES)} There are: ${NAMES.join(', ')}`,
  );
};

const rollback = defineCommand({
  name: 'files rollback',
  summary: 'the release before the live one, or one that is named',
  arguments: '<name>',
  options: {
    to: {
      type: 'string',
      placeholder: 'release',
      description: 'the beginning of its hash (default: the one before)',
    },
    ...TARGET_OPTIONS,
  },
  async run({ to, ...target }, given, surroundings) {
    checkName(given);
    await rollBackFiles(surroundings, await targetOf(target, surroundings), to);
  },
});

const status = defineCommand({
  name: 'files status',
  summary: 'what is live, and what can be gone back to',
  arguments: '<name>',
  options: TARGET_OPTIONS,
  async run(values, given, surroundings) {
    checkName(given);
    await showFiles(surroundings, await targetOf(values, surroundings));
  },
});

const deploy = defineCommand({
  name: 'files',
  summary: 'the files of a page that the API serves: dashboard',
  arguments: '<name>',
  options: TARGET_OPTIONS,
  details: 'The page is replaced last and at once, so that nobody loads a mixture of two releases.',
  async run(values, given, surroundings) {
    checkName(given);
    await deployFiles(surroundings, await targetOf(values, surroundings));
  },
});

/** The longer names first: a command is found by the first name that fits. */
export const filesCommands: Command[] = [rollback, status, deploy];
