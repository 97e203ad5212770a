import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { GROUPS } from './vocabulary.ts';

const python = join(import.meta.dirname, '../../../notebooks/ngwaf_model/vocabulary.py');
const words = (text = '') => text.trim().split(/\s+/);

describe('GROUPS', () => {
  it('are those of the Python package, in its order', () => {
    const groups = readFileSync(python, 'utf8').matchAll(/"(\w+)": """(.*?)"""/gs);

    expect(Object.entries(GROUPS).map(([name, text]) => [name, words(text)])).toEqual(
      Array.from(groups, ([, name, text]) => [name, words(text)]),
    );
  });
});
