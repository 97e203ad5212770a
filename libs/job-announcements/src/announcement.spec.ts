import { aJob } from '@ngwaf/testing';

import { announcementOf } from './announcement.ts';

it('says for people and for programs how a job ended', () => {
  const job = aJob({ job_key: 'job-1', model: 'waf', status: 'success', outcome: 'promoted' });

  const { subject, message, attributes } = announcementOf(job);

  expect(subject).toBe('promoted: waf');
  expect(JSON.parse(message)).toMatchObject({ job_key: 'job-1', status: 'success' });
  expect(attributes).toEqual({ model: 'waf', status: 'success', outcome: 'promoted' });
});

it('names the status of a job without an outcome, within what SNS takes', () => {
  const { subject, attributes } = announcementOf(
    aJob({ model: 'm'.repeat(120), status: 'failed' }),
  );

  expect(subject).toHaveLength(100);
  expect(subject).toMatch(/^failed: m/);
  expect(attributes).not.toHaveProperty('outcome');
});
