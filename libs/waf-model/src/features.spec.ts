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
    const [first, second] = [golden[2]!, golden[3]!];
    const read = (text: Text) => {
      let sum = 0;
      reader.read(text, (members, size) => {
        for (const bucket of members.subarray(0, size)) sum += bucket;
      });
      return sum;
    };
    const alone = read(first);

    // More often than the set can count generations before it starts anew.
    for (let turn = 0; turn < 5_000; turn += 1) read(second);

    expect(read(first)).toBe(alone);
  });
});
