import { WAF_MODEL, type JobItem } from '@ngwaf/contracts';

/** A job that has just been put; every field can be given. */
export const aJob = (fields: Partial<JobItem> = {}): JobItem => ({
  job_key: 'job-2026-03-01-12-00-00-abc123',
  model: WAF_MODEL,
  status: 'training',
  created_at: '2026-03-01T12:00:00.000Z',
  train_file_path: 'train-bucket/uploads/data.csv',
  fencing_token: 1,
  ...fields,
});

/** A job as it is after all six steps, with diagnostics. */
export const aFinishedJob = (fields: Partial<JobItem> = {}): JobItem => {
  const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
  return aJob({
    status: 'success',
    step_status: 'shutdown',
    steps: [
      {
        step: 'prepare_data',
        started_at: '2026-03-01T12:00:05.000Z',
        ended_at: '2026-03-01T12:00:09.000Z',
      },
    ],
    heartbeat_at: '2026-03-01T12:01:00.000Z',
    outcome: 'promoted',
    outcome_reason: 'F1 0.97 over 0.91',
    training_duration_sec: 61.5,
    model_diagnostics: {
      threshold: thresholds,
      precision: thresholds.map(() => 0.95),
      recall: thresholds.map(() => 0.94),
      false_pos_rate: thresholds.map(() => 0.01),
      accuracy: thresholds.map(() => 0.96),
      f1_score: thresholds.map(() => 0.945),
    },
    data_quality: {
      duplicates: 3,
      contradicting_labels: { rows: 2, lines: [12, 90] },
      contradicting_base_model: { rows: 0, lines: [], held_back: true },
    },
    model_performance: { roc_auc_score: 0.98, champion_roc_auc_score: 0.95 },
    ended_at: '2026-03-01T12:01:10.000Z',
    task_token: 'task-token',
    ...fields,
  });
};
