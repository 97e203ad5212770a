import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { startTestCloud, type TestCloud } from './test-cloud.ts';

const BUCKET = 'files-of-the-page';
const SECRET = 'a secret of the bucket';

let cloud: TestCloud;
let base: string;

const header = (name: string) => `method.response.header.${name}`;

const reading = (roleArn: string, key: string, change: object = {}) => ({
  security: [],
  responses: {},
  'x-amazon-apigateway-integration': {
    type: 'aws',
    httpMethod: 'GET',
    uri: `arn:aws:apigateway:us-east-1:s3:path/${BUCKET}/${key}`,
    credentials: roleArn,
    requestParameters: { 'integration.request.path.file': 'method.request.path.file' },
    responses: {
      '200': {
        statusCode: '200',
        responseParameters: {
          [header('Content-Type')]: 'integration.response.header.Content-Type',
          [header('X-Absent')]: 'integration.response.header.X-Absent',
          [header('Content-Security-Policy')]: "'default-src 'none''",
        },
      },
      '4\\d{2}': {
        statusCode: '404',
        responseParameters: { [header('Cache-Control')]: "'no-store'" },
        responseTemplates: { 'application/xml': '{"message":"Not Found"}' },
      },
    },
    ...change,
  },
});

const makeRole = async (): Promise<string> => {
  const iam = new IAMClient(cloud.client);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'reader',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'apigateway.amazonaws.com' },
        },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'reader',
      PolicyName: 'permissions',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${BUCKET}/open/*`,
        },
      }),
    }),
  );
  iam.destroy();
  return Role!.Arn!;
};

beforeAll(async () => {
  cloud = await startTestCloud();
  const s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  const put = (Key: string, Body: string, ContentType: string) =>
    s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ContentType }));
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await put('open/page.html', '<p>Grüße</p>', 'text/html; charset=utf-8');
  await put('open/a b%2Fc.txt', 'odd', 'text/plain');
  await put('closed/secret.txt', SECRET, 'text/plain');
  s3.destroy();
  const roleArn = await makeRole();
  const gateway = new APIGatewayClient(cloud.client);
  const { id } = await gateway.send(new CreateRestApiCommand({ name: 'test' }));
  const document = {
    openapi: '3.0.1',
    info: { title: 'test', version: '1' },
    paths: {
      '/page': { get: reading(roleArn, 'open/page.html') },
      '/files/{file}': { get: reading(roleArn, 'open/{file}') },
      '/no-role': { get: reading('', 'open/page.html') },
      '/put': { get: reading(roleArn, 'open/page.html', { httpMethod: 'PUT' }) },
      '/unmapped/{file}': { get: reading(roleArn, 'open/{file}', { requestParameters: {} }) },
    },
  };
  await gateway.send(
    new PutRestApiCommand({
      restApiId: id!,
      mode: 'overwrite',
      body: Buffer.from(JSON.stringify(document)),
    }),
  );
  await gateway.send(new CreateDeploymentCommand({ restApiId: id!, stageName: 'v1' }));
  gateway.destroy();
  base = `${cloud.url}/restapis/${id}/v1/_user_request_`;
});
afterAll(() => cloud.close());

const get = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${base}${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

it('answers with the object, its type, and the headers that the integration sets', async () => {
  const { status, headers, text } = await get('/page');

  expect([status, text]).toEqual([200, '<p>Grüße</p>']);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(headers.has('x-absent')).toBe(false);
  expect(headers.has('etag')).toBe(false);
});

it('takes the key from the path, as one segment whatever stands in it', async () => {
  expect(await get('/files/a%20b%252Fc.txt')).toMatchObject({ status: 200, text: 'odd' });
});

it('answers an object that is not there as the pattern of its status says', async () => {
  const { status, headers, text } = await get('/files/absent.txt');

  expect([status, text]).toEqual([404, '{"message":"Not Found"}']);
  expect(headers.get('cache-control')).toBe('no-store');
});

it.each(['..%2Fclosed%2Fsecret.txt', '%2e%2e%2fclosed%2fsecret.txt', '..%5Cclosed%5Csecret.txt'])(
  'reaches nothing beside the prefix by %s',
  async (file) => {
    const { status, text } = await get(`/files/${file}`);

    expect(status).toBe(404);
    expect(text).not.toContain(SECRET);
  },
);

it('takes no other method', async () => {
  expect((await get('/page', { method: 'PUT', body: 'new' })).status).toBe(403);
  expect((await get('/page', { method: 'HEAD' })).status).toBe(403);
});

it.each(['/no-role', '/put', '/unmapped/page.html'])(
  'answers 500 where the integration is wrong: %s',
  async (path) => {
    expect((await get(path)).status).toBe(500);
  },
);
