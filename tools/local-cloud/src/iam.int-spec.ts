import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

import type { RecordedCall } from './iam/call-log.ts';
import { callIam, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let lambda: LambdaClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  lambda = new LambdaClient(cloud.client);
  await fetch(`${cloud.url}/shelf`, { method: 'PUT' });
  await fetch(`${cloud.url}/shelf/book`, { method: 'PUT', body: 'text' });
}, 60_000);
afterAll(async () => {
  lambda.destroy();
  await cloud.close();
});

const createRole = (RoleName: string, service: string) =>
  callIam(cloud.url, 'CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } },
    }),
  });

const grant = (RoleName: string, ...statements: [Action: string, Resource: string][]) =>
  callIam(cloud.url, 'PutRolePolicy', {
    RoleName,
    PolicyName: 'permissions',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })),
    }),
  });

const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** A function that answers status and text of a GET request, signed as it is told to sign. */
const createReader = (name: string, role: string) =>
  cloud.createFunction(
    name,
    `exports.handler = async ({ method = 'GET', path, service }) => {
       const scope = process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/' + service + '/aws4_request';
       const authorization = 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=0';
       const answer = await fetch(process.env.AWS_ENDPOINT_URL + path, { method, headers: { authorization } });
       return { status: answer.status, text: await answer.text() };
     };`,
    { Role: roleArn(role) },
  );

const ask = async (FunctionName: string, path: string, service = 's3', method = 'GET') => {
  const Payload = JSON.stringify({ path, service, method });
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString()) as {
    status: number;
    text: string;
  };
};

const who = 'arn:aws:sts::123456789012:assumed-role/readers/reader';

describe('a function', () => {
  beforeAll(async () => {
    await createRole('readers', 'lambda.amazonaws.com');
    await createReader('reader', 'readers');
  });

  it('may do nothing that its role does not grant', async () => {
    const answer = await ask('reader', '/shelf/book');

    expect(answer).toEqual({
      status: 403,
      text: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>User: ${who} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shelf/book" because no identity-based policy allows the s3:GetObject action</Message></Error>`,
    });
    expect(cloud.messages).toContainEqual(expect.stringContaining('iam: denied'));
    expect(await ask('reader', '/shelf/book', 's3', 'HEAD')).toEqual({ status: 403, text: '' });
  });

  it('may do it once it is granted, and no longer when it is taken away', async () => {
    await grant('readers', ['s3:GetObject', 'arn:aws:s3:::shelf/*']);
    expect(await ask('reader', '/shelf/book')).toEqual({ status: 200, text: 'text' });

    await grant('readers', ['s3:GetObject', 'arn:aws:s3:::other/*']);
    expect(await ask('reader', '/shelf/book')).toMatchObject({ status: 403 });
  });

  it('learns that an object is missing only if it may list', async () => {
    await grant('readers', ['s3:GetObject', 'arn:aws:s3:::shelf/*']);
    const answer = await ask('reader', '/shelf/none');
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('s3:ListBucket')]);

    await grant(
      'readers',
      ['s3:GetObject', 'arn:aws:s3:::shelf/*'],
      ['s3:ListBucket', 'arn:aws:s3:::shelf'],
    );
    expect(await ask('reader', '/shelf/none')).toMatchObject({ status: 404 });
  });

  it('is refused in the words of other protocols', async () => {
    const answer = await ask('reader', '/2015-03-31/functions', 'lambda');

    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({
      __type: 'AccessDeniedException',
      message: `User: ${who} is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action`,
    });
  });

  it('may do nothing under a role that does not trust Lambda', async () => {
    await createRole('strangers', 'states.amazonaws.com');
    await grant('strangers', ['*', '*']);
    await createReader('stranger', 'strangers');

    const answer = await ask('stranger', '/shelf/book');

    expect([answer.status, answer.text]).toEqual([
      403,
      expect.stringContaining(
        `lambda.amazonaws.com may not assume the role ${roleArn('strangers')}`,
      ),
    ]);
  });

  it('shows its denials in the record of calls', async () => {
    const response = await fetch(`${cloud.url}/_local/calls?principal=function:reader`);
    const { calls } = (await response.json()) as { calls: RecordedCall[] };

    expect(calls).toContainEqual(
      expect.objectContaining({
        action: 's3:GetObject',
        resources: ['arn:aws:s3:::shelf/book'],
        status: 403,
        denied: expect.stringContaining('s3:GetObject') as string,
      }),
    );
  });
});

describe('whoever takes a role', () => {
  it('is bound to it', async () => {
    await createRole('visitors', 'lambda.amazonaws.com');
    await grant('visitors', ['s3:GetObject', 'arn:aws:s3:::shelf/*']);
    const sts = new STSClient(cloud.client);

    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn('visitors'), RoleSessionName: 'ann' }),
    );

    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const s3 = new S3Client({ ...cloud.client, credentials, forcePathStyle: true });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'shelf', Key: 'book' }));
    expect(await Body?.transformToString()).toBe('text');
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('assumed-role/visitors/ann') as string,
    });
    s3.destroy();
    sts.destroy();
  });
});
