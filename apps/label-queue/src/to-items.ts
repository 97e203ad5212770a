import { InvalidRequestError, describeValue, type Issue } from '@ngwaf/lambda-kit';
import { toFeatures } from '@ngwaf/model-catalogue';

import { itemIdOf } from './keys.ts';
import { labelRecordSchema, type LabelItem } from './label-item.ts';
import type { QueueModel } from './queue-rules.ts';
import type { Row } from './read-rows.ts';

/** Column of a row that makes it a gold item. */
const GOLD = 'gold';
const MAX_ISSUES = 10;

const goldOf = (value: unknown): 0 | 1 | undefined | 'other' => {
  if (value === undefined || value === null || value === '') return undefined;
  if (value === 0 || value === '0') return 0;
  return value === 1 || value === '1' ? 1 : 'other';
};

/** What was expected and found, of a message that says either both or what is wrong. */
const inWords = (message: string, value: unknown): Pick<Issue, 'expected' | 'found'> => {
  const [, expected, found] = /^expected (.*), found (.*)$/s.exec(message) ?? [];
  return expected !== undefined && found !== undefined
    ? { expected, found }
    : { expected: `no ${message}`, found: describeValue(value) };
};

/** An item as it enters the queue, of a record that the model takes. */
export const newItem = (
  model: QueueModel,
  record: Row,
  more: Pick<LabelItem, 'gold' | 'uncertainty'>,
  now: Date,
): LabelItem => ({
  item_id: itemIdOf(model.name, String(record[model.input.id])),
  record: labelRecordSchema.parse(record),
  created_at: now.toISOString(),
  ...more,
  state: 'open',
  needed: model.labelQueue.workersPerItem,
  answers: {},
  claims: {},
  version: 0,
});

/**
 * The items of rows, each checked by the model's own schema; of rows with the same id the first.
 *
 * @param path where the rows came from, as errors name it: `body.records`
 * @throws {InvalidRequestError} names the first ten faults by row and field.
 */
export const toItems = (model: QueueModel, rows: Row[], path: string, now: Date): LabelItem[] => {
  const issues: Issue[] = [];
  const items = new Map<string, LabelItem>();
  for (const [index, { [GOLD]: given, ...row }] of rows.entries()) {
    const gold = goldOf(given);
    if (gold === 'other') {
      const expected = 'the right label (0 or 1), or nothing';
      issues.push({ path: `${path}.${index}.${GOLD}`, expected, found: describeValue(given) });
    }
    const checked = toFeatures(model, row);
    if ('errors' in checked) {
      issues.push(
        ...checked.errors.map(({ field, message }) => ({
          path: `${path}.${index}.${field}`,
          ...inWords(message, row[field]),
        })),
      );
    } else if (gold !== 'other') {
      const item = newItem(model, row, gold === undefined ? {} : { gold }, now);
      if (!items.has(item.item_id)) items.set(item.item_id, item);
    }
    if (issues.length >= MAX_ISSUES) break;
  }
  if (issues.length > 0) throw new InvalidRequestError(issues.slice(0, MAX_ISSUES));
  return [...items.values()];
};
