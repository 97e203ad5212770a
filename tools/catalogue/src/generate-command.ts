import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { defineCommand } from '@ngwaf/tool-cli';

import { SYNTHETIC_ROWS, syntheticData } from './synthetic/synthetic-data.ts';

export const generate = defineCommand({
  name: 'generate',
  summary: 'Make synthetic data for the gambling models',
  options: {
    out: {
      type: 'string',
      placeholder: 'DIR',
      description: 'where to write',
      default: '.local/synthetic',
    },
    seed: {
      type: 'string',
      placeholder: 'N',
      description: 'the same gives the same data',
      default: '1',
    },
    scale: { type: 'string', placeholder: 'X', description: 'times as many rows', default: '1' },
  },
  details: `Rows: ${Object.entries(SYNTHETIC_ROWS)
    .map(([name, rows]) => `${rows} of ${name}`)
    .join(', ')}. Nobody's data: every user is made up.`,
  run: async ({ out, seed, scale }, _arguments, { root, print }) => {
    for (const { dataBucket, key, content } of syntheticData(Number(seed), Number(scale))) {
      const path = join(resolve(root, out), dataBucket, key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      print(`${join(out, dataBucket, key)}: ${content.split('\n').length - 2} rows`);
    }
  },
});
