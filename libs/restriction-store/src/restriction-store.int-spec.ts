import { randomUUID } from 'node:crypto';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { riskGroupOf, type InterventionPolicy, type UserRestrictions } from '@ngwaf/contracts';
import {
  aPrediction,
  createRestrictionTable,
  oneAtATime,
  startMoto,
  type Moto,
} from '@ngwaf/testing';

import { createRestrictionStore, type RestrictionStore } from './restriction-store.ts';
import type { RiskStatement } from './user-state.ts';

const policy: InterventionPolicy = {
  groups: [
    { name: 'low', from: 0, restrictions: [] },
    {
      name: 'raised',
      from: 0.3,
      restrictions: [{ kind: 'message', template: 'tips', termDays: 7 }],
    },
    {
      name: 'high',
      from: 0.6,
      restrictions: [
        { kind: 'message', template: 'tips', termDays: 7 },
        { kind: 'cooling_off', termDays: 30 },
      ],
    },
  ],
};
const now = new Date('2026-03-01T12:00:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
const said = (score: number, minutes = 0, user_id = 'user-1', model = 'a'): RiskStatement => ({
  prediction: aPrediction({
    prediction_id: randomUUID(),
    ...{ user_id, model, score },
    at: at(minutes),
  }),
  group: riskGroupOf(policy, score),
});

let moto: Moto;
let dynamo: DynamoDBClient;
let store: RestrictionStore;
let table: string;
let tables = 0;

beforeAll(async () => {
  moto = await startMoto();
  dynamo = oneAtATime(new DynamoDBClient(moto.clientConfig));
});

afterAll(() => moto.stop());

beforeEach(async () => {
  table = `restrictions-${(tables += 1)}`;
  await createRestrictionTable(dynamo, table);
  store = createRestrictionStore(dynamo, table);
});

const historyOf = async (userId: string) => {
  const { Items = [] } = await DynamoDBDocumentClient.from(dynamo).send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'user_id = :user AND begins_with(entry, :history)',
      ExpressionAttributeValues: { ':user': userId, ':history': 'history#' },
      ConsistentRead: true,
    }),
  );
  return Items;
};
const inWords = ({ restrictions }: UserRestrictions) =>
  restrictions.map(({ kind, until }) => `${kind} until ${until.slice(0, 10)}`);

it('knows nothing of a user of whom nothing was said', async () => {
  await expect(store.find('nobody', now)).resolves.toEqual({
    user_id: 'nobody',
    restrictions: [],
    assessments: [],
  });
});

it('keeps what holds and what led to it', async () => {
  const raised = said(0.4);
  const high = said(0.8, 1);
  await store.apply(raised, now);

  await store.apply(high, now);

  const found = await store.find('user-1', now);
  expect(inWords(found)).toEqual(['cooling_off until 2026-03-31', 'message until 2026-03-08']);
  expect(found.assessments).toEqual([
    {
      model: 'a',
      version: high.prediction.version,
      risk_group: 'high',
      score: 0.8,
      at: at(1),
      prediction_id: high.prediction.prediction_id,
    },
  ]);
  expect(await historyOf('user-1')).toMatchObject([
    { prediction_id: raised.prediction.prediction_id, risk_group: 'raised', score: 0.4 },
    { prediction_id: high.prediction.prediction_id, risk_group: 'high', recorded_at: at(0) },
  ]);
});

it('shows nothing that has ended', async () => {
  await store.apply(said(0.8), now);

  const later = await store.find('user-1', new Date('2026-03-08T12:00:00.000Z'));

  expect(inWords(later)).toEqual(['cooling_off until 2026-03-31']);
});

it('writes nothing for a prediction that comes again', async () => {
  const statement = said(0.8);
  await store.apply(statement, now);

  await expect(store.apply(statement, now)).resolves.toBeUndefined();

  expect(await historyOf('user-1')).toHaveLength(1);
});

it('keeps no history of words that change nothing', async () => {
  await store.apply(said(0.1), now);

  await store.apply(said(0.2, 1), now);

  expect(await historyOf('user-1')).toHaveLength(1);
  expect((await store.find('user-1', now)).assessments).toMatchObject([{ score: 0.2 }]);
});

it('loses none of twenty simultaneous predictions, each delivered twice, in any order', async () => {
  const models = ['a', 'b', 'c', 'd'];
  const statements = models.flatMap((model, index) =>
    [0.1, 0.8, 0.4, 0.2, 0.5].map((score, minutes) =>
      said(score, minutes + index, 'user-1', model),
    ),
  );
  // As two instances of a function would, each with a connection of its own.
  const others = createRestrictionStore(oneAtATime(new DynamoDBClient(moto.clientConfig)), table);
  const deliveries = [...statements, ...statements.toReversed()];

  // Lost races may use up a delivery's attempts; the queue then delivers it again.
  const deliver = async (statement: RiskStatement, index: number): Promise<void> => {
    const own = index % 2 === 0 ? store : others;
    await own.apply(statement, now).catch(() => deliver(statement, index));
  };
  await Promise.all(deliveries.map(deliver));

  const found = await store.find('user-1', now);
  expect(found.assessments.map(({ model, score }) => [model, score]).sort()).toEqual(
    models.map((model) => [model, 0.5]),
  );
  // The latest to say so are the last model's.
  expect(found.restrictions.map(({ kind, from }) => [kind, from])).toEqual([
    ['cooling_off', at(4)],
    ['message', at(7)],
  ]);
  const history = await historyOf('user-1');
  const ids = history.map(({ prediction_id: id }: Record<string, unknown>) => id);
  expect(new Set(ids).size).toBe(ids.length);
}, 60_000);

it('keeps users apart', async () => {
  await store.apply(said(0.8, 0, 'user-1'), now);

  expect((await store.find('user-2', now)).restrictions).toEqual([]);
});

it('lets errors of the service through', async () => {
  const missing = createRestrictionStore(dynamo, 'no-such-table');

  await expect(missing.apply(said(0.8), now)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
