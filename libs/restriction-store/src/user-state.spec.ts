import type { ImposedRestriction, InterventionPolicy } from '@ngwaf/contracts';
import { riskGroupOf } from '@ngwaf/contracts';
import { aPrediction } from '@ngwaf/testing';
import fc from 'fast-check';

import { activeAt } from './strictness.ts';
import { applyStatement, type RiskStatement, type UserState } from './user-state.ts';

const limit = (amount: number, termDays: number) =>
  ({ kind: 'deposit_limit', amount, currency: 'EUR', per: 'week', termDays }) as const;
const message = (template: string, termDays: number) =>
  ({ kind: 'message', template, termDays }) as const;

const policy: InterventionPolicy = {
  groups: [
    { name: 'low', from: 0, restrictions: [] },
    { name: 'raised', from: 0.3, restrictions: [message('tips', 30)] },
    { name: 'high', from: 0.6, restrictions: [message('tips', 30), limit(500, 30)] },
    {
      name: 'top',
      from: 0.9,
      restrictions: [message('call_us', 30), limit(50, 30), { kind: 'cooling_off', termDays: 7 }],
    },
  ],
};
const DAY = 24 * 3600 * 1000;
const start = Date.parse('2026-03-01T12:00:00.000Z');
const day = (days: number) => new Date(start + days * DAY);
const nothing: UserState = { restrictions: [], assessments: [] };

let ids = 0;
/** A prediction of that score, made so many days after the start. */
const said = (score: number, days = 0, model = 'a', own = policy): RiskStatement => ({
  prediction: aPrediction({
    prediction_id: `id-${String((ids += 1)).padStart(6, '0')}`,
    ...{ model, score, at: day(days).toISOString() },
  }),
  group: riskGroupOf(own, score),
});
const after = (statements: RiskStatement[], now = day(0)): UserState =>
  statements.reduce(
    (state, statement) => applyStatement(state, statement, now)?.state ?? state,
    nothing,
  );
const inWords = ({ kind, amount, template, until }: ImposedRestriction) =>
  [kind, amount ?? template, 'until', (Date.parse(until) - start) / DAY].filter(Boolean).join(' ');
const holding = (state: UserState, days: number) =>
  activeAt(state.restrictions, day(days)).map(inWords);

describe('a prediction', () => {
  it('of a low risk imposes nothing', () => {
    expect(holding(after([said(0.1)]), 0)).toEqual([]);
  });

  it('of a higher risk imposes more', () => {
    expect(holding(after([said(0.3)]), 0)).toEqual(['message tips until 30']);
    expect(holding(after([said(0.6)]), 0)).toEqual([
      'deposit_limit 500 until 30',
      'message tips until 30',
    ]);
    expect(holding(after([said(0.95)]), 0)).toEqual([
      'cooling_off until 7',
      'deposit_limit 50 until 30',
      'message call_us until 30',
    ]);
  });

  it('of a lower risk loosens nothing before its term', () => {
    const state = after([said(0.95), said(0.1, 1)], day(1));

    expect(holding(state, 6.99)).toContain('cooling_off until 7');
    expect(holding(state, 7)).toEqual(['deposit_limit 50 until 30', 'message call_us until 30']);
    expect(holding(state, 30)).toEqual([]);
  });

  it('of a higher risk raises at once', () => {
    const state = after([said(0.6), said(0.95, 1)], day(1));

    expect(holding(state, 1)).toContain('deposit_limit 50 until 31');
  });

  it('of a lower risk lasts longer where it ends later, after the stricter one', () => {
    const state = after([said(0.95), said(0.6, 20)], day(20));

    expect(holding(state, 29)).toContain('deposit_limit 50 until 30');
    expect(holding(state, 30)).toContain('deposit_limit 500 until 50');
  });

  it('of the same risk renews the terms', () => {
    expect(holding(after([said(0.3), said(0.4, 5)], day(5)), 30)).toEqual([
      'message tips until 35',
    ]);
  });

  it('that comes again changes nothing', () => {
    const statement = said(0.95);

    expect(applyStatement(after([statement]), statement, day(0))).toBeUndefined();
    const { state } = applyStatement(after([statement]), said(0.95, 1), day(1)) ?? {
      state: nothing,
    };
    expect(applyStatement(state, statement, day(1))).toBeUndefined();
  });

  it('that comes after its terms are over imposes nothing', () => {
    expect(holding(after([said(0.95)], day(40)), 40)).toEqual([]);
  });

  it('of another model holds beside it, the strictest first', () => {
    const strict: InterventionPolicy = {
      groups: [{ name: 'all', from: 0, restrictions: [limit(7, 1)] }],
    };

    const state = after([said(0.6, 0, 'a'), said(0, 0, 'b', strict)]);

    expect(holding(state, 0)).toEqual(['deposit_limit 7 until 1', 'message tips until 30']);
    expect(holding(state, 1)).toEqual(['deposit_limit 500 until 30', 'message tips until 30']);
    expect(state.assessments.map(({ model, risk_group }) => [model, risk_group])).toEqual([
      ['a', 'high'],
      ['b', 'all'],
    ]);
  });

  it('tells of a new group only when it is the newest word', () => {
    const newer = said(0.1, 2);
    const older = said(0.6, 1);

    expect(applyStatement(after([newer]), older, day(2))).toMatchObject({ isNewGroup: false });
    expect(applyStatement(after([older]), newer, day(2))).toMatchObject({ isNewGroup: true });
  });
});

describe('predictions of one user', () => {
  const statements = fc
    .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 60 })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((all) => all.map(([score, days], index) => said(score, days, `model-${index % 2}`)));
  const moments = Array.from({ length: 100 }, (_, days) => days);

  it('lead to the same state in any order, however often they come', () =>
    fc.assert(
      fc.property(
        statements.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
          ),
        ),
        ([all, shuffled]) => {
          const sorted = (state: UserState) => ({
            restrictions: [...state.restrictions].sort((a, b) =>
              inWords(a) < inWords(b) ? -1 : 1,
            ),
            assessments: [...state.assessments].sort((a, b) => (a.model < b.model ? -1 : 1)),
          });

          expect(sorted(after(shuffled))).toEqual(sorted(after(all)));
        },
      ),
    ));

  it('never loosen what held before its term', () =>
    fc.assert(
      fc.property(statements, (all) => {
        let state = nothing;
        for (const statement of all) {
          const before = state;
          state = applyStatement(state, statement, day(0))?.state ?? state;
          for (const days of moments) {
            const now = activeAt(state.restrictions, day(days));
            for (const held of activeAt(before.restrictions, day(days))) {
              const strongest = now.find(
                ({ kind, template }) => kind === held.kind && template === held.template,
              );
              expect(strongest?.amount ?? 0).toBeLessThanOrEqual(held.amount ?? 0);
              expect(strongest).toBeDefined();
            }
          }
        }
      }),
      { numRuns: 50 },
    ));

  it('are summed up in no more entries than the policy has', () =>
    fc.assert(
      fc.property(statements, (all) => {
        expect(after(all).restrictions.length).toBeLessThanOrEqual(5);
      }),
    ));
});
