import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FeatureReader } from './features.ts';
import type { Text } from './texts.ts';

const goldenFile = join(import.meta.dirname, '../../contracts/golden/text-features.json');
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as (Text & { indices: number[] })[];

const indicesOf = (text: Text): number[] => {
  const indices: number[] = [];
  new FeatureReader().read(text, (members, size) => indices.push(...members.subarray(0, size)));
  return indices.sort((a, b) => a - b);
};

describe('FeatureReader', () => {
  it.each(golden.map((vector) => [JSON.stringify(vector.text), vector] as const))(
    'agrees with the golden vector %s',
    (_name, vector) => {
      expect(indicesOf(vector)).toEqual(vector.indices);
    },
  );

  it('finds the same in a text whatever it read before', () => {
    const reader = new FeatureReader();
    const read = (text: Text) => {
      const indices: number[] = [];
      reader.read(text, (members, size) => indices.push(...members.subarray(0, size)));
      return indices;
    };
    const alone = golden.map(read);

    expect(golden.toReversed().map(read)).toEqual(alone.toReversed());
  });
});
