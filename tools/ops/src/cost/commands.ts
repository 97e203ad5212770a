import { defineCommand, type Command } from '../command.ts';
import { ENVIRONMENT_OPTION, findEnvironment } from '../environment-option.ts';
import { synthesiseStack } from '../synthesised-stack.ts';
import { costText } from './cost-text.ts';
import { estimateCost } from './estimate.ts';

const cost = defineCommand({
  name: 'cost',
  summary: 'what an environment costs at idle, for a retraining, for a million predictions',
  options: {
    env: ENVIRONMENT_OPTION,
    json: { type: 'boolean', description: 'every line with its source, as JSON' },
  },
  details:
    'Computed from its configuration and a table of prices; needs neither AWS nor credentials.',
  async run({ env, json }, _positionals, { root, print }) {
    const environment = findEnvironment(env);
    const estimate = estimateCost(environment, await synthesiseStack(root, environment.prefix));
    print(json ? JSON.stringify(estimate, null, 2) : costText(estimate, environment.region));
  },
});

export const costCommands: Command[] = [cost];
