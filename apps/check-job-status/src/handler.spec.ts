import { join } from 'node:path';

import { jobSchema } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import { aFinishedJob, anApiEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler } from './handler.ts';

const job = aFinishedJob({ job_key: 'job-1', task_token: 'secret', fencing_token: 7 });
const handle = createHandler(
  { findJob: async (key) => (key === 'job-1' ? job : undefined) },
  createLogger({}, () => {}),
);
const byBody = (body: unknown) => anApiEvent('POST /status', { body });
const byPath = (job_key: string) =>
  anApiEvent('GET /jobs/{job_key}', { pathParameters: { job_key } });

describe('check-job-status', () => {
  it.each([
    ['its body', byBody({ job_key: 'job-1' })],
    ['its path', byPath('job-1')],
  ])('answers the job named in %s', async (_case, event) => {
    const response = await handle(event);

    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body)).toEqual(jobSchema.parse(job));
  });

  it('never shows what the table alone knows', async () => {
    const response = await handle(byPath('job-1'));

    expect(response.body).not.toMatch(/secret|task_token|fencing_token/);
  });

  it.each([
    ['by body', byBody({ job_key: 'job-2' })],
    ['by path', byPath('job-2')],
  ])('answers 404 to an unknown job %s', async (_case, event) => {
    const response = await handle(event);

    expect(response.statusCode).toBe(404);
    expect(JSON.parse(response.body)).toEqual({
      message: 'No job with key job-2',
      code: 'job_not_found',
    });
  });

  it.each([
    ['no body', byBody(undefined)],
    ['no JSON', byBody('job-1')],
    ['no key', byBody({})],
    ['a key of the wrong type', byBody({ job_key: 1 })],
    ['an empty key', byBody({ job_key: '' })],
    ['a key longer than any', byPath('x'.repeat(64))],
  ])('answers 400 to %s', async (_case, event) => {
    const response = await handle(event);

    expect(response.statusCode).toBe(400);
    expect(JSON.parse(response.body)).toMatchObject({
      expected: expect.any(String) as string,
      found: expect.any(String) as string,
    });
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const isBad = name.startsWith('bad-');

    const { statusCode } = await handle(event);

    expect(statusCode).toBe(isBad ? 400 : 404);
  });
});
