import { BUCKETS, BucketSet } from './buckets.ts';

const filled = (hashes: number[]): BucketSet => {
  const set = new BucketSet(8);
  set.clear();
  hashes.forEach((hash) => set.add(hash));
  return set;
};
const membersOf = (set: BucketSet) => [...set.members.subarray(0, set.size)];

describe('BucketSet', () => {
  it('holds each bucket once, whatever the rest of the hash', () => {
    expect(membersOf(filled([7, 7 + BUCKETS, 7 - BUCKETS, -1]))).toEqual([7, BUCKETS - 1]);
  });

  it('holds buckets apart that share a slot', () => {
    const oneSlot = [3, 19, 35, 51, 67, 83, 99, 115];

    expect(membersOf(filled([...oneSlot, ...oneSlot]))).toEqual(oneSlot);
  });

  it.each([1, 2 ** 13, 2 ** 14 - 1, 2 ** 14, 2 ** 15])(
    'is empty when cleared %i times',
    (times) => {
      const set = filled([7]);

      for (let time = 0; time < times; time += 1) set.clear();
      set.add(7);

      expect(membersOf(set)).toEqual([7]);
    },
  );
});
