import { join } from 'node:path';

import { predictionSchema } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import { aPrediction, aQueueEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler } from './handler.ts';

const silent = createLogger({}, () => {});
const event = (detail: unknown) => ({ 'detail-type': 'Prediction', detail });

const setUp = () => {
  const objects = new Map<string, string>();
  const handle = createHandler({ put: async (key, body) => void objects.set(key, body) }, silent);
  return { objects, handle };
};

describe('store-predictions', () => {
  it('writes each prediction by model, date and hour', async () => {
    const { handle, objects } = setUp();
    const prediction = aPrediction({ at: '2026-03-01T23:59:59.999Z', model: 'some-model' });

    const response = await handle(aQueueEvent(event(prediction), event(aPrediction())));

    expect(response).toEqual({ batchItemFailures: [] });
    expect(objects.size).toBe(2);
    const key = `predictions/model=some-model/date=2026-03-01/hour=23/${prediction.prediction_id}.json`;
    expect(predictionSchema.parse(JSON.parse(objects.get(key) ?? ''))).toEqual(prediction);
  });

  it('writes the same again for a prediction that comes again', async () => {
    const { handle, objects } = setUp();
    await handle(aQueueEvent(event(aPrediction())));
    const before = new Map(objects);

    await handle(aQueueEvent(event(aPrediction())));

    expect(objects).toEqual(before);
  });

  it('leaves in the queue what could not be written', async () => {
    const handle = createHandler({ put: () => Promise.reject(new Error('slow down')) }, silent);

    const { batchItemFailures } = await handle(aQueueEvent(event(aPrediction())));

    expect(batchItemFailures).toHaveLength(1);
  });

  it.each([
    ['an id that leads elsewhere', { prediction_id: '../../x' }],
    ['a time that is none', { at: 'yesterday' }],
  ])('writes nothing for %s', async (_case, fields) => {
    const { handle, objects } = setUp();

    const { batchItemFailures } = await handle(aQueueEvent(event({ ...aPrediction(), ...fields })));

    expect(batchItemFailures).toHaveLength(1);
    expect(objects.size).toBe(0);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, example) => {
    const { batchItemFailures } = await setUp().handle(example);

    expect(batchItemFailures).toHaveLength(name.startsWith('bad-') ? 1 : 0);
  });
});
