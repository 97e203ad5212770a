import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

import { findModel, isRecordModel } from '@ngwaf/model-catalogue';
import { CliError, defineCommand } from '@ngwaf/tool-cli';

import { PARTS, labelledFeatures } from './labelled-features.ts';
import { trainForest } from './train-forest.ts';

const read = async (path: string): Promise<string> => {
  const bytes = await readFile(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

export const auc = defineCommand({
  name: 'auc',
  summary: 'Measure the AUC of a model on a CSV file, each fifth of the users held out in turn',
  arguments: '<model> <csv>',
  options: {},
  details: `Features and hyperparameters are those of the catalogue; forests are grown by the code of the
random-forest image. The first fifth is the one that every training job holds out. A file that is not
there is skipped with a message, so that it can be measured on data that not everybody has.`,
  run: async (_values, [model = '', csv = ''], { root, print }) => {
    const entry = findModel(model);
    if (!entry || !isRecordModel(entry)) throw new CliError(`${model} is no model of records`);
    if (!existsSync(csv)) {
      print(`skipped: ${csv} is not there`);
      return;
    }
    const records = await read(csv);
    const found: number[] = [];
    let importances: [string, number][] = [];
    for (let part = 0; part < PARTS; part += 1) {
      const data = labelledFeatures(entry, records, part);
      const hyperparameters = { ...entry.algorithm.hyperparameters, label: 'label' };
      const figures = await trainForest(root, data, hyperparameters);
      const { heldOut, learn } = data.rows;
      print(`AUC ${figures.auc.toFixed(4)} on ${heldOut} rows held out, grown on ${learn}`);
      found.push(figures.auc);
      importances = figures.importances;
    }
    const mean = found.reduce((sum, each) => sum + each, 0) / found.length;
    print(`${model}: AUC ${mean.toFixed(4)} on average. What the last forest looked at most:`);
    for (const [name, share] of importances.slice(0, 10)) {
      print(`  ${(100 * share).toFixed(1).padStart(5)} %  ${name}`);
    }
  },
});
