import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { createJobStore } from '@ngwaf/job-store';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { names } from './invariants.ts';
import { emptyRecord, forgetQueue, putPrediction, queueModel } from './label-queues.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const deposit = queueModel('before-initial-deposit-problem-gambling', outputs);
const behaviour = queueModel('gambling-behaviour-problem-gambling', outputs);

interface Served {
  item: { item_id: string; record: Record<string, string> } | null;
  progress: { items: number; labelled: number; open: number; labels: number };
}

const pathOf = (rest = '', { name } = deposit) => `/models/${name}/labelling${rest}`;
const post = (rest: string, body?: unknown, model = deposit) =>
  api.call('POST', pathOf(rest, model), body);
const next = async (worker: string, model = deposit): Promise<Served> => {
  const answer = await api.call('GET', pathOf(`/next?worker=${worker}`, model));
  expect(answer.status).toBe(200);
  return answer.body as Served;
};
const labelItem = (id: string, worker: string, label: unknown, model = deposit) =>
  post(`/items/${id}/labels`, { worker, label }, model);
const records = (count: number, model = deposit, of = 'user') =>
  Array.from({ length: count }, (_, index) => emptyRecord(model.entry, `${of}-${index}`));
const putFile = async (model: typeof deposit, name: string, body: string): Promise<string> => {
  const Key = `labelling/${name}`;
  await clients.s3.send(new PutObjectCommand({ Bucket: model.dataBucket, Key, Body: body }));
  return `${model.dataBucket}/${Key}`;
};

/** Labels whatever is served to a worker until nothing is; resolves with the items. */
const work = async (worker: string, label: 0 | 1): Promise<string[]> => {
  const mine: string[] = [];
  for (;;) {
    const { item } = await next(worker);
    if (!item) return mine;
    const { status } = await labelItem(item.item_id, worker, label);
    // Or others were faster.
    expect([200, 409]).toContain(status);
    if (status === 200) mine.push(item.item_id);
  }
};

/** What takes away what a test left where others look. */
let cleanUps: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  for (const model of [deposit, behaviour]) await forgetQueue(clients, model);
});
afterEach(async () => {
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()));
  cleanUps = [];
});
afterAll(async () => {
  for (const model of [deposit, behaviour]) await forgetQueue(clients, model);
});

describe('the routes of labelling', () => {
  it.each<[string, string, string, unknown, number, RegExp]>([
    ['an unknown model', 'GET', '/models/none/labelling', undefined, 404, /model_not_found/],
    ['a model without a queue', 'GET', '/models/waf/labelling', undefined, 404, /no_label_queue/],
    ['no way to add', 'POST', pathOf('/items'), {}, 400, /exactly one of/],
    ['a record that is none', 'POST', pathOf('/items'), { records: [{}] }, 400, /user_id/],
    ['too many records', 'POST', pathOf('/items'), { records: Array(5001).fill({}) }, 400, /5000/],
    ['another bucket', 'POST', pathOf('/items'), { file: 'a/labelling/b.csv' }, 400, /labelling\//],
    ['a sample of all', 'POST', pathOf('/items'), { sample: { count: 1e6 } }, 400, /at most 1000/],
    ['no worker', 'GET', pathOf('/next'), undefined, 400, /worker/],
    ['an odd worker', 'GET', pathOf('/next?worker=__proto__'), undefined, 400, /a name of 1 to 64/],
    [
      'an unknown item',
      'POST',
      pathOf('/items/x/labels'),
      { worker: 'a', label: 1 },
      404,
      /item_not/,
    ],
    [
      'a label as text',
      'POST',
      pathOf('/items/x/labels'),
      { worker: 'a', label: 'y' },
      400,
      /label/,
    ],
    ['nothing to undo', 'POST', pathOf('/undo'), { worker: 'nobody' }, 409, /nothing_to_undo/],
  ])('refuse %s', async (_case, method, path, body, status, words) => {
    const answer = await api.call(method, path, body);

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      status,
      expect.stringMatching(words),
    ]);
  });

  it.each([
    ['a file that is not there', deposit, undefined, /an object that exists/],
    ['one of another model that is not there', behaviour, undefined, /an object that exists/],
    [
      'a file of another model',
      behaviour,
      'user_id,country\n1,Germany\n',
      /body\.file\.0\.gender: expected a text .* found nothing/,
    ],
  ])('refuse %s', async (_case, model, content, words) => {
    const name = `${randomUUID()}.csv`;
    const file =
      content === undefined
        ? `${model.dataBucket}/labelling/${name}`
        : await putFile(model, name, content);

    const answer = await post('/items', { file }, model);

    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      400,
      expect.stringMatching(words),
    ]);
  });
});

