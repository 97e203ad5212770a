import { predictionSchema } from '@ngwaf/contracts';
import fc from 'fast-check';

import { idsFrom, newPredictionId } from './prediction-id.ts';

const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('prediction id', () => {
  it('is one that the contract takes', () =>
    fc.assert(
      fc.property(times, (time) => {
        const id = newPredictionId(time);

        expect(predictionSchema.shape.prediction_id.safeParse(id).success).toBe(true);
      }),
    ));

  it('sorts by time, and is no earlier than ids of its time begin', () =>
    fc.assert(
      fc.property(times, times, (one, other) => {
        const [early = 0, late = 0] = [one, other].sort((a, b) => a - b);

        expect(newPredictionId(early) >= idsFrom(early)).toBe(true);
        if (early < late) expect(newPredictionId(early) < idsFrom(late)).toBe(true);
      }),
    ));

  it('is never the same twice', () => {
    const ids = Array.from({ length: 1000 }, () => newPredictionId(0));

    expect(new Set(ids).size).toBe(1000);
  });
});
