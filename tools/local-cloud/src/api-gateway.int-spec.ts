import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  PutRestApiCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import {
  AddPermissionCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import type { APIGatewayProxyEvent } from 'aws-lambda';

import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let gateway: APIGatewayClient;
let apiId: string;
let key: { id: string; value: string };
let planId: string;

const uriOf = (functionArn: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

/** Answers as the event's `x-answer` header says, else with the event itself. */
const echo = `exports.handler = async (event) => {
  const wanted = event.headers['x-answer'];
  if (wanted === 'throw') throw new Error('no');
  if (wanted === 'slow') return new Promise((r) => setTimeout(r, 5000));
  if (wanted) return JSON.parse(wanted);
  return { statusCode: 200, headers: { 'X-Seen': 'yes' }, body: JSON.stringify(event) };
};`;

const documentFor = (functionArn: string, paths: string[]) => {
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri: uriOf(functionArn) };
  const operation = {
    security: [{ api_key: [] }],
    responses: {},
    'x-amazon-apigateway-integration': integration,
  };
  return {
    openapi: '3.0.1',
    info: { title: 'test', version: '1' },
    'x-amazon-apigateway-binary-media-types': ['image/png'],
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: {
        responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
        responseTemplates: { 'application/json': '{"message": $context.error.messageString}' },
      },
    },
    paths: {
      ...Object.fromEntries(paths.map((path) => [path, { post: operation, get: operation }])),
      '/open': {
        get: { ...operation, security: [] },
        options: {
          security: [],
          responses: {},
          'x-amazon-apigateway-integration': {
            type: 'mock',
            requestTemplates: { 'application/json': '{"statusCode": 204}' },
            responses: {
              default: {
                statusCode: '204',
                responseParameters: {
                  'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS'",
                },
              },
            },
          },
        },
      },
      '/short': {
        get: {
          ...operation,
          'x-amazon-apigateway-integration': { ...integration, timeoutInMillis: 200 },
        },
      },
    },
    components: {
      securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
    },
  };
};

const put = (functionArn: string, paths: string[]) =>
  gateway.send(
    new PutRestApiCommand({
      restApiId: apiId,
      mode: 'overwrite',
      body: Buffer.from(JSON.stringify(documentFor(functionArn, paths))),
    }),
  );
const deploy = () =>
  gateway.send(new CreateDeploymentCommand({ restApiId: apiId, stageName: 'v1' }));

const call = async (path: string, init: RequestInit = {}, stage = 'v1') => {
  const response = await fetch(`${cloud.url}/restapis/${apiId}/${stage}/_user_request_${path}`, {
    ...init,
    headers: { 'x-api-key': key.value, ...(init.headers as Record<string, string>) },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text.startsWith('{') ? JSON.parse(text) : undefined) as
      (APIGatewayProxyEvent & { message?: string }) | undefined,
  };
};
const answering = (answer: unknown) => ({
  headers: { 'x-answer': typeof answer === 'string' ? answer : JSON.stringify(answer) },
});

beforeAll(async () => {
  cloud = await startTestCloud();
  gateway = new APIGatewayClient(cloud.client);
  const functionArn = await cloud.createFunction('echo', echo);
  const api = await gateway.send(new CreateRestApiCommand({ name: 'test' }));
  apiId = api.id!;
  await put(functionArn, ['/jobs', '/jobs/{job_key}', '/jobs/latest', '/files/{rest+}']);
  await deploy();
  const plan = await gateway.send(
    new CreateUsagePlanCommand({ name: 'plan', apiStages: [{ apiId, stage: 'v1' }] }),
  );
  planId = plan.id!;
  const apiKey = await gateway.send(new CreateApiKeyCommand({ name: 'key', enabled: true }));
  key = { id: apiKey.id!, value: apiKey.value! };
  await gateway.send(
    new CreateUsagePlanKeyCommand({ usagePlanId: planId, keyId: key.id, keyType: 'API_KEY' }),
  );
});
afterAll(async () => {
  gateway.destroy();
  await cloud.close();
});

