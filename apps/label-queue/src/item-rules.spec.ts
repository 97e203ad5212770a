import fc from 'fast-check';

import { answer, claim, undo } from './item-rules.ts';
import type { Label, LabelItem } from './label-item.ts';
import type { QueueRules } from './queue-rules.ts';

const rules: QueueRules = {
  workersPerItem: 3,
  extraWorkers: 2,
  minAgreement: 0.6,
  claimMinutes: 10,
  weighting: 'equal',
  goldShare: 0,
};
const now = new Date('2026-03-01T12:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const anItem = (fields: Partial<LabelItem> = {}): LabelItem => ({
  item_id: 'item',
  record: { user_id: '1' },
  created_at: now.toISOString(),
  state: 'open',
  needed: 3,
  answers: {},
  claims: {},
  version: 0,
  ...fields,
});
const unknown = () => ({ seen: 0, right: 0 });
const answered = (item: LabelItem, ...labels: Label[]): LabelItem =>
  labels.reduce<LabelItem>((before, label) => {
    const worker = `w${Object.keys(before.answers).length}`;
    return answer(before, { worker, label }, now, rules, unknown);
  }, item);
const claimedBy = (item: LabelItem, ...workers: string[]): LabelItem =>
  workers.reduce((before, worker) => claim(before, worker, now, rules) ?? before, item);

describe('claim', () => {
  it('keeps the item for as many workers as are asked, and no more', () => {
    const item = claimedBy(anItem(), 'a', 'b', 'c');

    expect(Object.keys(item.claims)).toEqual(['a', 'b', 'c']);
    expect(claim(item, 'd', now, rules)).toBeUndefined();
    expect(claim(item, 'a', now, rules)).toBeDefined();
  });

  it('counts answers and claims together', () => {
    const item = claimedBy(answered(anItem(), 1, 1), 'c');

    expect(claim(item, 'd', now, rules)).toBeUndefined();
  });

  it('expires', () => {
    const item = claimedBy(anItem(), 'a', 'b', 'c');

    const taken = claim(item, 'd', later(11), rules);

    expect(Object.keys(taken?.claims ?? {})).toEqual(['d']);
  });

  it('never gives a worker the same item twice', () => {
    expect(claim(answered(anItem(), 1), 'w0', now, rules)).toBeUndefined();
  });

  it('gives a gold item to everybody once', () => {
    const gold = answered(anItem({ gold: 1 }), 1, 1, 1, 0);

    expect(claim(gold, 'another', now, rules)).toBeDefined();
    expect(claim(gold, 'w0', now, rules)).toBeUndefined();
  });
});

describe('answer', () => {
  it.each<[string, Label[], Partial<LabelItem>]>([
    ['waits for the others', [1, 1], { state: 'open' }],
    ['finds what most say', [1, 0, 1], { state: 'labelled', needed: 3 }],
    ['asks one more where they do not agree', [1, 0, null], { state: 'open', needed: 4 }],
    ['finds it with the fourth', [1, 0, null, 1], { state: 'labelled', needed: 4 }],
    ['gives up with the fifth', [1, 0, null, null, null], { state: 'undecided', needed: 5 }],
  ])('%s', (_case, labels, expected) => {
    expect(answered(anItem(), ...labels)).toMatchObject(expected);
  });

  it('keeps label, share and time of the result', () => {
    expect(answered(anItem(), 1, 0, 1).result).toEqual({
      ...{ label: 1, confidence: 0.6667, at: now.toISOString() },
    });
  });

  it('changes nothing when the same is said again', () => {
    const item = answered(anItem(), 1);

    expect(answer(item, { worker: 'w0', label: 1 }, now, rules, unknown)).toBe(item);
    expect(() => answer(item, { worker: 'w0', label: 0 }, now, rules, unknown)).toThrow(
      /labelled the item differently/,
    );
  });

  it('refuses who is not needed, but takes whoever holds a claim', () => {
    const item = claimedBy(anItem(), 'a', 'b', 'c');

    expect(() => answer(item, { worker: 'd', label: 1 }, now, rules, unknown)).toThrow(/next one/);
    expect(answer(item, { worker: 'c', label: 1 }, now, rules, unknown).answers).toHaveProperty(
      'c',
    );
    expect(() =>
      answer(answered(anItem(), 1, 1, 1), { worker: 'd', label: 1 }, now, rules, unknown),
    ).toThrow(/next one/);
  });

  it('takes a late answer where nobody has stepped in', () => {
    const item = claimedBy(anItem(), 'a');

    expect(
      answer(item, { worker: 'a', label: 1 }, later(60), rules, unknown).answers,
    ).toHaveProperty('a');
  });

  it('keeps what a worker said first of a gold item', () => {
    const first = answer(anItem({ gold: 1 }), { worker: 'a', label: 0 }, now, rules, unknown);
    const better = answer(
      undo(first, 'a', now, rules),
      { worker: 'a', label: 1 },
      now,
      rules,
      unknown,
    );

    expect(better.answers['a']?.label).toBe(1);
    expect(better.first_answers).toEqual({ a: 0 });
  });
});

describe('undo', () => {
  it('opens the item again and keeps it for the worker', () => {
    const item = undo(answered(anItem(), 1, 1, 1), 'w2', now, rules);

    expect(item).toMatchObject({ state: 'open', claims: { w2: later(10).getTime() } });
    expect(item).not.toHaveProperty('result');
    expect(Object.keys(item.answers)).toEqual(['w0', 'w1']);
  });

  it('refuses where the worker said nothing', () => {
    expect(() => undo(anItem(), 'a', now, rules)).toThrow(/no label that could be taken back/);
  });
});

it('asks nobody twice and ends every item, whatever workers do in whatever order', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          worker: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
          does: fc.constantFrom('claim', 'answer', 'undo'),
          label: fc.constantFrom(0, 1, null),
          minute: fc.nat(30),
        }),
        { maxLength: 40 },
      ),
      (steps) => {
        let item = anItem();
        for (const { worker, does, label, minute } of steps) {
          try {
            const at = later(minute);
            if (does === 'claim') item = claim(item, worker, at, rules) ?? item;
            if (does === 'answer') item = answer(item, { worker, label }, at, rules, unknown);
            if (does === 'undo') item = undo(item, worker, at, rules);
          } catch (error) {
            expect((error as Error).name).toMatch(
              /^(AlreadyLabelled|ItemTaken|NothingToUndo)Error$/,
            );
          }
          const answers = Object.keys(item.answers).length;
          expect(answers).toBeLessThanOrEqual(5);
          expect(item.state === 'open').toBe(answers < item.needed);
          expect(item.result !== undefined).toBe(item.state === 'labelled');
        }
      },
    ),
  ));
