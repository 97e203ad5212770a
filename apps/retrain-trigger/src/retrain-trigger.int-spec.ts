import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateStateMachineCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { createExecutions, randomSuffix } from '@ngwaf/executions';
import { createJobStore, type JobStore } from '@ngwaf/job-store';
import { createLogger, type HttpHandler } from '@ngwaf/lambda-kit';
import { anApiEvent, createJobTable, oneAtATime, startMoto, type Moto } from '@ngwaf/testing';

import { createDataSets } from './data-sets.ts';
import { createHandler } from './handler.ts';

const CSV = `payload,label,is_url\n${Array.from({ length: 60 }, (_, n) => `v${n},${n % 2},FALSE\n`).join('')}`;
const SNAPSHOT = `payload,label,is_url,line\n${Array.from({ length: 60 }, (_, n) => `"v${n}",${n % 2},FALSE,${n + 2}\n`).join('')}`;

let moto: Moto;
let s3: S3Client;
let sfn: SFNClient;
let stateMachineArn: string;
let jobs: JobStore;
let handle: HttpHandler;

beforeAll(async () => {
  moto = await startMoto();
  const dynamo = oneAtATime(new DynamoDBClient(moto.clientConfig));
  s3 = new S3Client(moto.clientConfig);
  sfn = new SFNClient(moto.clientConfig);
  await createJobTable(dynamo, 'jobs');
  for (const Bucket of ['train', 'waf']) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: 'train',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket: 'train', Key: 'data.csv', Body: CSV }));
  const created = await sfn.send(
    new CreateStateMachineCommand({
      name: 'pipeline',
      roleArn: 'arn:aws:iam::123456789012:role/pipeline',
      definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
    }),
  );
  stateMachineArn = created.stateMachineArn ?? '';

  jobs = createJobStore(dynamo, 'jobs');
  const dataSets = createDataSets(s3);
  const executions = createExecutions(sfn, stateMachineArn);
  handle = createHandler(
    {
      openDataSet: dataSets.open,
      storeSnapshot: dataSets.store,
      findJob: jobs.find,
      findIdempotencyRecord: jobs.findIdempotencyRecord,
      startJob: jobs.start,
      recordExecution: jobs.recordExecution,
      settle: jobs.settle,
      startExecution: executions.start,
      isExecutionRunning: executions.isRunning,
      now: () => new Date(),
      randomSuffix,
    },
    { trainBucket: 'train', wafBucket: 'waf', maxWaitingSeconds: 60, maxDataSetBytes: 1_000_000 },
    createLogger({}, () => {}),
  );
});

afterAll(() => moto.stop());

const post = (headers: Record<string, string> = {}) =>
  handle(anApiEvent('POST /retrain', { body: { train_file_path: 'train/data.csv' }, headers }));
const executionNames = async () => {
  const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  return executions.map(({ name }) => name);
};

describe('POST /retrain', () => {
  it('starts one of fifty simultaneous requests, with its copy of the data set', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => post(n < 5 ? { 'Idempotency-Key': 'the same' } : {})),
    );

    const started = answers.filter(({ statusCode }) => statusCode === 200);
    const keys = new Set(
      started.map(({ body }) => (JSON.parse(body) as { job_key: string }).job_key),
    );
    const [jobKey = ''] = keys;
    expect(keys.size).toBe(1);
    expect(await executionNames()).toEqual([jobKey]);
    const refusals = answers.filter(({ statusCode }) => statusCode !== 200);
    expect(new Set(refusals.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
      new Set(['400 {"message":"job currently in progress already!"}']),
    );
    const job = await jobs.find(jobKey);
    expect(job).toMatchObject({
      status: 'training',
      execution_arn: expect.stringContaining(jobKey) as string,
      data_set: {
        rows: { malicious: 30, benign: 30 },
        snapshot: `s3://waf/_tmp_train/${jobKey}/data.csv`,
      },
    });
    const copy = await s3.send(
      new GetObjectCommand({ Bucket: 'waf', Key: `_tmp_train/${jobKey}/data.csv` }),
    );
    expect(await copy.Body?.transformToString()).toBe(SNAPSHOT);

    if (job) await jobs.settle(job, { ending: { status: 'success' }, endedAt: job.created_at });
  });

  it('starts one job for a request that is sent again', async () => {
    const before = await executionNames();

    const answers = [
      await post({ 'Idempotency-Key': 'again' }),
      await post({ 'Idempotency-Key': 'again' }),
    ];

    expect(answers[1]?.body).toBe(answers[0]?.body);
    expect(await executionNames()).toHaveLength(before.length + 1);
  });
});
