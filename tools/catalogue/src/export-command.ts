import { join } from 'node:path';

import { MODELS } from '@ngwaf/model-catalogue';
import { defineCommand } from '@ngwaf/tool-cli';

import { writeFormatted } from './write-formatted.ts';

/** Where Python reads the catalogue. */
export const EXPORTED = join(
  'libs',
  'model-catalogue',
  'python',
  'ngwaf_features',
  'catalogue.json',
);

export const exportCatalogue = defineCommand({
  name: 'export',
  summary: 'Write the catalogue as JSON for Python',
  options: {},
  details: `Writes ${EXPORTED}; a test fails while it is not current.`,
  run: async (_values, _arguments, { root, print }) => {
    await writeFormatted(join(root, EXPORTED), JSON.stringify(MODELS));
    print(`${EXPORTED}: ${MODELS.length} models`);
  },
});
