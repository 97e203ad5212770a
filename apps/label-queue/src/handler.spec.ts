import { join } from 'node:path';

import { createLogger } from '@ngwaf/lambda-kit';
import { anApiEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler } from './handler.ts';
import type { LabelQueuePorts } from './label-queue.ts';

const MODEL = 'before-initial-deposit-problem-gambling';
const RECORD = {
  ...{ user_id: '1', country: 'Germany', language: 'German', gender: 'M', birth_year: 1970 },
  ...{ registration_date: '2005-02-01', first_deposit_date: '2005-02-02' },
};

/** Nothing may get past the checks of requests. */
const untouched = <Ports extends object>(more: Partial<Ports> = {}): Ports =>
  new Proxy(more as Ports, {
    get: (given, name) =>
      Reflect.get(given, name) ?? (() => Promise.reject(new Error('got through'))),
  });
const ports = untouched<LabelQueuePorts>({
  store: untouched<LabelQueuePorts['store']>(),
  now: () => new Date(0),
  random: () => 0,
});
const handle = createHandler(
  ports,
  createLogger({}, () => {}),
);
const context = { getRemainingTimeInMillis: () => 1000 };
type Fields = Parameters<typeof anApiEvent>[1];
const call = async (route: string, fields: Fields = {}, model = MODEL) => {
  const pathParameters = { model, item_id: 'a', ...fields?.pathParameters };
  const event = anApiEvent(route, { ...fields, pathParameters });
  const { statusCode, body } = (await handle(event, context)) as {
    statusCode: number;
    body: string;
  };
  return { statusCode, body };
};

const ADD = 'POST /models/{model}/labelling/items';
const NEXT = 'GET /models/{model}/labelling/next';
const LABEL = 'POST /models/{model}/labelling/items/{item_id}/labels';
const UNDO = 'POST /models/{model}/labelling/undo';
const next = (worker: string): Fields => ({ queryStringParameters: { worker } });
const body = (content: unknown): Fields => ({ body: content });
const records = (...all: object[]) => body({ records: all });

describe('label-queue refuses', () => {
  it.each<[string, string, Fields, RegExp]>([
    ['no body', ADD, {}, /exactly one of/],
    ['nothing to add', ADD, body({}), /exactly one of/],
    ['two ways to add', ADD, body({ file: 'a/b', records: [] }), /exactly one of/],
    ['an empty list', ADD, records(), /1 to 5000 records, found 0/],
    ['records that are none', ADD, body({ records: ['a'] }), /exactly one of/],
    [
      'a record without a field',
      ADD,
      records({ ...RECORD, country: undefined }),
      /0\.country: expected a text .*, found nothing"/,
    ],
    [
      'a further field',
      ADD,
      records({ ...RECORD, x: 1 }),
      /0\.x: expected no unknown field.*, found 1/,
    ],
    ['a mistyped field', ADD, records(RECORD, { ...RECORD, birth_year: 'old' }), /1\.birth_year/],
    ['no user', ADD, records({ ...RECORD, user_id: '' }), /0\.user_id/],
    ['gold that is no label', ADD, records({ ...RECORD, gold: 2 }), /0\.gold.*right label/],
    ['a sample of none', ADD, body({ sample: { count: 0 } }), /at least 1, found 0/],
    ['a sample of too many', ADD, body({ sample: { count: 1001 } }), /at most 1000/],
    ['no worker', NEXT, {}, /worker: expected/],
    ['a worker without a name', NEXT, next(''), /a name of 1 to 64/],
    ['a name beginning with a sign', NEXT, next('__proto__'), /a name of 1 to 64/],
    ['a name too long', NEXT, next('a'.repeat(65)), /a name of 1 to 64/],
    ['a label that is none', LABEL, body({ worker: 'ann', label: 2 }), /label: expected/],
    ['a label as text', LABEL, body({ worker: 'ann', label: '1' }), /label: expected/],
    ['no label', LABEL, body({ worker: 'ann' }), /label: expected/],
    ['a label by nobody', LABEL, body({ label: 1 }), /worker: expected/],
    ['an undo by nobody', UNDO, body({}), /worker: expected/],
  ])('%s', async (_case, route, fields, words) => {
    const response = await call(route, fields);

    expect([response.statusCode, response.body]).toEqual([400, expect.stringMatching(words)]);
  });

  it.each([
    ['a model that there is not', 'none', /No model none/, 'model_not_found'],
    ['a model without a queue', 'waf', /no label queue/, 'no_label_queue'],
  ])('%s', async (_case, model, words, code) => {
    for (const [route, fields] of [
      ['GET /models/{model}/labelling', {}],
      ['POST /models/{model}/labelling/manifest', {}],
      [ADD, records(RECORD)],
      [NEXT, next('ann')],
      [LABEL, body({ worker: 'ann', label: 1 })],
      [UNDO, body({ worker: 'ann' })],
    ] as [string, Fields][]) {
      const response = await call(route, fields, model);

      expect([route, response]).toEqual([
        route,
        { statusCode: 404, body: expect.stringMatching(words) as string },
      ]);
      expect(JSON.parse(response.body)).toMatchObject({ code });
    }
  });

  it('input of a state that is none', async () => {
    await expect(handle({ job_key: 'job-1', model: MODEL }, context)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      message: expect.stringContaining('task_token') as string,
    });
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const isBad = name.startsWith('bad-');

    const { statusCode } = (await handle(event, context)) as { statusCode: number };

    // Whatever is right meets the store, which is not there.
    expect(statusCode).toBe(isBad ? 400 : 500);
  });
});
