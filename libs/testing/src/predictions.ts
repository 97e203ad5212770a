import type { Prediction } from '@ngwaf/contracts';

/** A prediction of the first day of March 2026. */
export const aPrediction = (fields: Partial<Prediction> = {}): Prediction => ({
  prediction_id: '0b8a3f1e-5c1d-4c61-9a53-2d2b5f0c7e01',
  model: 'before-initial-deposit-problem-gambling',
  version: 'job-2026-02-01-12-00-00-abcdef',
  at: '2026-03-01T12:00:00.000Z',
  user_id: 'user-1',
  score: 0.5,
  label: 0,
  threshold: 0.6,
  record: { user_id: 'user-1', country: 'Germany' },
  route: 'intervention',
  ...fields,
});
