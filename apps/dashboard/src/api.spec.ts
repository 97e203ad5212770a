import { ApiError, explain, secondsOf } from './api-error.ts';
import { apiBaseUrl, createApi, stageOf } from './api.ts';

const BASE = 'https://api.example/dev/';
const job = {
  ...{ job_key: 'job-1', model: 'waf', status: 'success', train_file_path: 'b/k' },
  created_at: '2026-03-01T12:00:00.000Z',
};

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const doFetch = jest.fn<Promise<Response>, Parameters<typeof fetch>>(async () =>
    typeof body === 'string'
      ? new Response(body, { status, headers })
      : Response.json(body, { status, headers }),
  );
  return { api: createApi(BASE, 'the-key', doFetch), doFetch };
};
const failure = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => Promise.reject(new Error('expected a failure')),
    (error: unknown) => error as ApiError,
  );

it('sends the key as a header, and nothing of it in the address', async () => {
  const { api, doFetch } = answering(200, { jobs: [job], next_token: 'next' });

  expect(await api.jobs({ limit: 20, nextToken: 'a&b' })).toEqual({
    jobs: [job],
    next_token: 'next',
  });
  const [url, init] = doFetch.mock.calls[0]!;
  expect(String(url as URL)).toBe('https://api.example/dev/jobs?limit=20&next_token=a%26b');
  expect(init).toMatchObject({
    method: 'GET',
    headers: { 'X-API-Key': 'the-key' },
    credentials: 'omit',
  });
});

it('keeps a job key within its segment', async () => {
  const { api, doFetch } = answering(200, job);

  await api.job('../prediction?x');
  expect(String(doFetch.mock.calls[0]![0] as URL)).toBe(
    'https://api.example/dev/jobs/..%2Fprediction%3Fx',
  );
});

it('starts a retraining under an idempotency key', async () => {
  const { api, doFetch } = answering(200, { message: 'training has kicked off', job_key: 'job-2' });

  const request = { train_file_path: 'bucket/key.csv', keep_contradicting_rows: true };

  expect(await api.retrain(request, 'once')).toBe('job-2');
  expect(doFetch.mock.calls[0]![1]).toMatchObject({
    method: 'POST',
    headers: { 'Idempotency-Key': 'once', 'Content-Type': 'application/json' },
    body: '{"train_file_path":"bucket/key.csv","keep_contradicting_rows":true}',
  });
});

it.each([
  [401, 'key'],
  [403, 'key'],
  [404, 'not-found'],
  [400, 'refused'],
  [413, 'refused'],
  [429, 'throttled'],
  [500, 'fault'],
  [503, 'unavailable'],
  [504, 'unavailable'],
])('tells a %d apart as %s', async (status, kind) => {
  const { api } = answering(status, { message: 'why' }, { 'Retry-After': '7' });

  expect(await failure(api.job('job-1'))).toMatchObject({
    kind,
    message: 'why',
    retryAfterSeconds: 7,
  });
});

it('says that an environment asks for signatures, which no key helps with', async () => {
  const { api } = answering(403, { message: 'Missing Authentication Token' });

  const error = await failure(api.job('job-1'));

  expect(error.kind).toBe('signature');
  expect(explain(error)).toMatchObject({ title: expect.stringContaining('signed') as string });
  expect(explain(error)).not.toHaveProperty('message');
});

it('survives an error that is no JSON, and an answer that is not as documented', async () => {
  expect(await failure(answering(502, '<html>').api.job('x'))).toMatchObject({
    kind: 'unavailable',
  });
  expect(await failure(answering(200, '<html>').api.job('x'))).toMatchObject({
    kind: 'unreadable',
  });
  expect(await failure(answering(200, { job_key: 1 }).api.job('x'))).toMatchObject({
    kind: 'unreadable',
  });
});

it('says that the API does not answer', async () => {
  const api = createApi(BASE, 'key', () => Promise.reject(new TypeError('fetch failed')));

  expect(await failure(api.job('x'))).toMatchObject({ kind: 'unreachable' });
});

it.each([
  ['12', 12],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  [null, undefined],
])('reads Retry-After %s', (header, seconds) => {
  expect(secondsOf(header)).toBe(seconds);
});

describe('explain', () => {
  it('shows what the API says as it says it', () => {
    const issues = [{ path: 'payload', expected: 'a string', found: '<b>' }];
    const error = new ApiError('refused', { message: 'line 3: expected 0 or 1', issues });

    expect(explain(error)).toEqual({
      title: 'The API refused this',
      message: 'line 3: expected 0 or 1',
      advice: '',
      issues,
    });
  });

  it('says how long to wait, where the API does', () => {
    expect(explain(new ApiError('throttled', { message: 'Too Many Requests' }, 3))).toEqual({
      title: 'Too many requests',
      advice: "This key's limit is used up for the moment. Wait 3 s.",
      issues: [],
    });
  });

  it('hides no fault of the page itself', () => {
    expect(explain(new TypeError('x is undefined')).message).toBe('TypeError: x is undefined');
  });
});

it.each([
  ['https://x.execute-api.eu-west-1.amazonaws.com/dev/dashboard', 'dev'],
  ['https://x.execute-api.eu-west-1.amazonaws.com/dev/dashboard/#/jobs', 'dev'],
  ['http://127.0.0.1:4566/restapis/abc/dev/_user_request_/dashboard', 'dev'],
  ['https://waf.example/dashboard', undefined],
])('finds the API and its stage beside %s', (page, stage) => {
  expect(`${apiBaseUrl(page)}dashboard`).toBe(page.replace(/\/?(#.*)?$/, ''));
  expect(stageOf(page)).toBe(stage);
});
