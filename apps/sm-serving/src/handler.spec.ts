import { join } from 'node:path';

import { SCORING_LIMITS, type ContainerRequest, type ContainerResponse } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import { EndpointUnavailableError } from '@ngwaf/sagemaker-utils';
import { anApiEvent, exampleEvents } from '@ngwaf/testing';
import fc from 'fast-check';

import { createHandler } from './handler.ts';

const silent = createLogger({}, () => {});
let sent: ContainerRequest | undefined;
const record = jest.fn();

/** Scores everything alike. */
const scoring = (score: number, reasons?: ContainerResponse['reasons']) =>
  createHandler(
    {
      score: async (request) => {
        sent = request;
        return {
          predictions: request.instances.map(() => score),
          model: 'base-1a2b3c4d',
          threshold: 0.5,
          scoredBy: 'in-process',
          ...(reasons && { reasons }),
        };
      },
      record,
    },
    silent,
  );
const predict = (body: unknown) => anApiEvent('POST /prediction', { body });

beforeEach(() => {
  sent = undefined;
});

describe('POST /prediction', () => {
  it('scores a payload', async () => {
    const response = await scoring(0.98)(predict({ payload: "' or 1=1 --" }));

    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body)).toEqual({
      score: 0.98,
      label: 1,
      threshold: 0.5,
      model: 'base-1a2b3c4d',
    });
    expect(sent).toEqual({ instances: ["' or 1=1 --"] });
  });

  it('scores payloads in their order', async () => {
    const response = await scoring(0.5)(predict({ payloads: ['a', 'b'] }));

    expect(JSON.parse(response.body)).toEqual({
      scores: [0.5, 0.5],
      labels: [1, 1],
      threshold: 0.5,
      model: 'base-1a2b3c4d',
    });
    expect(sent).toEqual({ instances: ['a', 'b'] });
  });

  it('scores a request by its parts and tells which drove the score', async () => {
    const reason = { kind: 'query', name: 'q', score: 0.97 };
    const request = { method: 'GET', url: "/search?q=' or 1=1", headers: { Host: 'a.example' } };

    const response = await scoring(0.97, [[reason]])(predict({ request }));

    expect(JSON.parse(response.body)).toMatchObject({ score: 0.97, label: 1, parts: [reason] });
    expect(sent).toEqual({
      instances: [
        {
          parts: expect.arrayContaining([
            expect.objectContaining({ kind: 'query', name: 'q' }),
          ]) as object,
        },
      ],
    });
  });

  it('takes a request with a url alone', async () => {
    const response = await scoring(0.1)(predict({ request: { url: '/' } }));

    expect(response.statusCode).toBe(200);
  });

  it('calls benign what is below the threshold', async () => {
    const response = await scoring(0.4999)(predict({ payload: 'hello' }));

    expect(JSON.parse(response.body)).toMatchObject({ label: 0 });
  });

  it('counts what it scored', async () => {
    await scoring(0.9)(predict({ payloads: ['a', 'b', 'c'] }));

    expect(record).toHaveBeenCalledWith({
      instances: 3,
      malicious: 3,
      scoredBy: 'in-process',
      scoringMs: expect.any(Number) as number,
    });
  });

  it('says what scored in a header, so that bodies stay as clients know them', async () => {
    const response = await scoring(0.9)(predict({ payload: 'a' }));

    expect(response.headers).toMatchObject({
      'X-NGWAF-Scored-By': 'in-process',
      'Access-Control-Expose-Headers': expect.stringContaining('X-NGWAF-Scored-By') as string,
    });
  });

  it('hands every valid text to the model as it is', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'binary' }), async (payload) => {
        const response = await scoring(0.1)(predict({ payload }));

        expect(response.statusCode).toBe(200);
        expect(sent).toEqual({ instances: [payload] });
      }),
    ));

  it.each([
    ['NUL', 'a\u0000b'],
    ['control characters', '\u0001\u001b[2J\r\n'],
    ['the replacement character', '\ufffd'],
    ['as many bytes as it may', 'x'.repeat(SCORING_LIMITS.maxPayloadBytes)],
  ])('scores a payload with %s', async (_case, payload) => {
    expect((await scoring(0.1)(predict({ payload }))).statusCode).toBe(200);
  });

  it.each<[string, unknown, RegExp]>([
    ['no body', undefined, /body: expected an object, found nothing/],
    ['bytes', '\u0000\ufffd{', /JSON/],
    ['none of the forms', {}, /exactly one of payload, payloads and request/],
    ['two forms', { payload: 'a', payloads: ['b'] }, /exactly one of/],
    ['an empty payload', { payload: '' }, /body.payload: expected a non-empty string/],
    ['a number', { payload: 3 }, /body.payload: expected a string, found 3/],
    ['null', { payload: null }, /body.payload: expected a string, found null/],
    ['half a surrogate pair', '{"payload":"a\\ud800"}', /valid Unicode/],
    [
      'a payload of 1 MB',
      { payload: 'x'.repeat(1_000_000) },
      /131072 bytes, found a string of 1000000/,
    ],
    ['many bytes in few characters', { payload: '€'.repeat(50_000) }, /131072 bytes/],
    ['no payloads', { payloads: [] }, /at least 1/],
    [
      '10,000 payloads',
      { payloads: Array<string>(10_000).fill('x') },
      /at most 1000 elements, found an array of 10000/,
    ],
    [
      'an empty one among payloads',
      { payloads: ['a', ''] },
      /body.payloads.1: expected a non-empty string/,
    ],
    [
      'too many bytes in all',
      { payloads: Array<string>(40).fill('x'.repeat(110_000)) },
      /4194304 bytes in all/,
    ],
    [
      'a request without a url',
      { request: { method: 'GET' } },
      /body.request.url: expected a string/,
    ],
    ['a request that is a text', { request: 'GET /' }, /body.request: expected an object/],
    [
      'a request with a huge body',
      { request: { url: '/', body: 'x'.repeat(140_000) } },
      /131072 bytes in all/,
    ],
  ])('refuses %s', async (_case, body, message) => {
    const response = await scoring(0.1)(predict(body));

    expect(response.statusCode).toBe(400);
    expect(JSON.parse(response.body)).toMatchObject({
      message: expect.stringMatching(message) as string,
      code: 'invalid_request',
    });
    expect(sent).toBeUndefined();
  });

  it('answers 503 and when to try again while no model is live', async () => {
    const handle = createHandler(
      { score: () => Promise.reject(new EndpointUnavailableError()), record },
      silent,
    );

    const response = await handle(predict({ payload: 'a' }));

    expect(response.statusCode).toBe(503);
    expect(response.headers).toMatchObject({
      'Retry-After': '10',
      'Access-Control-Allow-Origin': '*',
    });
    expect(JSON.parse(response.body)).toEqual({
      message: 'The model is not available right now; try again',
      code: 'endpoint_unavailable',
    });
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const isBad = name.startsWith('bad-');

    const { statusCode } = await scoring(0.5)(event);

    expect(statusCode).toBe(isBad ? 400 : 200);
  });
});
