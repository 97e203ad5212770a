import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { MODELS, parseCatalogue, type ModelDefinition } from '@ngwaf/model-catalogue';
import { CliError, defineCommand, UsageError } from '@ngwaf/tool-cli';

import { OWN_DATA_FOLDER, ownDataFolder } from '../local-data.ts';
import { writeFormatted } from '../write-formatted.ts';
import { entrySource, withEntry } from './entry-source.ts';
import { guessColumns } from './guess-columns.ts';

const MODELS_FILE = join('libs', 'model-catalogue', 'src', 'models.ts');
const entryFile = (name: string) => join('libs', 'model-catalogue', 'src', 'models', `${name}.ts`);

export const addModel = defineCommand({
  name: 'add',
  summary: 'Add a model to the catalogue, guessed from a CSV file',
  arguments: '<name>',
  options: {
    code: {
      type: 'string',
      placeholder: 'CODE',
      description: 'in names of resources: at most 12 letters, digits, dashes (default: the name)',
    },
    'from-csv': { type: 'string', placeholder: 'FILE', description: 'records with a header' },
    label: { type: 'string', placeholder: 'COLUMN', description: 'column with 0 or 1 to predict' },
    presence: {
      type: 'string',
      placeholder: 'COLUMN',
      description: 'instead: predict whether this column is filled in',
    },
    id: { type: 'string', placeholder: 'COLUMN', description: 'the user’s id', default: 'user_id' },
    exclude: {
      type: 'string',
      placeholder: 'A,B',
      description: 'columns that are not known when a prediction is asked for',
      default: '',
    },
    purpose: {
      type: 'string',
      placeholder: 'TEXT',
      description: 'what it predicts, in a sentence',
    },
    data: {
      type: 'string',
      placeholder: 'BUCKET',
      description: 'short name of its data bucket; models may share one (default: the code)',
    },
  },
  details: `Writes ${entryFile('<name>')} and adds it to ${MODELS_FILE}. The guess is a beginning: look over
columns and features, and leave out what gives the label away. Nothing is overwritten. The file is copied to
${OWN_DATA_FOLDER}/<bucket>/records, which npm start trains on and git ignores.`,
  run: async (values, [name = ''], { root, print }) => {
    const csv = values['from-csv'];
    const { label, presence, id, code = name, data = code } = values;
    if (csv === undefined) throw new UsageError('--from-csv: expected a CSV file, found nothing');
    const column = label ?? presence;
    if (column === undefined) throw new UsageError('expected --label or --presence, found neither');
    const path = join(root, entryFile(name));
    if (existsSync(path)) throw new CliError(`${entryFile(name)} exists already`);

    const text = await readFile(resolve(root, csv), 'utf8');
    const header = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
    for (const needed of [id, column]) {
      if (!header.split(',').includes(needed)) {
        throw new CliError(`${csv}: expected a column ${needed}, found ${header.slice(0, 300)}`);
      }
    }
    const excluded = [column, ...values.exclude.split(',').filter((each) => each !== '')];
    const { columns, features, notes } = guessColumns(text, id, excluded);
    const entry: ModelDefinition = {
      name,
      code,
      purpose: values.purpose ?? `Predicts ${column}.`,
      data: { bucket: data },
      algorithm: { image: 'random-forest', hyperparameters: { label: 'label' } },
      input: { kind: 'record', id, columns, features },
      labelling: { kind: label === undefined ? 'presence' : 'column', column },
      serving: { kind: 'real-time' },
      routing: { to: 'operator' },
    };
    // Says by field what is wrong with it, before anything is written.
    parseCatalogue([...MODELS, entry]);

    await writeFormatted(path, entrySource(entry));
    const models = join(root, MODELS_FILE);
    await writeFormatted(models, withEntry(await readFile(models, 'utf8'), name));
    print(`${entryFile(name)}: ${columns.length} columns, ${features.length} features`);
    for (const note of notes) print(`  ${note}`);
    // For the local cloud: what it is trained on by `npm start`.
    const records = join(ownDataFolder(root, data), 'records');
    await mkdir(records, { recursive: true });
    await copyFile(resolve(root, csv), join(records, `${name}.csv`));
    print(
      'Next: look over it, npm run catalogue -- export, and npm start (or npx nx apply infra).',
    );
  },
});
