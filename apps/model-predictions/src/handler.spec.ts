import { join } from 'node:path';

import type { ContainerRequest, ContainerResponse, Prediction } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import { MODELS } from '@ngwaf/model-catalogue';
import { EndpointUnavailableError } from '@ngwaf/sagemaker-utils';
import { PredictionsNotRoutedError } from '@ngwaf/predictions';
import { anApiEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler } from './handler.ts';
import type { PredictionsPorts } from './predictions.ts';

const MODEL = 'before-initial-deposit-problem-gambling';
const ROUTE = 'POST /models/{model}/predictions';
const RECORD = {
  user_id: 'user-1',
  country: 'Germany',
  language: 'German',
  gender: 'M',
  birth_year: 1970,
  registration_date: '2005-02-01',
  first_deposit_date: '2005-02-03',
};
const silent = createLogger({}, () => {});

let sent: ContainerRequest['instances'];
let routed: Prediction[];
const record = jest.fn();

beforeEach(() => {
  sent = [];
  routed = [];
  record.mockReset();
});

const answer = (predictions: number[], fields: Partial<ContainerResponse> = {}) => ({
  ...{ predictions, model: 'job-1', threshold: 0.5 },
  ...fields,
});

const handlerOf = (ports: Partial<PredictionsPorts> = {}) =>
  createHandler(
    {
      models: MODELS,
      score: async (_entry, instances) => {
        sent = instances;
        return [answer(instances.map(() => 0.75))];
      },
      route: async (predictions) => void routed.push(...predictions),
      liveVersion: async ({ code }) => (code === 'bid-pg' ? 'job-1' : undefined),
      record,
      now: () => new Date('2026-03-01T12:00:00.000Z'),
      ...ports,
    },
    silent,
  );

const predict = async (body: unknown, { model = MODEL, headers = {}, ports = {} } = {}) => {
  const event = anApiEvent(ROUTE, { body, headers, pathParameters: { model } });
  const response = await handlerOf(ports)(event);
  return { ...response, body: JSON.parse(response.body) as Record<string, unknown> };
};

