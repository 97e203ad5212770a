import { JOB_STATUSES, TRAINING_STEPS, type JobItem } from '@ngwaf/contracts';
import { aFinishedJob, aJob } from '@ngwaf/testing';
import fc from 'fast-check';

import { InvalidNextTokenError } from './errors.ts';
import { fromItem, isJob, toItem, toShownJob } from './items.ts';
import { fromNextToken, toNextToken } from './next-token.ts';

const timestamps = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const jobs: fc.Arbitrary<JobItem> = fc
  .record(
    {
      status: fc.constantFrom(...JOB_STATUSES),
      created_at: timestamps,
      train_file_path: fc.string(),
      fencing_token: fc.nat(),
      step_status: fc.constantFrom(...TRAINING_STEPS),
      task_token: fc.string(),
      failure: fc.record({ step: fc.string(), reason: fc.string() }),
      training_duration_sec: fc.double({ noNaN: true, noDefaultInfinity: true }),
    },
    { requiredKeys: ['status', 'created_at', 'train_file_path', 'fencing_token'] },
  )
  .map((fields) => aJob(fields));

describe('items', () => {
  it('give back every job that is stored', () =>
    fc.assert(fc.property(jobs, (job) => expect(fromItem(toItem(job))).toEqual(job))));

  it('give back a job with all its diagnostics', () => {
    const job = aFinishedJob();

    expect(fromItem(toItem(job))).toEqual(job);
  });

  it('keep a switch by hand out of the index of jobs, but give it back', () => {
    const item = toItem(aJob({ kind: 'switch' }));

    expect(item['record_type']).toBe('switch');
    expect([isJob(item), fromItem(item)]).toEqual([true, aJob({ kind: 'switch' })]);
  });

  it('show each step of the framework’s pipeline with its end', () => {
    const steps = [
      { step: 'label' as const, started_at: '2026-03-01T12:00:00.000Z' },
      { step: 'train' as const, started_at: '2026-03-01T12:01:00.000Z' },
    ];
    const ends = (job: JobItem) => toShownJob(job).steps?.map(({ ended_at }) => ended_at);

    expect(ends(aJob({ steps }))).toEqual(['2026-03-01T12:01:00.000Z', undefined]);
    expect(ends(aJob({ steps, ended_at: '2026-03-01T12:09:00.000Z' }))).toEqual([
      '2026-03-01T12:01:00.000Z',
      '2026-03-01T12:09:00.000Z',
    ]);
  });

  it('take null for absent', () => {
    const item = { ...toItem(aJob()), previous_endpoint_config: null };

    expect(fromItem(item)).toEqual(aJob());
  });

  it.each([
    ['the lease', { job_key: '_pipeline_status', pipeline_available: true }, false],
    ['a job', toItem(aJob()), true],
  ])('tell that %s is a job or not', (_case, item, expected) => {
    expect(isJob(item)).toBe(expected);
  });

  it.each([
    ['no status', { ...toItem(aJob()), status: undefined }],
    ['an unknown status', { ...toItem(aJob()), status: 'paused' }],
    ['a time that is none', { ...toItem(aJob()), created_at: 'yesterday' }],
  ])('refuse a job with %s', (_case, item) => {
    expect(() => fromItem(item)).toThrow();
  });
});

describe('next token', () => {
  it('gives back every position', () =>
    fc.assert(
      fc.property(timestamps, fc.string({ minLength: 1, maxLength: 63 }), (created_at, job_key) => {
        const key = fromNextToken(toNextToken({ created_at, job_key }));

        expect(key).toEqual({ job_key, created_at, record_type: 'job' });
      }),
    ));

  it('refuses every other text as invalid', () =>
    fc.assert(
      fc.property(fc.string(), (token) =>
        expect(() => fromNextToken(token)).toThrow(InvalidNextTokenError),
      ),
    ));

  it.each([
    ['another JSON', '{"job_key":"job-1"}'],
    ['a date that is none', '["yesterday","job-1"]'],
    ['one element too many', '["2026-03-01T12:00:00.000Z","job-1","x"]'],
  ])('refuses %s', (_case, json) => {
    const token = Buffer.from(json).toString('base64url');

    expect(() => fromNextToken(token)).toThrow(InvalidNextTokenError);
  });
});
