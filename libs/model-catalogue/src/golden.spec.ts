import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { featurePlan, type Features } from './to-features.ts';
import { recordInputSchema } from './schema/entry.ts';

interface Case {
  name: string;
  record: unknown;
  id?: string;
  values?: (number | null)[];
  /** Fields that are at fault. */
  errors?: string[];
}

const GOLDEN = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/features.json'), 'utf8'),
) as { input: unknown; names: string[]; cases: Case[] }[];

describe.each(GOLDEN)('features equal to those of Python', ({ input, names, cases }) => {
  const plan = featurePlan(recordInputSchema.parse(input));

  it('have the same names', () => {
    expect(plan.names).toEqual(names);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { record, ...expected }) => {
    const result = plan.apply(record);

    if ('errors' in result) {
      expect(result.errors.map(({ field }) => field)).toEqual(expected.errors);
    } else {
      expect(result).toEqual({ id: expected.id, values: expected.values } as Features);
    }
  });
});