describe('a deployed API', () => {
  it('hands the request to the function as a proxy event', async () => {
    const { status, headers, body } = await call('/jobs/a%20b?x=1&x=2&y=', {
      method: 'POST',
      body: '{"n": 1}',
      headers: { 'content-type': 'application/json', 'X-Mine': 'kept' },
    });

    expect(status).toBe(200);
    expect(headers.get('x-seen')).toBe('yes');
    expect(body).toMatchObject({
      resource: '/jobs/{job_key}',
      path: '/jobs/a%20b',
      httpMethod: 'POST',
      queryStringParameters: { x: '2', y: '' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: [''] },
      pathParameters: { job_key: 'a b' },
      stageVariables: null,
      body: '{"n": 1}',
      isBase64Encoded: false,
      requestContext: {
        apiId,
        stage: 'v1',
        resourcePath: '/jobs/{job_key}',
        path: '/v1/jobs/a%20b',
        identity: { apiKeyId: key.id },
        requestId: headers.get('x-amzn-requestid'),
      },
    });
  });

  it('prefers literal paths, and takes the rest of the path for a greedy parameter', async () => {
    const [literal, greedy] = await Promise.all([call('/jobs/latest'), call('/files/a/b/c.txt')]);

    expect(literal.body?.resource).toBe('/jobs/latest');
    expect(greedy.body?.pathParameters).toEqual({ rest: 'a/b/c.txt' });
  });

  it('encodes binary bodies both ways', async () => {
    const { body } = await call('/jobs', {
      method: 'POST',
      body: Buffer.from([0, 255, 1]),
      headers: { 'content-type': 'image/png' },
    });
    const back = await fetch(`${cloud.url}/restapis/${apiId}/v1/_user_request_/open`, {
      headers: {
        accept: 'image/png',
        ...answering({
          statusCode: 200,
          isBase64Encoded: true,
          headers: { 'content-type': 'image/png' },
          body: 'AP8B',
        }).headers,
      },
    });

    expect(body).toMatchObject({ body: 'AP8B', isBase64Encoded: true });
    expect([...new Uint8Array(await back.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it('can be addressed by host name', async () => {
    const { request } = await import('node:http');
    const { hostname, port } = new URL(cloud.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `${apiId}.execute-api.localhost:${port}` };
      request({ hostname, port, path: '/v1/open', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

    expect(status).toBe(200);
  });

  it.each([
    ['no key', '/jobs', { headers: { 'x-api-key': '' } }, 403, 'Forbidden'],
    ['an unknown key', '/jobs', { headers: { 'x-api-key': 'x'.repeat(20) } }, 403, 'Forbidden'],
    ['an unknown path', '/absent', {}, 403, 'Missing Authentication Token'],
    ['an unknown method', '/jobs', { method: 'DELETE' }, 403, 'Missing Authentication Token'],
    [
      'over 10 MB',
      '/jobs',
      { method: 'POST', body: 'x'.repeat(10_500_000) },
      413,
      'Request Entity Too Large',
    ],
    [
      'an event over 6 MB',
      '/jobs',
      { method: 'POST', body: '"'.repeat(3_200_000) },
      413,
      'Request Too Long',
    ],
    ['a function that fails', '/jobs', answering('throw'), 502, 'Internal server error'],
    ['an answer without status', '/jobs', answering({ body: 'x' }), 502, 'Internal server error'],
    [
      'an answer whose body is no text',
      '/jobs',
      answering({ statusCode: 200, body: {} }),
      502,
      'Internal server error',
    ],
    [
      'a function that takes too long',
      '/short',
      answering('slow'),
      504,
      'Endpoint request timed out',
    ],
  ])('answers %s itself', async (_, path, init, status, message) => {
    const answer = await call(path, init);

    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: { message } });
    // The document gives CORS headers to errors of the caller alone.
    expect(answer.headers.get('access-control-allow-origin')).toBe(status < 500 ? '*' : null);
  });

  it('answers a stage that does not exist', async () => {
    expect(await call('/jobs', {}, 'v2')).toMatchObject({ status: 403 });
  });

  it('answers the preflight from the document, without key and function', async () => {
    const { status, headers } = await call('/open', {
      method: 'OPTIONS',
      headers: { 'x-api-key': '' },
    });

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-methods')).toBe('GET,OPTIONS');
  });

  it('runs what was deployed, not what has been put since', async () => {
    await put('arn:aws:lambda:us-east-1:123456789012:function:echo', ['/new', '/jobs']);
    const before = await call('/new');
    await deploy();
    const after = await call('/new');

    expect([before.status, after.status]).toEqual([403, 200]);
  });

  it('calls only functions whose policy lets it', async () => {
    const change = { FunctionName: 'echo', StatementId: 'apigateway' };
    const lambda = new LambdaClient(cloud.client);
    await lambda.send(new RemovePermissionCommand(change));
    const refused = await call('/jobs');
    await lambda.send(
      new AddPermissionCommand({
        ...change,
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/v1/*`,
      }),
    );
    const allowed = await call('/jobs');

    expect([refused.status, allowed.status]).toEqual([500, 200]);
    expect(cloud.messages.at(-1)).toContain('does not let API Gateway call it');
  });

  it('refuses a key at once when it is disabled', async () => {
    const enable = (value: boolean) =>
      gateway.send(
        new UpdateApiKeyCommand({
          apiKey: key.id,
          patchOperations: [{ op: 'replace', path: '/enabled', value: String(value) }],
        }),
      );
    await enable(false);
    const disabled = await call('/jobs');
    await enable(true);
    const enabled = await call('/jobs');

    expect([disabled.status, enabled.status]).toEqual([403, 200]);
  });

  /** Another key of the API: its value, in a plan of its own if one is given. */
  const makeKey = async (plan?: object) => {
    const { id: keyId, value } = await gateway.send(
      new CreateApiKeyCommand({ name: 'another', enabled: true }),
    );
    const usagePlanId = plan
      ? (
          await gateway.send(
            new CreateUsagePlanCommand({
              name: 'other',
              apiStages: [{ apiId, stage: 'v1' }],
              ...plan,
            }),
          )
        ).id
      : planId;
    await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));
    return { id: keyId!, headers: { 'x-api-key': value! } };
  };

  it('takes each key until it is deleted, and not a moment longer', async () => {
    const other = await makeKey();
    const before = await call('/jobs', other);
    await gateway.send(new DeleteApiKeyCommand({ apiKey: other.id }));
    const after = await call('/jobs', other);

    expect([before.status, after.status]).toEqual([200, 403]);
    expect(before.body?.requestContext.identity.apiKeyId).toBe(other.id);
    expect((await call('/jobs')).status).toBe(200);
  });

  it('counts requests of each key against its own plan’s quota', async () => {
    const plan = { quota: { limit: 1, period: 'DAY' } };
    const [one, other] = [await makeKey(plan), await makeKey(plan)];

    const first = await call('/jobs', one);
    const second = await call('/jobs', one);
    const others = await call('/jobs', other);

    expect([first.status, second.status, others.status]).toEqual([200, 429, 200]);
    expect(second.body).toEqual({ message: 'Limit Exceeded' });
  });

  it('throttles each key at its usage plan’s rate', async () => {
    const other = await makeKey();
    await gateway.send(
      new UpdateUsagePlanCommand({
        usagePlanId: planId,
        patchOperations: [
          { op: 'replace', path: '/throttle/rateLimit', value: '1' },
          { op: 'replace', path: '/throttle/burstLimit', value: '2' },
        ],
      }),
    );

    const answers = await Promise.all([1, 2, 3, 4].map(() => call('/jobs')));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
    expect((await call('/jobs', other)).status).toBe(200);
  });
});
