import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { splitOf } from './split-of.ts';

const GOLDEN = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/split.json'), 'utf8'),
) as { id: string; split: string }[];
const SHARES = { validationShare: 0.2, testShare: 0.2 };

it.each(GOLDEN)('$id is for $split, as in Python', ({ id, split }) => {
  expect(splitOf(id, SHARES)).toBe(split);
});

it('keeps to the shares', () => {
  const counts = { train: 0, validation: 0, test: 0 };
  for (let id = 0; id < 20_000; id += 1) counts[splitOf(String(id), SHARES)] += 1;

  expect(counts.train / 20_000).toBeCloseTo(0.6, 1);
  expect(counts.validation / 20_000).toBeCloseTo(0.2, 1);
  expect(counts.test / 20_000).toBeCloseTo(0.2, 1);
});
