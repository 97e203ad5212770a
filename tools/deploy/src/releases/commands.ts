import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { defineCommand, type Command } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';

const rollbackCommand = defineCommand({
  name: 'rollback',
  summary: 'back to what was live before, of a function or of the notebook',
  arguments: '<name>',
  options: {
    to: {
      type: 'string',
      placeholder: 'version',
      description: 'another version than the one before (of the notebook: the start of its hash)',
    },
    ...TARGET_OPTIONS,
  },
  details: `Again goes further back: a version that was rolled back is not gone to again, but by --to. A canary
that is going on ends. The next deployment moves forward again: revert the commit as well.`,
  async run({ to, ...values }, [name = ''], surroundings) {
    await rollback(surroundings, await targetOf(values, surroundings), name, to);
  },
});

const statusCommand = defineCommand({
  name: 'status',
  summary: 'what is live, since when and of which commit, and what is not live yet',
  arguments: '[name…]',
  options: {
    json: { type: 'boolean', description: 'as JSON' },
    ...TARGET_OPTIONS,
  },
  details: `Names: ${FUNCTION_NAMES.join(', ')}, notebook (default: all)`,
  async run({ json, ...values }, given, surroundings) {
    const names = given.length > 0 ? given : [...FUNCTION_NAMES, 'notebook'];
    await status(surroundings, await targetOf(values, surroundings), { names, json });
  },
});

export const releaseCommands: Command[] = [rollbackCommand, statusCommand];
