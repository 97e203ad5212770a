import fc from 'fast-check';

import { consolidate, voteWeight, type Vote } from './consolidate.ts';

const votes = (...labels: Vote['label'][]): Vote[] => labels.map((label) => ({ label, weight: 1 }));

describe('consolidate', () => {
  it.each([
    ['all agree', votes(1, 1, 1), { label: 1, confidence: 1 }],
    ['two of three agree', votes(0, 1, 0), { label: 0, confidence: 0.6667 }],
    ['some cannot tell', votes(null, 1, null), { label: 1, confidence: 1 }],
    ['as many say one as the other', votes(1, 0), undefined],
    ['nobody can tell', votes(null, null), undefined],
    ['nobody was asked', [], undefined],
    ['fewer agree than are to', votes(1, 1, 1, 0, 0, 0, 0), undefined],
  ])('where %s', (_case, given, expected) => {
    expect(consolidate(given, 0.6)).toEqual(expected);
  });

  it('follows the one whom gold items prove against two who guess', () => {
    const expert = voteWeight({ seen: 40, right: 40 });
    const guesser = voteWeight({ seen: 40, right: 20 });
    const given: Vote[] = [
      { label: 1, weight: expert },
      { label: 0, weight: guesser },
      { label: 0, weight: guesser },
    ];

    expect(consolidate(given, 0.6)).toEqual({ label: 1, confidence: expect.any(Number) as number });
  });

  it('does not depend on the order of votes, and is sure by 0.5 to 1', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            label: fc.constantFrom(0, 1, null),
            weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
          }),
        ),
        (given) => {
          const found = consolidate(given, 0.5);

          expect(consolidate([...given].reverse(), 0.5)?.label).toBe(found?.label);
          if (found) expect(found.confidence).toBeGreaterThanOrEqual(0.5);
          if (found) expect(found.confidence).toBeLessThanOrEqual(1);
        },
      ),
    ));
});

describe('voteWeight', () => {
  it('grows with each right answer, and never turns a vote around', () => {
    const weights = [0, 5, 10, 15, 20].map((right) => voteWeight({ seen: 20, right }));

    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(weights[0]).toBeGreaterThan(0);
    expect(new Set(weights).size).toBeGreaterThan(3);
  });
});
