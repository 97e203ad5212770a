import { FUNCTION_NAMES, type FunctionName } from '@ngwaf/contracts';
import { UsageError, defineCommand, type Command } from '@ngwaf/tool-cli';
import { untilInterrupted } from '../interruption.ts';
import { parseNumber } from '../parse-number.ts';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { deployFunctions, planFunctions } from './deploy-functions.ts';
import { parseFunctionNames } from './names.ts';

const namesOf = (all: boolean, given: string[]): FunctionName[] => {
  if (all === given.length > 0) throw new UsageError('expected names of functions, or --all');
  return all ? [...FUNCTION_NAMES] : parseFunctionNames(given);
};

const deploy = defineCommand({
  name: 'function',
  summary: 'code and pending configuration of functions, side by side',
  arguments: '[name…]',
  options: {
    all: { type: 'boolean', description: 'all functions' },
    ...TARGET_OPTIONS,
    'dry-run': { type: 'boolean', description: 'say what would be shipped, and change nothing' },
    canary: {
      type: 'string',
      placeholder: 'percent',
      description:
        'give the new version this part of the calls first, and all only if it does well',
    },
    watch: {
      type: 'string',
      placeholder: 'seconds',
      default: '300',
      description: 'how long a canary is watched',
    },
    'max-errors': {
      type: 'string',
      placeholder: 'number',
      default: '0',
      description: 'how many calls of a canary may fail',
    },
    keep: {
      type: 'string',
      placeholder: 'number',
      default: '10',
      description: 'how many of the newest versions stay, besides those in use',
    },
  },
  details: `Functions: ${FUNCTION_NAMES.join(', ')}

A canary is taken back at once if a call of it fails, if the function's alarm for errors rings, or if
this command is interrupted. Lambda counts calls about a minute late: watch for longer than that.`,
  async run(values, given, surroundings) {
    const names = namesOf(values.all, given);
    const weight =
      values.canary !== undefined &&
      parseNumber('--canary', values.canary, { min: 1, max: 99 }) / 100;
    const watchSeconds = parseNumber('--watch', values.watch, { min: 1, max: 86_400 });
    const maxErrors = parseNumber('--max-errors', values['max-errors'], { min: 0, max: 1e9 });
    const keepVersions = parseNumber('--keep', values.keep, { min: 2, max: 1000 });
    const target = await targetOf(values, surroundings);
    if (values['dry-run']) return planFunctions(surroundings, target, names);
    return untilInterrupted((signal) =>
      deployFunctions(surroundings, target, {
        names,
        keepVersions,
        canary: weight === false ? undefined : { weight, watchSeconds, maxErrors, signal },
      }),
    );
  },
});

export const functionCommands: Command[] = [deploy];
