import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { UsageError, defineCommand, type Command } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { deployFunctions } from './deploy-functions.ts';
import { parseFunctionNames } from './names.ts';

const deploy = defineCommand({
  name: 'function',
  summary: 'code and pending configuration of functions, side by side',
  arguments: '[name…]',
  options: {
    all: { type: 'boolean', description: 'all functions' },
    ...TARGET_OPTIONS,
  },
  details: `Functions: ${FUNCTION_NAMES.join(', ')}`,
  async run({ all, ...target }, given, surroundings) {
    if (all === given.length > 0) throw new UsageError('function: expected names, or --all');
    const names = all ? [...FUNCTION_NAMES] : parseFunctionNames(given);
    await deployFunctions(surroundings, await targetOf(target, surroundings), names);
  },
});

export const functionCommands: Command[] = [deploy];
