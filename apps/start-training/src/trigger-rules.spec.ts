import type { Job } from '@ngwaf/contracts';
import type { Trigger } from '@ngwaf/model-catalogue';
import { aJob } from '@ngwaf/testing';

import { newRows, reasonAgainst, type Cause } from './trigger-rules.ts';

const NOW = new Date('2026-03-02T12:00:00.000Z');
const SHA = 'a'.repeat(64);
const trigger: Trigger = {
  ...{ metric: 'input-drift', threshold: 0.2, periods: 1 },
  ...{ cooldownHours: 24, minNewRows: 100 },
};
const alarm: Cause = { by: 'alarm', alarm: 'ngwaf-dev-gb-pg-input-drift-trigger', trigger };
const schedule: Cause = { by: 'schedule' };

/** A job of so many hours ago that learned from 1,000 rows of 50 bytes. */
const last = (hours: number, fields: Partial<Job> = {}): Job =>
  aJob({
    status: 'success',
    created_at: new Date(NOW.getTime() - hours * 3_600_000).toISOString(),
    data_set: {
      ...{ bucket: 'data', key: 'records/', sha256: SHA, bytes: 50_000, snapshot: 's3://…' },
      rows: { '0': 900, '1': 100 },
    },
    ...fields,
  });
const more = (rows: number) => ({ bytes: 50_000 + rows * 50, sha256: 'b'.repeat(64) });
const same = { bytes: 50_000, sha256: SHA };

it.each([
  ['nothing was trained yet', schedule, undefined, same],
  ['nothing was trained yet, by alarm', alarm, undefined, same],
  ['the data has changed', schedule, last(1), more(1)],
  ['the last training failed on the same data', schedule, last(1, { status: 'failed' }), same],
  ['the cooldown is over and rows came in', alarm, last(24), more(100)],
  ['nobody counted the rows', alarm, last(30, { data_set: undefined }), same],
] as const)('starts where %s', (_case, cause, job, data) => {
  expect(reasonAgainst(cause, job, data, NOW)).toBeUndefined();
});

it.each([
  ['the data is the same', schedule, last(1), same, /nothing has changed/],
  ['a job runs', schedule, last(1, { status: 'training' }), more(9), /runs/],
  ['a job runs, by alarm', alarm, last(99, { status: 'training' }), more(999), /runs/],
  ['the incident is the same', alarm, last(23.9), more(999), /began 23\.9 h ago.*cooldown is 24 h/],
  [
    'the last job failed within the cooldown',
    alarm,
    last(1, { status: 'failed' }),
    more(999),
    /cooldown/,
  ],
  ['too few rows are new', alarm, last(30), more(99), /about 99 rows .* 100 are asked for/],
  ['the data became less', alarm, last(30), more(-10), /about 0 rows/],
] as const)('starts nothing where %s, and says so', (_case, cause, job, data, reason) => {
  expect(reasonAgainst(cause, job, data, NOW)).toMatch(reason);
});

it('counts new rows by the length of the earlier ones', () => {
  expect(newRows(more(250), last(1))).toBe(250);
});
