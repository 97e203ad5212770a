import * as z from 'zod/mini';

import { CodedError } from './coded-error.ts';
import { httpHandler } from './http-handler.ts';
import { httpRoutes } from './http-routes.ts';
import { createLogger } from './logger.ts';

class NothingThereError extends CodedError {
  override readonly name = 'NothingThereError';
  readonly code = 'job_not_found';
}

class TryLaterError extends CodedError {
  override readonly name = 'TryLaterError';
  readonly code = 'endpoint_unavailable';
}

const schema = z.object({ body: z.object({ name: z.string().check(z.minLength(1)) }) });
const greet = async ({ body }: z.infer<typeof schema>) => ({ greeting: `Hello ${body.name}` });

const post = (body: unknown, more: object = {}) => ({
  httpMethod: 'POST',
  resource: '/greet',
  headers: { 'Content-Type': 'application/json' },
  pathParameters: null,
  queryStringParameters: null,
  body,
  isBase64Encoded: false,
  requestContext: { requestId: 'request-1' },
  ...more,
});

describe('httpHandler', () => {
  let lines: string[];
  const logger = createLogger({}, (line) => lines.push(line));
  const handle = httpHandler(schema, greet, { logger });

  beforeEach(() => {
    lines = [];
  });

  it('answers what the use case returns, readable from any origin', async () => {
    const response = await handle(post('{"name":"Ann"}'));

    expect(response).toEqual({
      statusCode: 200,
      headers: expect.objectContaining({
        'Content-Type': 'application/json',
        'Access-Control-Allow-Origin': '*',
      }) as object,
      body: '{"greeting":"Hello Ann"}',
    });
  });

  it('decodes a base64 body', async () => {
    const body = Buffer.from('{"name":"Zoë"}').toString('base64');

    const response = await handle(post(body, { isBase64Encoded: true }));

    expect(JSON.parse(response.body)).toEqual({ greeting: 'Hello Zoë' });
  });

  it.each([
    ['no body', post(null), 'an object', 'nothing'],
    ['an empty body', post(''), 'an object', 'nothing'],
    ['a body that is not JSON', post('{"name"'), 'JSON in UTF-8', '7 characters that are not JSON'],
    [
      'bytes that are not UTF-8',
      post('/w==', { isBase64Encoded: true }),
      'JSON in UTF-8',
      'bytes that are not UTF-8',
    ],
    ['JSON null', post('null'), 'an object', 'null'],
    ['an array', post('[1,2]'), 'an object', 'an array of 2'],
    ['a field missing', post('{}'), 'a string', 'nothing'],
    ['a wrong type', post('{"name":7}'), 'a string', '7'],
    ['an empty string', post('{"name":""}'), 'a non-empty string', 'an empty string'],
  ])('refuses %s and says what was expected and found', async (_case, event, expected, found) => {
    const response = await handle(event);

    expect(response.statusCode).toBe(400);
    expect(JSON.parse(response.body)).toEqual({
      message: expect.stringContaining(`expected ${expected}, found ${found}`) as string,
      code: 'invalid_request',
      expected,
      found,
    });
    expect(response.headers['Access-Control-Allow-Origin']).toBe('*');
  });

  it('lists the issues when there are several', async () => {
    const two = httpHandler(
      z.object({ body: z.object({ a: z.string(), b: z.number() }) }),
      async () => ({}),
      { logger },
    );

    const response = await two(post('{"a":1}'));

    expect(JSON.parse(response.body)).toMatchObject({
      issues: [
        { path: 'body.a', expected: 'a string', found: '1' },
        { path: 'body.b', expected: 'a number', found: 'nothing' },
      ],
    });
  });

  it('does not look at the body of a GET', async () => {
    const list = httpHandler(z.object({}), async () => [], { logger });

    const response = await list(post('not JSON', { httpMethod: 'GET' }));

    expect(response.statusCode).toBe(200);
  });

  it('gives schemas header names in lower case', async () => {
    const echo = httpHandler(
      z.object({ headers: z.object({ 'idempotency-key': z.string() }) }),
      async ({ headers }) => headers,
      { logger },
    );

    const response = await echo(post(null, { headers: { 'Idempotency-KEY': 'abc' } }));

    expect(response.body).toBe('{"idempotency-key":"abc"}');
  });

  it('answers a coded error by its status and never its cause', async () => {
    const failing = httpHandler(
      schema,
      () => Promise.reject(new NothingThereError('No job', { cause: new Error('secret') })),
      { logger },
    );

    const response = await failing(post('{"name":"Ann"}'));

    expect(response.statusCode).toBe(404);
    expect(JSON.parse(response.body)).toEqual({ message: 'No job', code: 'job_not_found' });
  });

  it('says when to try again', async () => {
    const failing = httpHandler(
      schema,
      () => Promise.reject(new TryLaterError('Not now', { retryAfterSeconds: 5 })),
      { logger },
    );

    const response = await failing(post('{"name":"Ann"}'));

    expect(response.statusCode).toBe(503);
    expect(response.headers['Retry-After']).toBe('5');
  });

  it('logs an unknown error whole and tells nothing of it', async () => {
    const failing = httpHandler(
      schema,
      () => Promise.reject(new Error('table arn:aws:…', { cause: new Error('the cause') })),
      { logger },
    );

    const response = await failing(post('{"name":"Ann"}'));

    expect(response.statusCode).toBe(500);
    expect(response.body).toBe('{"message":"Internal server error"}');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      route: 'POST /greet',
      request_id: 'request-1',
      error: { message: 'table arn:aws:…', cause: { message: 'the cause' } },
    });
  });

  it('answers 500 for an event that is none', async () => {
    const response = await handle('nonsense');

    expect(response.statusCode).toBe(500);
  });

  it('logs one line per request', async () => {
    await handle(post('{"name":"Ann"}'));

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'request answered',
      status: 200,
      duration_ms: expect.any(Number) as number,
    });
  });
});

describe('httpRoutes', () => {
  const routes = httpRoutes({
    'POST /greet': httpHandler(schema, greet, { logger: createLogger({}, () => {}) }),
  });

  it('calls the handler of the route', async () => {
    const response = await routes(post('{"name":"Ann"}'));

    expect(response.statusCode).toBe(200);
  });

  it.each([
    ['another path', post(null, { resource: '/other' })],
    ['another verb', post(null, { httpMethod: 'GET' })],
    ['a name every object has', { httpMethod: 'constructor', resource: '' }],
    ['no event', undefined],
  ])('answers 404 to %s', async (_case, event) => {
    const response = await routes(event);

    expect(response.statusCode).toBe(404);
  });
});
