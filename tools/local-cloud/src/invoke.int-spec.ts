import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CreateAliasCommand, LambdaClient, PublishVersionCommand } from '@aws-sdk/client-lambda';

import { invokeFunction } from './invoke-function.ts';
import { callIam, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let root: string;

beforeAll(async () => {
  cloud = await startTestCloud();
  root = await mkdtemp(join(tmpdir(), 'invoke-'));
  const app = join(root, 'apps', 'check-job-status');
  await mkdir(join(app, 'dist'), { recursive: true });
  await mkdir(join(app, 'events'));
  await mkdir(join(root, '.local'));
  await writeFile(
    join(app, 'dist', 'main.cjs'),
    'exports.handler = async (e) => { console.log("local"); return { ...e, table: process.env.T }; };',
  );
  await writeFile(join(app, 'events', 'one.json'), '{"job":1}');
  await writeFile(join(app, 'events', 'bad.json'), '{');
  const outputs = {
    apiUrl: 'http://localhost/',
    apiKey: 'x'.repeat(20),
    dashboardUrl: null,
    awsEndpointUrl: cloud.url,
    region: 'us-east-1',
    bucket: 'b',
    trainBucket: 't',
    table: 'my-prefix-training-pipeline',
    endpointName: 'e',
    stateMachineArn: 'arn',
  };
  await writeFile(join(root, '.local', 'outputs.json'), JSON.stringify(outputs));
});
afterAll(() => cloud.close());

const invoke = (name: string, eventFile?: string) =>
  invokeFunction({ name, eventFile, cwd: tmpdir(), root });

describe('invokeFunction', () => {
  it('refuses a function that is not deployed', async () => {
    await expect(invoke('check-job-status', 'one.json')).rejects.toThrow(
      'my-prefix-check-job-status is not deployed',
    );
  });

  it('runs the local bundle with the deployed function’s environment', async () => {
    const lambda = new LambdaClient(cloud.client);
    const FunctionName = 'my-prefix-check-job-status';
    await cloud.createFunction(FunctionName, 'exports.handler = async () => "deployed";', {
      Environment: { Variables: { T: 'jobs' } },
    });
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
    await lambda.send(
      new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }),
    );

    const outcome = await invoke('check-job-status', 'events/one.json');

    expect(JSON.parse(outcome.payload)).toEqual({ job: 1, table: 'jobs' });
    expect(outcome).toMatchObject({ hasFailed: false, executedVersion: Version });
    expect(outcome.logLines.some((line) => line.endsWith('INFO\tlocal'))).toBe(true);
  });

  it('tells what the function’s role does not allow', async () => {
    const app = join(root, 'apps', 'check-job-status', 'dist', 'main.cjs');
    await callIam(cloud.url, 'PutRolePolicy', {
      RoleName: 'functions',
      PolicyName: 'anything',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'logs:*', Resource: '*' },
      }),
    });
    await writeFile(
      app,
      `exports.handler = async () => {
         const authorization = 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/s3/aws4_request';
         return (await fetch(process.env.AWS_ENDPOINT_URL + '/bucket/key', { headers: { authorization } })).status;
       };`,
    );

    const outcome = await invoke('check-job-status', 'one.json');

    expect(outcome.payload).toBe('403');
    expect(outcome.denials).toEqual([
      expect.stringMatching(
        /assumed-role\/functions\/invoke-.* is not authorized to perform: s3:GetObject/,
      ),
    ]);
  });

  it.each([
    ['an unknown function', 'nothing', 'one.json', 'there are retrain-trigger'],
    ['a function that is not built', 'sm-serving', 'one.json', 'run npx nx build sm-serving'],
    ['no event', 'check-job-status', undefined, 'Examples:\n  events/bad.json\n  events/one.json'],
    ['an event file that is not there', 'check-job-status', 'x.json', 'No event file at any of'],
    ['an event that is no JSON', 'check-job-status', 'bad.json', 'bad.json is not JSON'],
  ])('explains %s', async (_, name, eventFile, message) => {
    await expect(invoke(name, eventFile)).rejects.toThrow(message);
  });
});