describe('POST /models/{model}/predictions', () => {
  it('scores a record and hands the prediction on', async () => {
    const { statusCode, body } = await predict({ records: [RECORD] });

    expect(statusCode).toBe(200);
    const [{ prediction_id = '' } = {}] = routed;
    expect(body).toEqual({
      predictions: [{ index: 0, score: 0.75, label: 1, threshold: 0.5, prediction_id }],
      errors: [],
      model: 'job-1',
    });
    expect(sent).toMatchObject([{ age: 35, 'country=germany': 1, gender: 0 }]);
    expect(routed).toEqual([
      {
        prediction_id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as string,
        model: MODEL,
        version: 'job-1',
        at: '2026-03-01T12:00:00.000Z',
        user_id: 'user-1',
        score: 0.75,
        label: 1,
        threshold: 0.5,
        record: RECORD,
        route: 'intervention',
      },
    ]);
    expect(record).toHaveBeenCalledWith({
      ...{ model: MODEL, predictions: 1, errors: 0 },
      endpointMs: expect.any(Number) as number,
    });
  });

  it('takes records whose values are empty, but for the id', async () => {
    const empty = Object.fromEntries(Object.keys(RECORD).map((name) => [name, '']));

    const { statusCode } = await predict({ records: [{ ...empty, user_id: 'user-2' }] });

    expect(statusCode).toBe(200);
    expect(sent).toMatchObject([{ age: null, 'country=germany': 0 }]);
  });

  it('scores the others where some are at fault, and says which are', async () => {
    const records = [
      { ...RECORD, birth_year: 'old' },
      RECORD,
      null,
      { ...RECORD, colour: 'blue' },
      [],
      { ...RECORD, user_id: '' },
      { ...RECORD, registration_date: '2005-02-30' },
      RECORD,
    ];

    const { statusCode, body } = await predict({ records });

    expect(statusCode).toBe(200);
    expect((body['predictions'] as { index: number }[]).map(({ index }) => index)).toEqual([1, 7]);
    expect(body['errors']).toEqual([
      {
        index: 0,
        field: 'birth_year',
        message: expect.stringMatching(/expected .* found "old"/) as string,
      },
      { index: 2, field: '', message: 'expected an object, found null' },
      { index: 3, field: 'colour', message: expect.stringMatching(/unknown field/) as string },
      { index: 4, field: '', message: 'expected an object, found an array of 0' },
      { index: 5, field: 'user_id', message: expect.stringMatching(/expected/) as string },
      {
        index: 6,
        field: 'registration_date',
        message: expect.stringMatching(/expected/) as string,
      },
    ]);
    expect(routed).toHaveLength(2);
  });

  it('names each column that is missing', async () => {
    const { statusCode, body } = await predict({ records: [{ user_id: 'user-1' }, RECORD] });

    expect(statusCode).toBe(200);
    expect((body['errors'] as { field: string }[]).map(({ field }) => field)).toEqual(
      Object.keys(RECORD).slice(1),
    );
  });

  it('refuses records none of which is valid, with the errors of each', async () => {
    const { statusCode, body } = await predict({ records: [3, { ...RECORD, gender: 1 }] });

    expect(statusCode).toBe(400);
    expect(body).toEqual({
      message: 'No record is valid; body.records.0: expected an object, found 3',
      code: 'invalid_request',
      errors: [
        { index: 0, field: '', message: 'expected an object, found 3' },
        { index: 1, field: 'gender', message: expect.stringMatching(/expected/) as string },
      ],
    });
    expect([sent, routed]).toEqual([[], []]);
  });

  it('answers with errors of a reasonable size, one of each record at least', async () => {
    const fields = Array.from({ length: 500 }, (_, index) => [`unknown-${index}`, 1]);
    const faulty = Object.fromEntries(fields) as object;

    const { body } = await predict({ records: Array<object>(1_000).fill(faulty) });

    const errors = body['errors'] as { index: number }[];
    expect(new Set(errors.map(({ index }) => index)).size).toBe(1_000);
    expect(JSON.stringify(errors).length).toBeLessThan(3_000_000);
  });

  it.each<[string, unknown, RegExp]>([
    ['no body', undefined, /body: expected an object, found nothing/],
    ['what is no JSON', '{"records": [{"birth_year": NaN}]}', /JSON/],
    ['a body without records', {}, /body.records: expected an array, found nothing/],
    ['records that are no array', { records: RECORD }, /body.records: expected an array/],
    ['no record', { records: [] }, /at least 1/],
    ['1,001 records', { records: Array(1_001).fill(RECORD) }, /at most 1000 elements/],
    ['other fields', { records: [RECORD], model: 'x' }, /no field named model/],
    ['a number past any', '{"records":[{"birth_year":1e999}]}', /birth_year|country/],
    ['a huge record', { records: [{ ...RECORD, country: 'x'.repeat(20_000) }] }, /16384 bytes/],
    ['a prototype as a record', '{"records":[{"__proto__":{"user_id":"a"}}]}', /user_id/],
  ])('refuses %s', async (_case, body, message) => {
    const response = await predict(body);

    expect(response.statusCode).toBe(400);
    expect(response.body).toMatchObject({ code: 'invalid_request' });
    expect(JSON.stringify(response.body)).toMatch(message);
    expect([sent, routed]).toEqual([[], []]);
  });

  it('does not know other models', async () => {
    const { statusCode, body } = await predict({ records: [RECORD] }, { model: 'none' });

    expect(statusCode).toBe(404);
    expect(body['message']).toMatch(/^No model none; GET \/models lists them/);
  });

  it('scores payloads, and hands on no prediction of them', async () => {
    const records = [{ payload: "' or 1=1" }, { payload: '' }, { payload: 'a', b: 1 }];

    const { body } = await predict({ records }, { model: 'waf' });

    expect(sent).toEqual(["' or 1=1"]);
    expect(body['predictions']).toEqual([{ index: 0, score: 0.75, label: 1, threshold: 0.5 }]);
    expect(body['errors']).toMatchObject([
      { index: 1, field: 'payload', message: 'expected a non-empty string, found an empty string' },
      { index: 2, field: '', message: expect.stringMatching(/no field named b/) as string },
    ]);
    expect(routed).toEqual([]);
  });

  it('says of each prediction by which version it is, where the endpoint was switched meanwhile', async () => {
    const score = async () => [answer([0.2]), answer([0.9], { model: 'job-2', threshold: 0.95 })];

    const { body } = await predict({ records: [RECORD, RECORD] }, { ports: { score } });

    expect(body).toMatchObject({
      model: 'job-1',
      predictions: [
        { index: 0, label: 0, threshold: 0.5 },
        { index: 1, label: 0, threshold: 0.95, model: 'job-2' },
      ],
    });
    expect(routed.map(({ version }) => version)).toEqual(['job-1', 'job-2']);
  });

  describe('with an idempotency key', () => {
    const idsOf = async (key: string, records: unknown[]) => {
      routed = [];
      await predict({ records }, { headers: { 'Idempotency-Key': key } });
      return routed.map(({ prediction_id }) => prediction_id);
    };

    it('makes the same predictions of the same records, and others of others', async () => {
      const other = { ...RECORD, user_id: 'user-2' };

      const ids = await idsOf('key', [RECORD, RECORD]);

      expect(await idsOf('key', [RECORD, RECORD])).toEqual(ids);
      expect(new Set(ids).size).toBe(2);
      expect(await idsOf('key', [other, RECORD])).toEqual([
        expect.not.stringMatching(ids[0] ?? ''),
        ids[1],
      ]);
      expect(await idsOf('another key', [RECORD])).not.toEqual(ids.slice(0, 1));
    });

    it('refuses one that is too long', async () => {
      const headers = { 'Idempotency-Key': 'k'.repeat(256) };

      expect((await predict({ records: [RECORD] }, { headers })).statusCode).toBe(400);
    });
  });

  it('answers 503 while no model is live, and hands nothing on', async () => {
    const score = () => Promise.reject(new EndpointUnavailableError());

    const { statusCode, headers } = await predict({ records: [RECORD] }, { ports: { score } });

    expect([statusCode, headers['Retry-After'], routed]).toEqual([503, '10', []]);
  });

  it('answers 503 when predictions cannot be handed on', async () => {
    const route = () => Promise.reject(new PredictionsNotRoutedError());

    const { statusCode, headers, body } = await predict(
      { records: [RECORD] },
      { ports: { route } },
    );

    expect([statusCode, headers['Retry-After']]).toEqual([503, '5']);
    expect(body).not.toHaveProperty('predictions');
  });
});

