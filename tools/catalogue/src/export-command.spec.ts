import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MODELS } from '@ngwaf/model-catalogue';

import { EXPORTED } from './export-command.ts';

it('has been run since the catalogue changed: npm run catalogue -- export', () => {
  const exported: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../..', EXPORTED), 'utf8'),
  );

  expect(exported).toEqual(JSON.parse(JSON.stringify(MODELS)));
});
