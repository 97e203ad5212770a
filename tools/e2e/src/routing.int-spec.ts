import { randomBytes, randomUUID } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  PREDICTION_DETAIL_TYPE,
  PREDICTION_SOURCE,
  predictionBucketKeys,
  predictionSchema,
  userRestrictionsSchema,
  webhookParameter,
  type FunctionName,
  type Prediction,
} from '@ngwaf/contracts';
import { putPredictions } from '@ngwaf/predictions';
import { aPrediction } from '@ngwaf/testing';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { names } from './invariants.ts';
import { testStack } from './test-stack.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const SOON_MS = 30_000;
const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const configuration = {
  endpoint: outputs.awsEndpointUrl,
  region: outputs.region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
const bridge = new EventBridgeClient(configuration);
const sqs = new SQSClient(configuration);
const ssm = new SSMClient(configuration);
const Bucket = outputs.bucket.replace('-waf-', '-predictions-');
const model = 'before-initial-deposit-problem-gambling';

afterAll(() => [bridge, sqs, ssm].forEach((client) => client.destroy()));

const put = (...predictions: Prediction[]) =>
  putPredictions(bridge, predictions, { busName: names.predictionBus, budgetMs: 20_000 });
const said = (user_id: string, score: number, fields: Partial<Prediction> = {}): Prediction =>
  aPrediction({
    ...{ model, user_id, score, prediction_id: randomUUID(), at: new Date().toISOString() },
    ...fields,
  });
const aUser = () => `user-${randomUUID()}`;

const restrictionsOf = async (user: string) => {
  const { status, body } = await api.call('GET', `/users/${user}/restrictions`);
  expect(status).toBe(200);
  return userRestrictionsSchema.parse(body);
};
/** The user's risk group by the model's last word, and what holds. */
const untilGroupIs = (user: string, group: string) =>
  eventually(async () => {
    const found = await restrictionsOf(user);
    expect(found.assessments.map(({ risk_group }) => risk_group)).toEqual([group]);
    return found;
  }, SOON_MS);
const historyOf = async (user: string) => {
  const { Items = [] } = await clients.dynamo.send(
    new QueryCommand({
      TableName: names.restrictionTable,
      KeyConditionExpression: 'user_id = :user AND begins_with(entry, :history)',
      ExpressionAttributeValues: { ':user': user, ':history': 'history#' },
      ConsistentRead: true,
    }),
  );
  return Items as { prediction_id: string; risk_group: string }[];
};
const storedPrediction = async (prediction: Prediction) => {
  const Key = predictionBucketKeys.prediction(prediction);
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
  return predictionSchema.parse(JSON.parse((await Body?.transformToString()) ?? ''));
};
const untilStored = (prediction: Prediction) =>
  eventually(async () => expect(await storedPrediction(prediction)).toEqual(prediction), SOON_MS);

/** Takes a function from its queue, or gives it back; resolves when it is so. */
const setDeliveries = async (name: FunctionName, Enabled: boolean): Promise<void> => {
  const { EventSourceMappings: [mapping] = [] } = await clients.lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: `${names.function(name)}:live` }),
  );
  const UUID = mapping?.UUID ?? '';
  await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  await eventually(async () => {
    const { State } = await clients.lambda.send(new GetEventSourceMappingCommand({ UUID }));
    expect(State).toBe(Enabled ? 'Enabled' : 'Disabled');
  }, SOON_MS);
};

