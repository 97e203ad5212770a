import { runMainProgram } from '@ngwaf/tool-cli';

import { addModel } from './add-model/add-model-command.ts';
import { auc } from './bench/auc-command.ts';
import { exportCatalogue } from './export-command.ts';
import { generate } from './generate-command.ts';

await runMainProgram({
  name: 'catalogue',
  invocation: 'npm run catalogue --',
  summary: 'Commands for the models of the catalogue:',
  commands: [addModel, generate, auc, exportCatalogue],
});
