import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { PREDICTION_DETAIL_TYPE, PREDICTION_SOURCE, type Prediction } from '@ngwaf/contracts';

import { PredictionsNotRoutedError } from './errors.ts';

/** EventBridge's limits of one request: entries, and bytes of all entries together. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
/** Requests at the same time; a thousand predictions are a hundred requests. */
const CONCURRENCY = 16;
const FIRST_DELAY_MS = 25;
const MAX_DELAY_MS = 1_000;

export interface PutPredictionsOptions {
  busName: string;
  /** How long to try, from the call on. The attempt that runs then is cut off. */
  budgetMs: number;
  /** @default Math.random */
  random?: () => number;
}

interface Entry {
  entry: PutEventsRequestEntry;
  bytes: number;
}

const toEntry = (prediction: Prediction, busName: string): Entry => {
  const entry = {
    EventBusName: busName,
    Source: PREDICTION_SOURCE,
    DetailType: PREDICTION_DETAIL_TYPE,
    Time: new Date(prediction.at),
    Detail: JSON.stringify(prediction),
  };
  // 14 for the time: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
  const sizes = [entry.Source, entry.DetailType, entry.Detail].map((text) =>
    Buffer.byteLength(text),
  );
  return { entry, bytes: sizes.reduce((sum, size) => sum + size, 14) };
};

/** Batches that EventBridge takes, in order. */
const batchesOf = (entries: readonly Entry[]): Entry[][] => {
  const batches: Entry[][] = [];
  let bytes = 0;
  for (const each of entries) {
    const last = batches.at(-1);
    if (last && last.length < MAX_ENTRIES && bytes + each.bytes <= MAX_BYTES) {
      last.push(each);
      bytes += each.bytes;
    } else {
      batches.push([each]);
      bytes = each.bytes;
    }
  }
  return batches;
};

/**
 * Puts predictions on the bus, one event each. Entries that EventBridge refuses for the moment are
 * sent again, with full jitter, until the budget is used up.
 *
 * @throws {PredictionsNotRoutedError} some are not on the bus; others may be. Consumers know each
 * prediction by its id, so that the same predictions can be put again.
 */
export const putPredictions = async (
  client: EventBridgeClient,
  predictions: readonly Prediction[],
  { busName, budgetMs, random = Math.random }: PutPredictionsOptions,
): Promise<void> => {
  const deadline = Date.now() + budgetMs;
  const abortSignal = AbortSignal.timeout(budgetMs);
  // Each request that runs listens, some of them twice: as many are no leak.
  setMaxListeners(2 * CONCURRENCY, abortSignal);

  const putBatch = async (batch: Entry[]): Promise<void> => {
    let left = batch;
    for (let attempt = 0; ; attempt += 1) {
      let cause: unknown;
      try {
        const command = new PutEventsCommand({ Entries: left.map(({ entry }) => entry) });
        const { Entries: results = [] } = await client.send(command, { abortSignal });
        left = left.filter((_, index) => results[index]?.EventId === undefined);
        if (left.length === 0) return;
        cause = new Error(results.find(({ ErrorCode }) => ErrorCode)?.ErrorMessage);
      } catch (error) {
        cause = error;
      }
      const delayMs = random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
      if (Date.now() + delayMs >= deadline) throw new PredictionsNotRoutedError({ cause });
      await sleep(delayMs);
    }
  };

  const batches = batchesOf(predictions.map((prediction) => toEntry(prediction, busName)));
  const next = batches.values();
  const worker = async () => {
    for (const batch of next) await putBatch(batch);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, batches.length) }, worker));
};
