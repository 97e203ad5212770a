import type { Histogram } from '@ngwaf/contracts';

/** As many bins as there are deciles: what the usual thresholds of PSI were found with. */
const BINS = 10;

/**
 * Edges that cut sorted values into bins of about equal size; fewer where many values are equal, so
 * that a feature of two values gets two bins. Infinite values are no edges: JSON has none.
 */
export const quantileEdges = (values: readonly number[], bins = BINS): number[] => {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  const [smallest] = sorted;
  if (smallest === undefined) return [];
  const edges = new Set<number>();
  for (let bin = 1; bin < bins; bin += 1) {
    const value = sorted[Math.floor((bin * sorted.length) / bins)];
    if (value !== undefined && value > smallest) edges.add(value);
  }
  // Where nearly all is equal, what is rarer than a bin still gets one.
  const larger = sorted.find((value) => value > smallest);
  if (edges.size === 0 && larger !== undefined) edges.add(larger);
  return [...edges];
};

/** The bin of a value: how many edges it has reached. */
const binOf = (edges: readonly number[], value: number): number => {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A histogram without values. */
export const emptyHistogram = (edges: readonly number[]): Histogram => ({
  edges: [...edges],
  counts: new Array<number>(edges.length + 1).fill(0),
  missing: 0,
});

/** Counts a value into a histogram; null is a value that is absent. */
export const addTo = (histogram: Histogram, value: number | null): void => {
  if (value === null || Number.isNaN(value)) {
    histogram.missing += 1;
    return;
  }
  const bin = binOf(histogram.edges, value);
  histogram.counts[bin] = (histogram.counts[bin] ?? 0) + 1;
};

/** Counts values, by default into bins of their own deciles. */
export const histogramOf = (
  values: readonly (number | null)[],
  edges: readonly number[] = quantileEdges(values.filter((value) => value !== null)),
): Histogram => {
  const histogram = emptyHistogram(edges);
  for (const value of values) addTo(histogram, value);
  return histogram;
};

/** How many values were counted, absent ones included. */
export const sizeOf = ({ counts, missing }: Histogram): number =>
  counts.reduce((sum, count) => sum + count, missing);

/** What histograms with the same edges counted together; `undefined` for none. */
export const sumOf = (histograms: readonly Histogram[]): Histogram | undefined => {
  const [first] = histograms;
  if (!first) return undefined;
  return {
    edges: first.edges,
    counts: first.counts.map((_, bin) =>
      histograms.reduce((sum, { counts }) => sum + (counts[bin] ?? 0), 0),
    ),
    missing: histograms.reduce((sum, { missing }) => sum + missing, 0),
  };
};