describe('a prediction of an intervention model', () => {
  it('restricts its user as the risk says, is stored, and nothing is loosened by a lower one', async () => {
    const user = aUser();
    const high = said(user, 0.75);
    await put(high);
    const atFirst = await untilGroupIs(user, 'high');
    await untilStored(high);

    await put(said(user, 0.95));
    const raised = await untilGroupIs(user, 'severe');
    await put(said(user, 0.05));
    const lowered = await untilGroupIs(user, 'low');

    const kinds = (found: typeof atFirst) => found.restrictions.map(({ kind }) => kind);
    expect(kinds(atFirst)).toEqual(['deposit_limit', 'marketing_stop', 'message']);
    expect(kinds(raised)).toEqual(expect.arrayContaining(['cooling_off', 'referral']));
    const limit = raised.restrictions.find(({ kind }) => kind === 'deposit_limit');
    expect(limit?.amount).toBeLessThan(atFirst.restrictions[0]?.amount ?? 0);
    expect(lowered.restrictions).toEqual(raised.restrictions);
    expect((await historyOf(user)).map(({ risk_group }) => risk_group)).toEqual([
      'high',
      'severe',
      'low',
    ]);
  }, 90_000);

  it('leaves alone who was never spoken of', async () => {
    expect(await restrictionsOf('nobody')).toMatchObject({ restrictions: [], assessments: [] });
  });

  it('waits while its consumer is down, and has its effect once, however often it comes', async () => {
    const user = aUser();
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const predictions = [0.1, 0.75, 0.95, 0.6].map((score, index) =>
      said(user, score, { at: minutesAgo(10 - index) }),
    );
    await setDeliveries('apply-intervention', false);
    try {
      await put(...predictions, ...predictions.toReversed());
      // They are on the way to everybody else.
      for (const prediction of predictions) await untilStored(prediction);
      expect(await restrictionsOf(user)).toMatchObject({ restrictions: [], assessments: [] });
    } finally {
      await setDeliveries('apply-intervention', true);
    }

    const severe = predictions[2]?.prediction_id;
    // In whatever order they come: the newest may be there before the most severe.
    await eventually(async () => {
      const found = await untilGroupIs(user, 'elevated');
      expect(found.restrictions.find(({ kind }) => kind === 'cooling_off')?.prediction_id).toBe(
        severe,
      );
    }, SOON_MS);
    const ids = (await historyOf(user)).map(({ prediction_id: id }) => id);
    expect(ids).toContain(severe);
    expect(new Set(ids).size).toBe(ids.length);
  }, 120_000);

  it('that cannot be applied ends where an alarm tells of it, and holds up no other', async () => {
    const user = aUser();
    const wrong = said(user, 0.75, { model: 'no-such-model' });
    const { QueueUrl } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: `${names.function('apply-intervention')}-dead-letters` }),
    );
    await put(wrong, said(user, 0.75));

    await untilGroupIs(user, 'high');
    const letter = await eventually(async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, MaxNumberOfMessages: 10 }),
      );
      const found = Messages.find(({ Body = '' }) => Body.includes(wrong.prediction_id));
      expect(found).toBeDefined();
      return found;
    }, 60_000);

    expect(letter?.Body).toContain('no-such-model');
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  }, 90_000);
});

describe("an operator's webhook", () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const Name = webhookParameter('ngwaf-dev');
  let receiver: WebhookReceiver | undefined;

  afterEach(async () => {
    await ssm.send(new DeleteParameterCommand({ Name })).catch(() => undefined);
    await receiver?.close();
  });

  it('gets a prediction signed, again until it takes it, and from then on no more', async () => {
    receiver = await startWebhookReceiver(secret, (attempt) => (attempt < 3 ? 500 : 200));
    const { url, received } = receiver;
    await ssm.send(
      new PutParameterCommand({
        ...{ Name, Type: 'SecureString', Overwrite: true },
        Value: JSON.stringify({ url, secrets: [secret] }),
      }),
    );
    // Until the webhook is known: whoever was not told before has remembered that there is none.
    const known = await eventually(async () => {
      const probe = said(aUser(), 0.5, {
        model: 'gambling-behaviour-marketing',
        route: 'operator',
      });
      await put(probe);
      await untilStored(probe);
      expect(received.length).toBeGreaterThan(0);
      return received[0]?.id;
    }, SOON_MS);

    await eventually(async () => {
      expect(received.filter(({ id }) => id === known).at(-1)?.status).toBe(200);
    }, SOON_MS);

    const attempts = received.filter(({ id }) => id === known);
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(attempts.every(({ isGenuine }) => isGenuine)).toBe(true);
    expect(predictionSchema.parse(attempts[0]?.data).prediction_id).toBe(known);
  }, 90_000);
});

it('takes no event that only looks like a prediction', async () => {
  const user = aUser();
  const Detail = JSON.stringify(said(user, 0.95));
  const entry = { EventBusName: names.predictionBus, DetailType: PREDICTION_DETAIL_TYPE, Detail };
  await bridge.send(new PutEventsCommand({ Entries: [{ ...entry, Source: 'somebody.else' }] }));
  await bridge.send(
    new PutEventsCommand({
      Entries: [{ ...entry, Source: PREDICTION_SOURCE, Detail: JSON.stringify(said(user, 0.1)) }],
    }),
  );

  const found = await untilGroupIs(user, 'low');

  expect(found.restrictions).toEqual([]);
}, 60_000);
