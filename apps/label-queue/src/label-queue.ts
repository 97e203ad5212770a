import { InvalidRequestError } from '@ngwaf/lambda-kit';
import {
  dataBucketKeys,
  type Prediction,
  type WaitForLabelsInput,
  type WaitForLabelsOutput,
} from '@ngwaf/contracts';

import type { Accuracy } from './consolidate.ts';
import { NothingToUndoError } from './errors.ts';
import { answer, claim, undo } from './item-rules.ts';
import { ITEM_PREFIX, WORKER_PREFIX } from './keys.ts';
import {
  labelItemSchema,
  workerSchema,
  type Counts,
  type Label,
  type LabelItem,
  type Worker,
} from './label-item.ts';
import { manifestLine } from './manifest.ts';
import { presentProgress, presentWorker } from './present.ts';
import type { QueueModel } from './queue-rules.ts';
import { readRows, type Row } from './read-rows.ts';
import { mostUncertain } from './sample-predictions.ts';
import type { LabelStore } from './store.ts';
import { toItems } from './to-items.ts';

/** What the use cases need; `main.ts` supplies the real ones. */
export interface LabelQueuePorts {
  store: LabelStore;
  /** The bytes of an object of the model's data bucket. */
  readFile(model: QueueModel, path: string): Promise<{ key: string; bytes: Uint8Array }>;
  recentPredictions(model: string, days: number, now: Date): Promise<Prediction[]>;
  /** Writes the manifest; resolves with its address. */
  writeManifest(model: QueueModel, key: string, text: string): Promise<string>;
  /** Ends the pipeline's wait; nothing happens where it is over already. */
  sendSuccess(taskToken: string, output: WaitForLabelsOutput): Promise<void>;
  now(): Date;
  /** 0 up to 1: decides who gets a gold item next. */
  random(): number;
}

export type NewItems =
  { records: Row[] } | { file: string } | { sample: { count: number; days: number } };

/** Rows of one file or request. */
export const MAX_ROWS = 5_000;

const accuracyOf = ({ gold_seen, gold_right }: Worker): Accuracy => ({
  seen: gold_seen,
  right: gold_right,
});

/** What changes in a queue's counts when an item goes from one state to another. */
const countChanges = (before: LabelItem, after: LabelItem): Partial<Counts> => {
  const by = (state: LabelItem['state']) =>
    Number(after.state === state) - Number(before.state === state);
  return {
    labels: Object.keys(after.answers).length - Object.keys(before.answers).length,
    labelled: by('labelled'),
    undecided: by('undecided'),
    open: after.gold === undefined ? by('open') : 0,
  };
};

