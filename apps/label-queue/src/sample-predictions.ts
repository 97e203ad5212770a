import { toFeatures } from '@ngwaf/model-catalogue';
import type { Prediction } from '@ngwaf/contracts';

import type { LabelItem } from './label-item.ts';
import type { QueueModel } from './queue-rules.ts';
import { newItem } from './to-items.ts';

/**
 * Items of predictions, those the model was least sure of first: scores nearest the threshold they
 * were judged by. One item a user, of the newest prediction; records that the model takes no more
 * are left out.
 */
export const mostUncertain = (
  model: QueueModel,
  predictions: Prediction[],
  now: Date,
): LabelItem[] => {
  const newest = new Map<string, Prediction>();
  for (const prediction of predictions) {
    const other = newest.get(prediction.user_id);
    if (!other || other.at < prediction.at) newest.set(prediction.user_id, prediction);
  }
  const distance = ({ score, threshold }: Prediction) => Math.abs(score - threshold);
  return [...newest.values()]
    .sort((a, b) => distance(a) - distance(b))
    .flatMap((prediction) => {
      const checked = toFeatures(model, prediction.record);
      if ('errors' in checked) return [];
      return [newItem(model, prediction.record, { uncertainty: distance(prediction) }, now)];
    });
};
