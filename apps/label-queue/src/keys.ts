import { createHash } from 'node:crypto';

import { LABEL_TABLE_KEYS } from '@ngwaf/contracts';

import type { LabelItem } from './label-item.ts';

/** Name of the model whose queue it is. */
export type Queue = string;

export const ITEM_PREFIX = 'item#';
export const WORKER_PREFIX = 'worker#';

const { partition, sort, open } = LABEL_TABLE_KEYS;

/** Primary key of an entry of a queue: `item#<id>`, `worker#<name>`, `_counts` or `_waiting`. */
export const key = (queue: Queue, entry: string): Record<string, string> => ({
  [partition]: queue,
  [sort]: entry,
});

/** An id that tells nothing, the same for the same user of the same model. */
export const itemIdOf = (queue: Queue, userId: string): string =>
  createHash('sha256').update(`${queue}\n${userId}`).digest('hex').slice(0, 20);

const padded = (value: number, digits: number) => String(value).padStart(digits, '0');

/**
 * What lists an item among the open ones: those with fewest answers first, of these the one that the
 * model is least sure of; those that somebody added by hand before those that were sampled.
 */
export const openKeys = (queue: Queue, item: LabelItem): Record<string, string> => {
  // Everybody is to meet gold items, however often they were answered.
  if (item.gold !== undefined) {
    return { [open.partition]: `${queue}#gold`, [open.sort]: item.item_id };
  }
  if (item.state !== 'open') return {};
  const answers = padded(Object.keys(item.answers).length, 3);
  const distance = padded(Math.round(Math.min(1, item.uncertainty ?? 0) * 999_999), 6);
  return { [open.partition]: queue, [open.sort]: `${answers}#${distance}#${item.item_id}` };
};
