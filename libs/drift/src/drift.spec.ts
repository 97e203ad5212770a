import { histogramSchema } from '@ngwaf/contracts';
import fc from 'fast-check';

import { areaUnderCurve, type Labelled } from './auc.ts';
import { histogramOf, quantileEdges, sizeOf, sumOf } from './histogram.ts';
import { populationStabilityIndex } from './psi.ts';

const values = fc.array(fc.option(fc.double({ noNaN: true })), { minLength: 1 });
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('histogram', () => {
  it('cuts values into ten bins of the same size', () => {
    expect(histogramOf(upTo(1000)).counts).toEqual(new Array(10).fill(100));
  });

  it.each([
    ['no values', [], [], [0], 0],
    ['one value', [3, 3, 3], [], [3], 0],
    ['a rare second value', [...new Array<number>(99).fill(0), 1], [1], [99, 1], 0],
    ['a flag', [0, 1, 0, 1], [1], [2, 2], 0],
    ['endless values', [Infinity, 0, -Infinity], [], [3], 0],
    ['absent values', [null, 0, 1, null, NaN], [1], [1, 1], 3],
  ])('of %s', (_case, given, edges, counts, missing) => {
    const numbers = given.filter((value) => value !== null && !Number.isNaN(value));

    expect(histogramOf(given, quantileEdges(numbers as number[]))).toEqual({
      edges,
      counts,
      missing,
    });
  });

  it('counts every value, in edges as the schema wants them', () =>
    fc.assert(
      fc.property(values, (given) => {
        const histogram = histogramOf(given);

        expect(sizeOf(histogram)).toBe(given.length);
        expect(histogramSchema.safeParse(histogram).success).toBe(true);
      }),
    ));

  it('sums to the histogram of all', () =>
    fc.assert(
      fc.property(values, values, (one, other) => {
        const edges = quantileEdges([0, 1, 2, 3]);

        const sum = sumOf([histogramOf(one, edges), histogramOf(other, edges)]);

        expect(sum).toEqual(histogramOf([...one, ...other], edges));
      }),
    ));
});

describe('population stability index', () => {
  const expected = histogramOf(upTo(10_000));
  const shiftedBy = (offset: number) =>
    histogramOf(
      upTo(10_000).map((value) => value + offset),
      expected.edges,
    );

  it('is zero where nothing has moved', () => {
    expect(populationStabilityIndex(expected, expected)).toBe(0);
  });

  it('is what the formula says', () => {
    const of = (counts: number[]) => ({ edges: [0.5], counts, missing: 0 });

    // (0.7 − 0.5) ln(0.7 / 0.5) + (0.3 − 0.5) ln(0.3 / 0.5), the bin of absent values empty in both.
    expect(populationStabilityIndex(of([50e6, 50e6]), of([70e6, 30e6]))).toBeCloseTo(0.16946, 5);
  });

  it.each([
    [100, 0, 0.1],
    [1000, 0.1, 5],
    [5000, 4, 6],
  ])('of values moved by %p in 10,000 lies between %p and %p', (offset, least, most) => {
    const psi = populationStabilityIndex(expected, shiftedBy(offset));

    expect(psi).toBeGreaterThan(least);
    expect(psi).toBeLessThan(most);
  });

  it('sees values that are absent all at once', () => {
    const absent = histogramOf(new Array<null>(1000).fill(null), expected.edges);

    expect(populationStabilityIndex(expected, absent)).toBeGreaterThan(5);
  });

  it('is never negative, the same both ways, and always a number', () =>
    fc.assert(
      fc.property(values, values, (one, other) => {
        const edges = [0, 1, 10];
        const a = histogramOf(one, edges);
        const b = histogramOf(other, edges);

        const psi = populationStabilityIndex(a, b);

        expect(psi).toBeGreaterThanOrEqual(0);
        expect(psi).toBeLessThan(Infinity);
        expect(populationStabilityIndex(b, a)).toBeCloseTo(psi, 10);
      }),
    ));

  it('compares no histograms of other edges', () => {
    const other = histogramOf([1, 2]);

    expect(() => populationStabilityIndex(expected, other)).toThrow(RangeError);
  });
});

describe('area under the curve', () => {
  const cases = (positive: number[], negative: number[]): Labelled[] => [
    ...positive.map((score): Labelled => ({ score, label: 1 })),
    ...negative.map((score): Labelled => ({ score, label: 0 })),
  ];

  it.each([
    ['all right', [0.8, 0.9], [0.1, 0.2], 1],
    ['all wrong', [0.1], [0.9], 0],
    ['a tie', [0.5], [0.5], 0.5],
    ['one of four pairs wrong', [0.4, 0.9], [0.1, 0.5], 0.75],
    ['ties across classes', [0.5, 0.5, 0.9], [0.5, 0.1], 5 / 6],
  ])('of %s', (_case, positive, negative, area) => {
    expect(areaUnderCurve(cases(positive, negative))).toBeCloseTo(area, 12);
  });

  it('is not known where a class is absent', () => {
    expect(areaUnderCurve(cases([0.5], []))).toBeUndefined();
    expect(areaUnderCurve([])).toBeUndefined();
  });

  it('is the share of pairs in the right order', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(scores, scores, (positive, negative) => {
        const pairs = positive.flatMap((p) => negative.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const share = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;

        expect(areaUnderCurve(cases(positive, negative))).toBeCloseTo(share, 10);
      }),
    );
  });
});
