import type { Counts, LabelItem, Worker } from './label-item.ts';
import type { QueueModel } from './queue-rules.ts';
import type { Waiting } from './waiting.ts';

/** Gold items that a worker has to have answered before we speak of accuracy. */
const MIN_GOLD = 5;

/** What is shown of an item: nothing of it tells whether it is gold, nor what others said. */
export const presentItem = (model: QueueModel, item: LabelItem, worker: string) => ({
  item_id: item.item_id,
  question: model.labelQueue.question,
  record: item.record,
  claimed_until: new Date(item.claims[worker] ?? 0).toISOString(),
});

/**
 * Counts as workers may see them: gold items count among the others, and with the batch, since a
 * count that stands still when an item is labelled would give it away.
 */
export const presentCounts = ({ items, labelled, undecided, labels, open }: Counts) => {
  const isComplete = open === 0;
  return {
    items,
    labelled: isComplete ? items - undecided : labelled,
    undecided,
    open: isComplete ? 0 : items - labelled - undecided,
    labels,
  };
};

/** Accuracy is that of the first answers to gold items. */
export const presentWorker = ({ worker, labels, gold_seen, gold_right }: Worker) => ({
  worker,
  labels,
  accuracy: gold_seen < MIN_GOLD ? null : Math.round((gold_right / gold_seen) * 100) / 100,
});

export const presentProgress = (
  model: QueueModel,
  counts: Counts,
  waiting: Waiting | undefined,
) => ({
  model: model.name,
  question: model.labelQueue.question,
  workers_per_item: model.labelQueue.workersPerItem,
  ...presentCounts(counts),
  ...(waiting?.task_token !== undefined && {
    waiting: { job_key: waiting.job_key, since: waiting.since },
  }),
});