describe('GET /models', () => {
  it('lists the models with what is live', async () => {
    const response = await handlerOf()(anApiEvent('GET /models'));

    const { models } = JSON.parse(response.body) as { models: object[] };
    expect(models).toHaveLength(MODELS.length);
    expect(models.slice(0, 2)).toEqual([
      { name: 'waf', purpose: expect.any(String) as string, routing: 'caller', live_version: null },
      {
        name: MODEL,
        purpose: expect.any(String) as string,
        routing: 'intervention',
        live_version: 'job-1',
      },
    ]);
  });

  it('describes what a model takes', async () => {
    const event = anApiEvent('GET /models/{model}', { pathParameters: { model: MODEL } });

    const response = await handlerOf()(event);

    expect(JSON.parse(response.body)).toMatchObject({
      name: MODEL,
      input: {
        kind: 'record',
        id: 'user_id',
        columns: expect.arrayContaining([{ name: 'country', type: 'text' }]) as object,
      },
    });
  });

  it('does not know other models', async () => {
    const event = anApiEvent('GET /models/{model}', { pathParameters: { model: '__proto__' } });

    expect((await handlerOf()(event)).statusCode).toBe(404);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const isBad = name.startsWith('bad-');

    const { statusCode } = await handlerOf()(event);

    expect(statusCode).toBe(isBad ? 400 : 200);
  });
});
