/** The features of a text are hashed into this many buckets. */
export const BUCKET_BITS = 18;
export const BUCKETS = 1 << BUCKET_BITS;

/**
 * A set of buckets that is emptied by counting up: no allocation and no clearing for each text.
 *
 * A slot holds the generation that wrote it above the bucket, so that older ones count as empty.
 */
export class BucketSet {
  /** The buckets in the order in which they were added; `size` of them are valid. */
  readonly members: Int32Array;
  size = 0;
  private readonly slots: Int32Array;
  private generation = 0;

  /** @param capacity the most buckets ever in it; the table has at least twice as many slots. */
  constructor(capacity: number) {
    this.members = new Int32Array(capacity);
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity)));
  }

  clear(): void {
    this.size = 0;
    this.generation += 1;
    if (this.generation < 1 << (32 - BUCKET_BITS)) return;
    this.slots.fill(0);
    this.generation = 1;
  }

  /** Adds the bucket of a hash. */
  add(hash: number): void {
    const { slots } = this;
    const entry = (this.generation << BUCKET_BITS) | (hash & (BUCKETS - 1));
    let slot = entry & (slots.length - 1);
    for (;;) {
      const found = slots[slot]!;
      if (found === entry) return;
      if (found >>> BUCKET_BITS !== this.generation) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = entry;
    this.members[this.size] = hash & (BUCKETS - 1);
    this.size += 1;
  }
}
