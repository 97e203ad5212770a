import { join } from 'node:path';

import { userRestrictionsSchema, type UserRestrictions } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import { anApiEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler } from './handler.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const found: UserRestrictions = {
  user_id: 'user-1',
  restrictions: [
    {
      kind: 'deposit_limit',
      ...{ amount: 100, currency: 'EUR', per: 'week' },
      ...{ risk_group: 'high', model: 'a', prediction_id: 'id' },
      ...{ from: '2026-03-01T11:00:00.000Z', until: '2026-03-31T11:00:00.000Z' },
    },
  ],
  assessments: [],
};
const handle = createHandler(
  {
    find: async (userId, at) =>
      userId === 'user-1' && at === now
        ? found
        : { user_id: userId, restrictions: [], assessments: [] },
    now: () => now,
  },
  createLogger({}, () => {}),
);
const of = (user_id: string) =>
  anApiEvent('GET /users/{user_id}/restrictions', { pathParameters: { user_id } });

describe('user-restrictions', () => {
  it('answers what holds for a user', async () => {
    const response = await handle(of('user-1'));

    expect(response.statusCode).toBe(200);
    expect(userRestrictionsSchema.parse(JSON.parse(response.body))).toEqual(found);
  });

  it('answers an empty list for a user of whom it knows nothing', async () => {
    const response = await handle(of('user-2'));

    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body)).toEqual({
      user_id: 'user-2',
      restrictions: [],
      assessments: [],
    });
  });

  it.each([
    ['an empty id', ''],
    ['an id longer than any', 'x'.repeat(129)],
    ['an id with a line break', 'a\nb'],
  ])('answers 400 to %s', async (_case, id) => {
    const response = await handle(of(id));

    expect(response.statusCode).toBe(400);
    expect(JSON.parse(response.body)).toMatchObject({
      expected: expect.any(String) as string,
      found: expect.any(String) as string,
    });
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const { statusCode } = await handle(event);

    expect(statusCode).toBe(name.startsWith('bad-') ? 400 : 200);
  });
});
