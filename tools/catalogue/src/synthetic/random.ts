/** Draws that are the same for the same seed, on every machine. */
export interface Random {
  /** From 0 (included) to 1. */
  uniform(): number;
  /** Of the standard normal distribution. */
  normal(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  /** One of the values, by their weights. */
  pick<Value>(weighted: readonly (readonly [Value, number])[]): Value;
}

/** Mulberry32: small, and good enough for made-up data. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    // Box and Muller.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    whole: (least, most) => least + Math.floor(uniform() * (most - least + 1)),
    chance: (probability) => uniform() < probability,
    pick: (weighted) => {
      const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
      let left = uniform() * total;
      for (const [value, weight] of weighted) {
        left -= weight;
        if (left < 0) return value;
      }
      throw new RangeError('expected at least one value with a weight');
    },
  };
};

/** 0 to 1, rising in x. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
