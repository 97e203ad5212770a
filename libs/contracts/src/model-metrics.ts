/** CloudWatch's name space of what the monitor measures; one dimension, `Model`, the model's name. */
export const MODEL_METRICS_NAMESPACE = 'NGWAF/Models';

/** What triggers of the catalogue watch, and the metric that each is. */
export const TRIGGER_METRICS = {
  /** PSI of the feature that has moved most. */
  'input-drift': 'InputDrift',
  /** PSI of the scores. */
  'score-drift': 'ScoreDrift',
  /** Share of the endpoint's calls that failed, 0 to 1. */
  'error-rate': 'ErrorRate',
  /** Predictions of the last full hour. */
  volume: 'Predictions',
  /** AUC on rows whose labels came after the model was trained. */
  quality: 'Quality',
} as const;
export type TriggerMetric = keyof typeof TRIGGER_METRICS;
export type ModelMetric = (typeof TRIGGER_METRICS)[TriggerMetric];

/** Triggers that ring below their threshold; the others ring from it on. */
export const RINGS_BELOW: readonly TriggerMetric[] = ['volume', 'quality'];
