import { join } from 'node:path';

import type { InterventionPolicy } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import type { RiskStatement } from '@ngwaf/restriction-store';
import { aPrediction, aQueueEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler } from './handler.ts';

const policy: InterventionPolicy = {
  groups: [
    { name: 'low', from: 0, restrictions: [] },
    { name: 'high', from: 0.6, restrictions: [{ kind: 'cooling_off', termDays: 7 }] },
  ],
};
const now = new Date('2026-03-01T12:00:01.000Z');
const model = aPrediction().model;

const setUp = (apply: (statement: RiskStatement) => Promise<undefined> = async () => undefined) => {
  const applied: unknown[] = [];
  const lines: string[] = [];
  const handle = createHandler(
    {
      policyOf: (name) => (name === model ? policy : undefined),
      apply: (statement, at) => {
        applied.push([statement.prediction.prediction_id, statement.group.name, at]);
        return apply(statement);
      },
      now: () => now,
    },
    createLogger({}, (line) => lines.push(line)),
  );
  return { handle, applied, lines };
};
const event = (detail: unknown) => aQueueEvent({ 'detail-type': 'Prediction', detail });

describe('apply-intervention', () => {
  it.each([
    [0.59, 'low'],
    [0.6, 'high'],
  ])('puts a score of %p into the group %s', async (score, group) => {
    const { handle, applied } = setUp();
    const prediction = aPrediction({ score });

    const response = await handle(event(prediction));

    expect(response).toEqual({ batchItemFailures: [] });
    expect(applied).toEqual([[prediction.prediction_id, group, now]]);
  });

  it('leaves in the queue what could not be written', async () => {
    const { handle } = setUp(async () => {
      throw new Error('throttled');
    });

    const { batchItemFailures } = await handle(event(aPrediction()));

    expect(batchItemFailures).toHaveLength(1);
  });

  it.each([
    ['of a model without a policy', aPrediction({ model: 'waf' })],
    ['with a score that is none', aPrediction({ score: 1.5 })],
    ['without a user', { ...aPrediction(), user_id: undefined }],
  ])('leaves a prediction %s in the queue, and applies nothing', async (_case, detail) => {
    const { handle, applied } = setUp();

    const { batchItemFailures } = await handle(event(detail));

    expect(batchItemFailures).toHaveLength(1);
    expect(applied).toEqual([]);
  });

  it('logs nothing of the user', async () => {
    const { handle, lines } = setUp();

    await handle(event(aPrediction({ user_id: 'somebody', record: { country: 'Nowhere' } })));

    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toMatch(/somebody|Nowhere/);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, example) => {
    const { handle } = setUp();

    const { batchItemFailures } = await handle(example);

    expect(batchItemFailures).toHaveLength(name.startsWith('bad-') ? 1 : 0);
  });
});
