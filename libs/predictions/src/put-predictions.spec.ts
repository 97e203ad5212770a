import { randomUUID } from 'node:crypto';

import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandInput,
} from '@aws-sdk/client-eventbridge';
import { PREDICTION_SOURCE, predictionSchema, type Prediction } from '@ngwaf/contracts';
import { aPrediction } from '@ngwaf/testing';
import { mockClient } from 'aws-sdk-client-mock';

import { PredictionsNotRoutedError } from './errors.ts';
import { putPredictions } from './put-predictions.ts';

const bridge = mockClient(EventBridgeClient);
const client = new EventBridgeClient({ region: 'us-east-1' });
const options = { busName: 'predictions', budgetMs: 5_000, random: () => 0.1 };

const some = (count: number, fields: Partial<Prediction> = {}): Prediction[] =>
  Array.from({ length: count }, () => aPrediction({ prediction_id: randomUUID(), ...fields }));
const accept = ({ Entries = [] }: PutEventsCommandInput) => ({
  Entries: Entries.map((_, index) => ({ EventId: `event-${index}` })),
});
/** What was sent, each request's entries. */
const sent = () =>
  bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);
const idsOf = (entries: { Detail?: string | undefined }[]) =>
  entries.map(({ Detail = '' }) => predictionSchema.parse(JSON.parse(Detail)).prediction_id);

beforeEach(() => {
  bridge.reset();
  bridge.on(PutEventsCommand).callsFake(accept);
});

describe('putPredictions', () => {
  it('puts each as one event, ten a request', async () => {
    const predictions = some(23);

    await putPredictions(client, predictions, options);

    expect(sent().map((entries) => entries.length)).toEqual([10, 10, 3]);
    expect(idsOf(sent().flat())).toEqual(predictions.map(({ prediction_id: id }) => id));
    expect(sent()[0]?.[0]).toMatchObject({
      EventBusName: 'predictions',
      Source: PREDICTION_SOURCE,
      DetailType: 'Prediction',
      Time: new Date('2026-03-01T12:00:00.000Z'),
    });
  });

  it('sends nothing where there is nothing', async () => {
    await putPredictions(client, [], options);

    expect(sent()).toEqual([]);
  });

  it('keeps requests below the size that EventBridge takes', async () => {
    const predictions = some(5, { record: { text: 'é'.repeat(50_000) } });

    await putPredictions(client, predictions, options);

    expect(sent().map((entries) => entries.length)).toEqual([2, 2, 1]);
  });

  it('sends again what was refused for the moment, and that alone', async () => {
    bridge
      .on(PutEventsCommand)
      .callsFakeOnce(({ Entries = [] }: PutEventsCommandInput) => ({
        FailedEntryCount: 1,
        Entries: Entries.map((_, index) =>
          index === 1 ? { ErrorCode: 'ThrottlingException' } : { EventId: 'event' },
        ),
      }))
      .callsFake(accept);
    const predictions = some(3);

    await putPredictions(client, predictions, options);

    expect(sent().map(idsOf).slice(1)).toEqual([[predictions[1]?.prediction_id]]);
  });

  it('tries again after an error', async () => {
    bridge.on(PutEventsCommand).rejectsOnce(new Error('reset')).callsFake(accept);

    await putPredictions(client, some(1), options);

    expect(sent()).toHaveLength(2);
  });

  it('gives up when its time is over, says so, and keeps the reason to itself', async () => {
    bridge.on(PutEventsCommand).rejects(new Error('no such bus'));

    const attempt = putPredictions(client, some(1), { ...options, budgetMs: 100 });

    await expect(attempt).rejects.toMatchObject({
      code: 'routing_unavailable',
      retryAfterSeconds: 5,
      message: expect.not.stringContaining('bus') as string,
      cause: new Error('no such bus'),
    });
    await expect(attempt).rejects.toBeInstanceOf(PredictionsNotRoutedError);
  });

  it('ends within its budget where nothing answers', async () => {
    const silent = new EventBridgeClient({ region: 'us-east-1' });
    // No answer but the end of the caller's patience.
    silent.send = ((_: unknown, { abortSignal }: { abortSignal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal.addEventListener('abort', () => reject(new Error('aborted')));
      })) as never;
    const startedAt = Date.now();

    await expect(
      putPredictions(silent, some(1), { ...options, budgetMs: 100 }),
    ).rejects.toBeInstanceOf(PredictionsNotRoutedError);

    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });
});
