import type { Job } from '@ngwaf/contracts';
import {
  comparisonsOf,
  jobSeconds,
  progressOf,
  qualityOf,
  stepsOf,
  toneOf,
  verdictOf,
} from './job-summary.ts';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, second)).toISOString();
const job = (given: Partial<Job> = {}): Job => ({
  ...{ job_key: 'job-1', model: 'waf', status: 'training', created_at: at(0) },
  train_file_path: 'bucket/key.csv',
  ...given,
});
const success = (given: Partial<Job>) => job({ status: 'success', ended_at: at(60), ...given });

it.each<[string, Job, string, string]>([
  ['started', job(), 'running', 'Waiting for the notebook to start'],
  ['in a step', job({ step_status: 'training' }), 'running', 'Step 3 of 6: training'],
  ['promoted', success({ outcome: 'promoted' }), 'good', 'Promoted: went live'],
  ['rejected', success({ outcome: 'rejected' }), 'neutral', 'Rejected: the live model stays'],
  ['done without an outcome', success({}), 'good', 'Done'],
  [
    'failed in a step',
    job({ status: 'failed', failure: { step: 'prepare_data', reason: 'no rows' } }),
    'bad',
    'Failed in prepare data',
  ],
  ['failed', job({ status: 'failed' }), 'bad', 'Failed'],
  ['stopped', job({ status: 'cancelled' }), 'neutral', 'Stopped before its end'],
])('says of a job that has %s what became of it', (_case, given, tone, progress) => {
  expect([toneOf(given), progressOf(given)]).toEqual([tone, progress]);
});

it('counts to the end of a job, or to now', () => {
  expect(jobSeconds(job(), new Date(at(7)))).toBe(7);
  expect(jobSeconds(success({}), new Date(at(3000)))).toBe(60);
});

describe('steps', () => {
  const steps: Job['steps'] = [
    { step: 'prepare_data', started_at: at(0), ended_at: at(5) },
    { step: 'prepare_existing_model', started_at: at(5) },
  ];
  const statesOf = (given: Job) => stepsOf(given).map(({ state }) => state);

  it('are all six, with the times of those that were', () => {
    expect(stepsOf(job({ steps })).slice(0, 3)).toEqual([
      { step: 'prepare_data', state: 'done', startedAt: at(0), seconds: 5 },
      { step: 'prepare_existing_model', state: 'current', startedAt: at(5) },
      { step: 'training', state: 'pending' },
    ]);
    expect(stepsOf(job())).toHaveLength(6);
  });

  it.each<[Job['status'], string]>([
    ['failed', 'failed'],
    ['cancelled', 'stopped'],
    ['success', 'done'],
  ])('end with a job that ended %s', (status, state) => {
    const ended = job({ status, steps, ended_at: at(20) });

    expect(statesOf(ended).slice(0, 3)).toEqual(['done', state, 'pending']);
    expect(stepsOf(ended)[1]?.seconds).toBe(15);
  });
});

describe('comparisons', () => {
  it('are the AUC and the figures that both models have', () => {
    const performance = {
      ...{ roc_auc_score: 0.99, champion_roc_auc_score: 0.98 },
      test: { recall: 0.9, precision: 'n/a', false_pos_rate: 0.01 },
      champion_test: { recall: 0.8, precision: 0.7, false_pos_rate: 0.02 },
      regression: 'lost',
    };

    expect(comparisonsOf(job({ model_performance: performance }))).toEqual([
      { name: 'AUC on the test rows', challenger: 0.99, champion: 0.98, lessIsBetter: false },
      { name: 'Recall on the test rows', challenger: 0.9, champion: 0.8, lessIsBetter: false },
      {
        ...{ name: 'False positive rate on the test rows', challenger: 0.01, champion: 0.02 },
        lessIsBetter: true,
      },
    ]);
    expect(comparisonsOf(job())).toEqual([]);
  });

  it.each([
    [0.9, 0.8, false, 'better'],
    [0.8, 0.9, false, 'worse'],
    [0.01, 0.02, true, 'better'],
    [0.03, 0.02, true, 'worse'],
    [0.90001, 0.9, false, 'same'],
    [0.9, undefined, false, undefined],
  ])('%d against %s (less is better: %s) is %s', (challenger, champion, lessIsBetter, verdict) => {
    const row = { name: '', challenger, lessIsBetter, ...(champion !== undefined && { champion }) };

    expect(verdictOf(row)).toBe(verdict);
  });
});

it.each([
  [
    'nothing found',
    {
      duplicates: 0,
      contradicting_labels: { rows: 0, lines: [] },
      contradicting_base_model: { rows: 0, lines: [], held_back: true },
    },
    [
      ['Repeated rows', 'none'],
      ['Left out: both labels', 'none'],
      ['Held back: against the base model', 'none'],
    ],
  ],
  [
    'rows found, and kept',
    {
      duplicates: 1200,
      contradicting_labels: { rows: 2, lines: [7, 9] },
      contradicting_base_model: { rows: 40, lines: [11, 12], held_back: false },
    },
    [
      ['Repeated rows', '1,200'],
      ['Left out: both labels', '2 (line 7, 9)'],
      ['Kept: against the base model', '40 (line 11, 12, …)'],
    ],
  ],
])('says what was wrong with the data: %s', (_case, quality, expected) => {
  expect(qualityOf(quality)).toEqual(expected);
});
