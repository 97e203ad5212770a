import { anApiEvent } from './api-events.ts';

describe('anApiEvent', () => {
  it('fills the path from its parameters', () => {
    const event = anApiEvent('GET /jobs/{job_key}', { pathParameters: { job_key: 'job-1' } });

    expect(event).toMatchObject({
      httpMethod: 'GET',
      resource: '/jobs/{job_key}',
      path: '/jobs/job-1',
      body: null,
    });
  });

  it.each([
    ['nothing', undefined, null],
    ['a text as it is', '{"half', '{"half'],
    ['anything else as JSON', { a: 1 }, '{"a":1}'],
  ])('sends %s', (_case, body, sent) => {
    expect(anApiEvent('POST /status', { body }).body).toBe(sent);
  });
});
