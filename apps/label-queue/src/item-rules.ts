import { consolidate, voteWeight, type Accuracy } from './consolidate.ts';
import { AlreadyLabelledError, ItemTakenError, NothingToUndoError } from './errors.ts';
import type { Label, LabelItem } from './label-item.ts';
import type { QueueRules } from './queue-rules.ts';

const without = <T>(map: Record<string, T>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

const has = (map: object | undefined, name: string): boolean =>
  map !== undefined && Object.hasOwn(map, name);

const activeClaims = (item: LabelItem, nowMs: number): Record<string, number> =>
  Object.fromEntries(Object.entries(item.claims).filter(([, until]) => until > nowMs));

/** Whether another answer of this worker's is wanted, beside those given and those under way. */
const wants = (item: LabelItem, worker: string, nowMs: number): boolean => {
  const underWay = Object.keys(without(activeClaims(item, nowMs), worker)).length;
  // Gold items are for everybody.
  if (item.gold !== undefined) return true;
  return item.state === 'open' && Object.keys(item.answers).length + underWay < item.needed;
};

/** The item kept for the worker; `undefined` where it may not be served to this worker (now). */
export const claim = (
  item: LabelItem,
  worker: string,
  now: Date,
  rules: QueueRules,
): LabelItem | undefined => {
  const nowMs = now.getTime();
  if (has(item.answers, worker) || !wants(item, worker, nowMs)) return undefined;
  const until = nowMs + rules.claimMinutes * 60_000;
  return { ...item, claims: { ...activeClaims(item, nowMs), [worker]: until } };
};

/** The state of an item by the answers it has. */
const settle = (
  item: LabelItem,
  now: Date,
  rules: QueueRules,
  accuracyOf: (worker: string) => Accuracy,
): LabelItem => {
  const answers = Object.entries(item.answers);
  if (answers.length < item.needed) return item;
  const votes = answers.map(([worker, { label }]) => ({
    label,
    weight: rules.weighting === 'gold' ? voteWeight(accuracyOf(worker)) : 1,
  }));
  const found = consolidate(votes, rules.minAgreement);
  if (found) {
    return { ...item, state: 'labelled', result: { ...found, at: now.toISOString() } };
  }
  return item.needed < rules.workersPerItem + rules.extraWorkers
    ? { ...item, needed: item.needed + 1 }
    : { ...item, state: 'undecided' };
};

/**
 * The item with a worker's answer, and its result if that was the last one needed.
 *
 * @returns the same item where the worker gave the same answer before.
 * @throws {AlreadyLabelledError} this worker gave another answer before.
 * @throws {ItemTakenError} enough others have answered, or are about to.
 */
export const answer = (
  item: LabelItem,
  given: { worker: string; label: Label },
  now: Date,
  rules: QueueRules,
  accuracyOf: (worker: string) => Accuracy,
): LabelItem => {
  const { worker, label } = given;
  const earlier = item.answers[worker];
  if (has(item.answers, worker) && earlier) {
    if (earlier.label === label) return item;
    throw new AlreadyLabelledError();
  }
  if (!wants(item, worker, now.getTime())) throw new ItemTakenError();
  const answered: LabelItem = {
    ...item,
    answers: { ...item.answers, [worker]: { label, at: now.toISOString() } },
    claims: without(item.claims, worker),
    ...(item.gold !== undefined &&
      !has(item.first_answers, worker) && {
        first_answers: { ...item.first_answers, [worker]: label },
      }),
  };
  return answered.state === 'open' ? settle(answered, now, rules, accuracyOf) : answered;
};

/**
 * The item without a worker's answer, open again and kept for that worker.
 *
 * @throws {NothingToUndoError} the worker has not answered it.
 */
export const undo = (item: LabelItem, worker: string, now: Date, rules: QueueRules): LabelItem => {
  if (!has(item.answers, worker)) throw new NothingToUndoError();
  const answers = without(item.answers, worker);
  const claims = { ...item.claims, [worker]: now.getTime() + rules.claimMinutes * 60_000 };
  // A gold item that enough others have answered stays as it is.
  if (item.state !== 'open' && Object.keys(answers).length >= item.needed) {
    return { ...item, answers, claims };
  }
  const opened: LabelItem = { ...item, state: 'open', answers, claims };
  delete opened.result;
  return opened;
};
