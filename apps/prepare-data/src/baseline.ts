import type { FeatureBaseline } from '@ngwaf/contracts';
import { histogramOf } from '@ngwaf/drift';

/** Rows that the histograms are made of: enough for deciles, and a few megabytes. */
const SAMPLE_ROWS = 10_000;

type Row = readonly (number | null)[];

/**
 * How features are distributed in the training rows: histograms by deciles of a sample of them, each
 * row with the same chance, drawn alike for the same rows.
 */
export const createBaseline = (names: readonly string[], sampleRows = SAMPLE_ROWS) => {
  const sample: Row[] = [];
  let seen = 0;
  let state = 1;
  /** From 0 to 1: the generator of Park and Miller, for the same draw from the same rows. */
  const draw = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };

  return {
    add: (row: Row): void => {
      seen += 1;
      if (sample.length < sampleRows) sample.push(row);
      else {
        const place = Math.floor(draw() * seen);
        if (place < sampleRows) sample[place] = row;
      }
    },
    finish: (): FeatureBaseline => ({
      features: Object.fromEntries(
        names.map((name, index) => [name, histogramOf(sample.map((row) => row[index] ?? null))]),
      ),
    }),
  };
};
