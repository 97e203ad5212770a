import { defineCommand, type Command } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { deployNotebookBundle } from './deploy-notebook-bundle.ts';

const deploy = defineCommand({
  name: 'notebook',
  summary: 'the bundle that the next retraining runs',
  options: TARGET_OPTIONS,
  async run(values, _arguments, surroundings) {
    await deployNotebookBundle(surroundings, await targetOf(values, surroundings));
  },
});

export const notebookCommands: Command[] = [deploy];
