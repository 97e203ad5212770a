import type { Job } from '@ngwaf/contracts';
import { modelDetails, modelTable, type ModelRow } from './model-table.ts';

const row = (version: string, fields: Partial<ModelRow> = {}): ModelRow => ({
  version: {
    version,
    packageArn: `arn:${version}`,
    approval: 'Approved',
    decision: 'better: F1',
    madeAt: new Date('2026-03-01T12:00:00.000Z'),
    liveSince: '2026-03-01T12:30:00.000Z',
    replaced: undefined,
    parent: undefined,
    jobKey: undefined,
    sha256: undefined,
    artefact: undefined,
  },
  job: undefined,
  isPrepared: true,
  ...fields,
});
const job: Job = {
  job_key: 'job-1',
  model: 'waf',
  status: 'success',
  created_at: '2026-03-01T12:00:00.000Z',
  train_file_path: 'bucket/traffic.csv',
  model_performance: { roc_auc_score: 0.99, test: { f1_score: 0.97, false_pos_rate: 0.0061 } },
};

describe('modelTable', () => {
  it('shows figures, what is live, and where a rollback goes', () => {
    const lines = modelTable([row('job-1', { job }), row('base')], 'job-1').split('\n');

    const line = (version: string) => lines.find((text) => text.includes(version));
    expect(line('job-1')).toMatch(
      /job-1 +Approved +2026-03-01 12:00 +2026-03-01 12:30 +0\.9700 +0\.9900 +0\.61% +live/,
    );
    expect(line('base')).toMatch(/ - +- +- +kept ready, rollback goes here/);
  });
});

describe('modelDetails', () => {
  it('leaves out what is not known', () => {
    const text = modelDetails(row('base'), undefined);

    expect(text).toMatch(/^version +base$/m);
    expect(text).toMatch(/^decision +better: F1$/m);
    expect(text).not.toMatch(/parent|undefined|data set/);
  });

  it('names the data set and figures of its job', () => {
    const text = modelDetails(row('job-1', { job }), 'job-1');

    expect(text).toMatch(/^state +live$/m);
    expect(text).toMatch(/^data set +bucket\/traffic\.csv$/m);
    expect(text).toContain('0.9700, 0.9900, 0.61% (test rows of its job)');
  });
});
