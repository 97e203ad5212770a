import type { Histogram } from '@ngwaf/contracts';

import { sizeOf } from './histogram.ts';

/** Counts a value that was never seen as half a one, so that no share is zero. */
const PSEUDO_COUNT = 0.5;

const sharesOf = (histogram: Histogram): number[] => {
  const counts = [...histogram.counts, histogram.missing];
  const total = sizeOf(histogram) + counts.length * PSEUDO_COUNT;
  return counts.map((count) => (count + PSEUDO_COUNT) / total);
};

/**
 * Population stability index: how far what is seen has moved from what was expected, 0 for not at all.
 *
 * `Σ (seen − expected) · ln(seen / expected)` over the shares of the bins, absent values being a bin:
 * the symmetric Kullback-Leibler divergence (Jeffreys). By convention below 0.1 is no change, 0.1 to
 * 0.25 a moderate one, from 0.25 a large one (N. Siddiqi, Credit Risk Scorecards, 2006). It is a
 * statistic: with equal distributions its mean is about `(bins − 1) · (1 / seen + 1 / expected)`, so
 * that few values look like drift (B. Yurdakul, Statistical Properties of PSI, 2018).
 *
 * @throws {RangeError} the two have other edges.
 * @see https://scholarworks.wmich.edu/dissertations/3208/
 */
export const populationStabilityIndex = (expected: Histogram, seen: Histogram): number => {
  if (JSON.stringify(expected.edges) !== JSON.stringify(seen.edges)) {
    throw new RangeError('expected two histograms with the same edges, found other edges');
  }
  const shares = sharesOf(expected);
  return sharesOf(seen).reduce((sum, share, bin) => {
    const before = shares[bin] ?? share;
    return sum + (share - before) * Math.log(share / before);
  }, 0);
};
