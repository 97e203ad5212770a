import type { FeatureBaseline, Prediction, ScoreBaseline } from '@ngwaf/contracts';
import { addTo, emptyHistogram } from '@ngwaf/drift';

import type { CountedHour } from './hours.ts';

/** The distributions that a version is compared with; without one there is no such drift. */
export interface Baselines {
  features: FeatureBaseline | undefined;
  scores: ScoreBaseline | undefined;
}

/** A prediction with the features that its model sees of it. */
export interface Observed {
  score: Prediction['score'];
  /** By name; undefined where the record no longer fits the model's schema. */
  features: ReadonlyMap<string, number | null> | undefined;
}

/** Counts the predictions of an hour into the bins of the baselines. */
export const countHour = (
  { features, scores }: Baselines,
  observed: readonly Observed[],
  predictions: number,
  now: Date,
): CountedHour => {
  const byFeature = Object.entries(features?.features ?? {}).map(
    ([name, { edges }]) => [name, emptyHistogram(edges)] as const,
  );
  const scoreHistogram = scores && emptyHistogram(scores.scores.edges);
  for (const { score, features: values } of observed) {
    if (scoreHistogram) addTo(scoreHistogram, score);
    if (!values) continue;
    for (const [name, histogram] of byFeature) {
      const value = values.get(name);
      if (value !== undefined) addTo(histogram, value);
    }
  }
  return {
    predictions,
    features: Object.fromEntries(byFeature),
    ...(scoreHistogram && { scores: scoreHistogram }),
    counted_at: now.toISOString(),
  };
};