describe('labelling', () => {
  it('takes records, files and the most uncertain predictions, each user once', async () => {
    const header = Object.keys(emptyRecord(deposit.entry, ''));
    const row = header.map((name) => (name === 'user_id' ? 'user-1' : '')).join(',');
    const file = await putFile(deposit, 'users.csv', `${header.join(',')},gold\n${row},\n`);
    for (const [user, score] of Object.entries({ far: 0.99, near: 0.501 })) {
      cleanUps.push(await putPrediction(clients, deposit, { id: randomUUID(), user, score }));
    }

    const answers = [
      await post('/items', { records: records(1) }),
      await post('/items', { file }),
      await post('/items', { file }),
      await post('/items', { sample: { count: 1, days: 1 } }),
    ];

    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { added: 1, known: 0 }],
      [200, { added: 1, known: 0 }],
      [200, { added: 0, known: 1 }],
      [200, { added: 1, known: 0 }],
    ]);
    const users = new Set<string | undefined>();
    for (const worker of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
      users.add((await next(worker)).item?.record['user_id']);
    }
    expect(users).toEqual(new Set(['user-0', 'user-1', 'near']));
  }, 30_000);

  it('is done by several at once, nobody twice on an item, and ends in a manifest', async () => {
    await post('/items', { records: records(6) });

    const done = await Promise.all([work('ann', 1), work('ben', 1), work('eve', 0)]);

    for (const mine of done) expect(new Set(mine).size).toBe(mine.length);
    const { body } = await api.call('GET', pathOf());
    expect(body).toMatchObject({ items: 6, labelled: 6, undecided: 0, open: 0, labels: 18 });
    const { body: exported } = await post('/manifest');
    expect(exported).toMatchObject({ labelled: 6 });
    const { manifest } = exported as { manifest: string };
    const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(manifest) ?? [];
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
    const lines = ((await Body?.transformToString()) ?? '').trim().split('\n');
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        source: expect.stringMatching(/"user_id":"user-\d"/) as string,
        label: 1,
        'label-metadata': { confidence: 0.6667, 'human-annotated': 'yes', 'class-name': 'yes' },
      });
    }
  }, 60_000);

  it('serves the same until it is labelled, takes the last label back, and says no word of gold', async () => {
    const [ordinary, gold] = records(2, behaviour);
    await post('/items', { records: [ordinary, { ...gold, gold: 1 }] }, behaviour);
    const seen: unknown[] = [await next('ann', behaviour), await next('ann', behaviour)];
    expect(seen[1]).toMatchObject({ item: { item_id: (seen[0] as Served).item?.item_id } });

    for (let item = (seen[0] as Served).item; item; item = (await next('ann', behaviour)).item) {
      await labelItem(item.item_id, 'ann', 1, behaviour);
    }
    const undone = await post('/undo', { worker: 'ann' }, behaviour);
    const again = await post('/undo', { worker: 'ann' }, behaviour);

    expect([undone.status, again.status]).toEqual([200, 409]);
    expect((await next('ann', behaviour)).item).toMatchObject({
      item_id: (undone.body as Served).item?.item_id,
    });
    seen.push(undone.body, (await api.call('GET', pathOf('', behaviour))).body);
    expect(JSON.stringify(seen)).not.toMatch(/"gold"|first_answers|answers"/);
    expect((await post('/manifest', undefined, behaviour)).body).toMatchObject({ labelled: 0 });
  }, 30_000);
});

describe('a pipeline that asks people', () => {
  /** A job of the deposit model that holds the lease, and whose plan ends after its labels. */
  const startPipeline = async () => {
    const { awsEndpointUrl: endpoint, region, table, stateMachineArn } = outputs;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const jobs = createJobStore(new DynamoDBClient({ endpoint, region, credentials }), table);
    const now = new Date();
    const started = await jobs.start({
      job: {
        ...{ job_key: `job-2020-03-01-00-00-00-${randomUUID().slice(0, 6)}` },
        ...{ model: deposit.name, status: 'training', train_file_path: '' },
        created_at: now.toISOString(),
      },
      now,
      leaseExpiresAt: Math.floor(now.getTime() / 1000) + 300,
    });
    if (started.outcome !== 'taken') throw new Error(started.outcome);
    const { job_key, model, fencing_token } = started.job;
    const item = { TableName: table, Key: { job_key } };
    cleanUps.push(() => clients.dynamo.send(new DeleteCommand(item)));
    // Uncertain predictions of other files come into the queue as well: people take their time.
    const plan = { label: 'queue', prepare: 'function', time_limits: { label: 600 } };
    const { executionArn } = await clients.sfn.send(
      new StartExecutionCommand({
        stateMachineArn: stateMachineArn.replace(/[^:]+$/, names.modelTraining),
        name: job_key,
        input: JSON.stringify({ job_key, model, fencing_token, plan }),
      }),
    );
    return { jobKey: job_key, executionArn };
  };
  const waiting = async () =>
    ((await api.call('GET', pathOf())).body as { waiting?: { job_key: string } }).waiting;

  it('goes on when the last of them has answered, and shows its token to nobody', async () => {
    await post('/items', { records: records(2) });
    const { jobKey, executionArn } = await startPipeline();
    await eventually(
      async () => expect(await waiting()).toMatchObject({ job_key: jobKey }),
      20_000,
    );
    expect((await api.job(jobKey)).step_status).toBe('label');

    await Promise.all([work('ann', 1), work('ben', 1)]);
    expect(await waiting()).toMatchObject({ job_key: jobKey });
    expect(JSON.stringify((await api.call('GET', pathOf())).body)).not.toMatch(/token/);
    await work('eve', 1);

    expect(await waiting()).toBeUndefined();
    const labels = await eventually(async () => {
      const { events = [] } = await clients.sfn.send(
        new GetExecutionHistoryCommand({ executionArn }),
      );
      const left = events.find(({ stateExitedEventDetails: at }) => at?.name === 'WaitForLabels');
      if (!left) throw new Error('it still waits');
      return (
        JSON.parse(left.stateExitedEventDetails?.output ?? '{}') as { labels: { labelled: number } }
      ).labels;
    }, 20_000);
    expect(labels.labelled).toBeGreaterThanOrEqual(2);
    // The plan is none beyond labels: the job fails, and lets go of the lease.
    await eventually(async () => expect((await api.job(jobKey)).status).toBe('failed'), 45_000);
  }, 240_000);
});