export const createLabelQueue = (ports: LabelQueuePorts) => {
  const { store } = ports;

  const exportManifest = async (model: QueueModel): Promise<WaitForLabelsOutput> => {
    const lines: string[] = [];
    for await (const item of store.entries(model.name, ITEM_PREFIX, labelItemSchema)) {
      const line = manifestLine(model, item);
      if (line !== undefined) lines.push(`${line}\n`);
    }
    const text = lines.join('');
    const manifest = await ports.writeManifest(model, dataBucketKeys.labels(model.name), text);
    return { labelled: lines.length, manifest };
  };

  /** Lets a waiting pipeline go on once nothing is left to label; gives the counts. */
  const settleWait = async (model: QueueModel): Promise<Counts> => {
    const counts = await store.counts(model.name);
    if (counts.open > 0) return counts;
    const waiting = await store.findWaiting(model.name);
    if (waiting?.task_token === undefined) return counts;
    await ports.sendSuccess(waiting.task_token, await exportManifest(model));
    await store.endWaiting(model.name, waiting);
    return counts;
  };

  const sample = async (model: QueueModel, count: number, days: number): Promise<number> => {
    const now = ports.now();
    const found = await ports.recentPredictions(model.name, days, now);
    const items = mostUncertain(model, found, now);
    let added = 0;
    // Those who are in the queue already make room for the next.
    for (let at = 0; at < items.length && added < count;) {
      const some = items.slice(at, at + count - added);
      added += await store.addItems(model.name, some);
      at += some.length;
    }
    return added;
  };

  const serve = async (model: QueueModel, worker: Worker, itemId: string) =>
    store
      .changeItem(model.name, itemId, (item) => {
        const claimed = claim(item, worker.worker, ports.now(), model.labelQueue);
        const remember = { claimed_item: itemId };
        return claimed && { item: claimed, worker: worker.worker, remember };
      })
      .catch((error: unknown) => {
        // The index may still list what is gone.
        if (error instanceof Error && error.name === 'ItemNotFoundError') return undefined;
        throw error;
      });

  const firstServable = async (
    model: QueueModel,
    worker: Worker,
    kind: 'ordinary' | 'gold',
  ): Promise<LabelItem | undefined> => {
    for await (const seen of store.openItems(model.name, kind)) {
      if (!claim(seen, worker.worker, ports.now(), model.labelQueue)) continue;
      const served = await serve(model, worker, seen.item_id);
      if (served) return served;
    }
    return undefined;
  };

  return {
    exportManifest,

    /** Adds items; those of users who are in the queue already stay as they were. */
    async add(model: QueueModel, request: NewItems) {
      if ('sample' in request) {
        const added = await sample(model, request.sample.count, request.sample.days);
        return { added, known: 0 };
      }
      const file = 'file' in request ? await ports.readFile(model, request.file) : undefined;
      const rows = file
        ? readRows(file.key, file.bytes)
        : 'records' in request
          ? request.records
          : [];
      const path = file ? 'body.file' : 'body.records';
      if (rows.length === 0 || rows.length > MAX_ROWS) {
        const expected = `1 to ${MAX_ROWS} records`;
        throw new InvalidRequestError([{ path, expected, found: String(rows.length) }]);
      }
      const items = toItems(model, rows, path, ports.now());
      const added = await store.addItems(model.name, items);
      return { added, known: rows.length - added };
    },

    /**
     * The item a worker is to label next, kept for this worker for a while: the one that was served
     * and not answered yet, else the least labelled one, now and then a gold one.
     *
     * @returns `undefined` where there is none for this worker (now).
     */
    async next(model: QueueModel, name: string) {
      const [counts, worker] = await Promise.all([
        settleWait(model),
        store.findWorker(model.name, name),
      ]);
      const answerOf = (item: LabelItem | undefined) => ({ item, counts, worker });
      if (counts.open === 0) return answerOf(undefined);
      if (worker.claimed_item !== undefined) {
        const again = await serve(model, worker, worker.claimed_item);
        if (again) return answerOf(again);
      }
      if (ports.random() < model.labelQueue.goldShare) {
        const gold = await firstServable(model, worker, 'gold');
        if (gold) return answerOf(gold);
      }
      return answerOf(await firstServable(model, worker, 'ordinary'));
    },

    /** Records what a worker says of an item; saying the same again changes nothing. */
    async label(model: QueueModel, itemId: string, given: { worker: string; label: Label }) {
      const { worker } = given;
      const rules = model.labelQueue;
      const accuracies = new Map<string, Accuracy>();
      if (rules.weighting === 'gold') {
        const item = await store.findItem(model.name, itemId);
        const names = [worker, ...Object.keys(item?.answers ?? {})];
        const found = await Promise.all(names.map((name) => store.findWorker(model.name, name)));
        for (const one of found) accuracies.set(one.worker, accuracyOf(one));
      }
      const known = (name: string) => accuracies.get(name) ?? { seen: 0, right: 0 };
      await store.changeItem(model.name, itemId, (item) => {
        const after = answer(item, given, ports.now(), rules, known);
        if (after === item) return undefined;
        const isFirst = after.first_answers !== item.first_answers;
        return {
          item: after,
          worker,
          counts: countChanges(item, after),
          tally: {
            labels: 1,
            gold_seen: Number(isFirst),
            gold_right: Number(isFirst && given.label === item.gold),
          },
          remember: { last_item: itemId, claimed_item: null },
        };
      });
      await settleWait(model);
      return { item_id: itemId, ...given };
    },

    /**
     * Takes a worker's last label back and serves the item again.
     *
     * @throws {NothingToUndoError}
     */
    async undo(model: QueueModel, name: string) {
      const worker = await store.findWorker(model.name, name);
      const { last_item } = worker;
      if (last_item === undefined) throw new NothingToUndoError();
      const item = await store.changeItem(model.name, last_item, (before) => {
        const after = undo(before, name, ports.now(), model.labelQueue);
        return {
          item: after,
          worker: name,
          counts: countChanges(before, after),
          tally: { labels: -1 },
          remember: { last_item: null, claimed_item: last_item },
        };
      });
      return { item, counts: await store.counts(model.name), worker };
    },

    async progress(model: QueueModel) {
      const [counts, waiting] = [await settleWait(model), await store.findWaiting(model.name)];
      const workers: ReturnType<typeof presentWorker>[] = [];
      for await (const worker of store.entries(model.name, WORKER_PREFIX, workerSchema)) {
        workers.push(presentWorker(worker));
      }
      return { ...presentProgress(model, counts, waiting), workers };
    },

    /** Tops the queue up with the most uncertain predictions, and waits for it to be labelled. */
    async wait(model: QueueModel, { job_key, task_token }: WaitForLabelsInput): Promise<void> {
      const { sampleForTraining, sampleDays } = model.labelQueue;
      const { open } = await store.counts(model.name);
      const missing = sampleForTraining - open;
      if (missing > 0) await sample(model, missing, sampleDays);
      const since = ports.now().toISOString();
      await store.startWaiting(model.name, { job_key, task_token, since });
      await settleWait(model);
    },
  };
};
export type LabelQueueUseCases = ReturnType<typeof createLabelQueue>;
