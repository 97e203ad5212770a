import { defineCommand, type Command } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { deployBaseModel } from './deploy-base-model.ts';
import { deployNotebookBundle } from './deploy-notebook-bundle.ts';

const deploy = defineCommand({
  name: 'notebook',
  summary: 'the bundle that the next retraining runs',
  options: {
    ...TARGET_OPTIONS,
    'dry-run': { type: 'boolean', description: 'say what would be shipped, and change nothing' },
  },
  async run(values, _arguments, surroundings) {
    const target = await targetOf(values, surroundings);
    await deployNotebookBundle(surroundings, target, { dryRun: values['dry-run'] });
  },
});

const baseModel = defineCommand({
  name: 'base-model',
  summary: 'the model of this release as the first live one; nothing where a model is live',
  options: TARGET_OPTIONS,
  details: `Takes about five minutes on AWS: SageMaker starts an instance for the endpoint. Where requests are
scored in process it takes a moment.`,
  async run(values, _arguments, surroundings) {
    await deployBaseModel(surroundings, await targetOf(values, surroundings));
  },
});

export const notebookCommands: Command[] = [deploy, baseModel];
