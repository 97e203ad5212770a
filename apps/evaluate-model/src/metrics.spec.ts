import type { Labelled } from '@ngwaf/drift';
import fc from 'fast-check';

import { chooseThreshold, confusionAt, diagnose, measure } from './metrics.ts';

const CASES: Labelled[] = [
  { score: 0.9, label: 1 },
  { score: 0.8, label: 0 },
  { score: 0.7, label: 1 },
  { score: 0.4, label: 1 },
  { score: 0.3, label: 0 },
  { score: 0.1, label: 0 },
];

describe('confusionAt', () => {
  it.each([
    [0.95, 0, 0, 0, 3 / 6, 0],
    [0.9, 1, 1 / 3, 0, 4 / 6, 0.5],
    [0.5, 2 / 3, 2 / 3, 1 / 3, 4 / 6, 2 / 3],
    [0.4, 3 / 4, 1, 1 / 3, 5 / 6, 6 / 7],
    [0, 1 / 2, 1, 1, 3 / 6, 2 / 3],
  ])('at %d', (threshold, precision, recall, rate, accuracy, f1) => {
    const found = confusionAt(CASES, threshold);

    expect(found.precision).toBeCloseTo(precision);
    expect(found.recall).toBeCloseTo(recall);
    expect(found.false_pos_rate).toBeCloseTo(rate);
    expect(found.accuracy).toBeCloseTo(accuracy);
    expect(found.f1_score).toBeCloseTo(f1);
  });
});

it('diagnoses at nine thresholds, in lists of equal length', () => {
  const diagnostics = diagnose(CASES);

  expect(diagnostics.threshold).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  for (const list of Object.values(diagnostics)) expect(list).toHaveLength(9);
  expect(diagnostics.recall[3]).toBe(1);
});

describe('chooseThreshold', () => {
  it('takes the best F1, in the middle of what is equally good', () => {
    expect(chooseThreshold(CASES)).toBe(0.36);
  });

  it('is never beaten by another hundredth', () => {
    const cases = fc.array(
      fc.record({
        score: fc.double({ min: 0, max: 1, noNaN: true }),
        label: fc.constantFrom(0, 1),
      }),
      { minLength: 1, maxLength: 50 },
    ) as fc.Arbitrary<Labelled[]>;
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 99 }), (some, hundredths) => {
        const best = confusionAt(some, chooseThreshold(some)).f1_score;

        expect(best).toBeGreaterThanOrEqual(confusionAt(some, hundredths / 100).f1_score);
      }),
    );
  });
});

describe('measure', () => {
  it('gives AUC, threshold and figures at it', () => {
    const { auc, threshold, at } = measure(CASES);

    expect(auc).toBeCloseTo(7 / 9);
    expect(threshold).toBe(0.36);
    expect(at.f1_score).toBeCloseTo(6 / 7);
  });

  it('counts ties half', () => {
    const tied = CASES.map((each) => ({ ...each, score: 0.5 }));

    expect(measure(tied).auc).toBe(0.5);
  });

  it('refuses rows of one label', () => {
    expect(() => measure(CASES.filter(({ label }) => label === 1))).toThrow(RangeError);
  });
});
