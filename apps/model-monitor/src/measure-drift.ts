import type { Histogram } from '@ngwaf/contracts';
import { populationStabilityIndex, sizeOf, sumOf } from '@ngwaf/drift';

import type { Baselines } from './count-hour.ts';
import type { CountedHour } from './hours.ts';

/** With fewer values PSI is large by chance: about 0.05 for ten bins of two hundred. */
export const MIN_VALUES = 200;

export interface Drift {
  /** PSI of the feature that has moved most, and its name. */
  inputs?: { psi: number; feature: string };
  scores?: number;
}

const psiOf = (expected: Histogram, hours: (Histogram | undefined)[]): number | undefined => {
  const seen = sumOf(hours.filter((hour) => hour !== undefined));
  if (!seen || sizeOf(seen) < MIN_VALUES) return undefined;
  return populationStabilityIndex(expected, seen);
};

/** How far the hours' values have moved from the baselines; absent where there are too few. */
export const measureDrift = (
  { features, scores }: Baselines,
  hours: readonly CountedHour[],
): Drift => {
  const moved = Object.entries(features?.features ?? {}).flatMap(([feature, expected]) => {
    const psi = psiOf(
      expected,
      hours.map((hour) => hour.features[feature]),
    );
    return psi === undefined ? [] : [{ feature, psi }];
  });
  const [most] = moved.sort((one, other) => other.psi - one.psi);
  const scorePsi =
    scores &&
    psiOf(
      scores.scores,
      hours.map((hour) => hour.scores),
    );
  return {
    ...(most && { inputs: most }),
    ...(scorePsi !== undefined && { scores: scorePsi }),
  };
};
