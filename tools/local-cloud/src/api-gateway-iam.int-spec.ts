import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  PutRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import type { APIGatewayProxyEvent } from 'aws-lambda';

import { Sha256 } from './iam/testing/sha256.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

let cloud: TestCloud;
let iam: IAMClient;
let apiId: string;
let apiKey: string;
let machine: Keys;

const echo = `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;

const documentFor = (functionArn: string) => {
  const operation = {
    security: [{ sigv4: [] }, { api_key: [] }],
    responses: {},
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    },
  };
  return {
    openapi: '3.0.1',
    info: { title: 'test', version: '1' },
    paths: { '/jobs': { get: operation, post: operation }, '/retrain': { post: operation } },
    components: {
      securitySchemes: {
        api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        sigv4: {
          ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
  };
};

const policyFor = (routes: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'execute-api:Invoke',
        Resource: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/${routes}`,
      },
    ],
  });

/** Calls a route, signed with these keys. */
const call = async (
  keys: Keys | undefined,
  request: {
    method?: string;
    route?: string;
    body?: string;
    sent?: string;
    headers?: object;
    at?: Date;
  } = {},
) => {
  const { method = 'GET', route = '/jobs', body = '', headers = {}, at = new Date() } = request;
  const { sent = body } = request;
  const { host } = new URL(cloud.url);
  const path = `/restapis/${apiId}/v1/_user_request_${route}`;
  const plain = { host, 'x-api-key': apiKey, ...headers };
  const signed = keys
    ? await new SignatureV4({
        ...{ credentials: keys, region: 'us-east-1', service: 'execute-api', sha256: Sha256 },
      }).sign(
        { method, path, body, headers: plain, protocol: 'http:', hostname: host, query: {} },
        { signingDate: at },
      )
    : { headers: plain };
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: signed.headers,
    ...(sent !== '' && { body: sent }),
  });
  return {
    status: response.status,
    body: (await response.json()) as APIGatewayProxyEvent & { message?: string },
  };
};

const makeUser = async (UserName: string, PolicyDocument: string): Promise<Keys> => {
  await iam.send(new CreateUserCommand({ UserName }));
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName: UserName, PolicyDocument }),
  );
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: Policy!.Arn }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
};

beforeAll(async () => {
  cloud = await startTestCloud();
  const gateway = new APIGatewayClient(cloud.client);
  iam = new IAMClient(cloud.client);
  const functionArn = await cloud.createFunction('echo', echo);
  apiId = (await gateway.send(new CreateRestApiCommand({ name: 'test' }))).id!;
  const body = Buffer.from(JSON.stringify(documentFor(functionArn)));
  await gateway.send(new PutRestApiCommand({ restApiId: apiId, mode: 'overwrite', body }));
  await gateway.send(new CreateDeploymentCommand({ restApiId: apiId, stageName: 'v1' }));
  const plan = { name: 'plan', apiStages: [{ apiId, stage: 'v1' }] };
  const { id: usagePlanId } = await gateway.send(new CreateUsagePlanCommand(plan));
  const { id: keyId, value } = await gateway.send(
    new CreateApiKeyCommand({ name: 'key', enabled: true }),
  );
  await gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));
  apiKey = value!;
  machine = await makeUser('machine', policyFor('v1/*/jobs'));
});
afterAll(async () => {
  await cloud.close();
});

describe('a route that asks for a signature', () => {
  it('tells the function who signed', async () => {
    const { status, body } = await call(machine, { method: 'POST', body: '{"n": 1}' });

    expect(status).toBe(200);
    expect(body.body).toBe('{"n": 1}');
    expect(body.requestContext.identity).toMatchObject({
      accessKey: machine.accessKeyId,
      userArn: 'arn:aws:iam::123456789012:user/machine',
    });
  });

  it.each([
    ['no signature', () => call(undefined), /^Missing Authentication Token$/],
    [
      'another body than was signed',
      () => call(machine, { method: 'POST', body: '{"n": 1}', sent: '{"n": 2}' }),
      /does not match/,
    ],
    ['another secret', () => call({ ...machine, secretAccessKey: 'no' }), /does not match/],
    ['keys that nobody has', () => call({ ...machine, accessKeyId: 'AKIANOBODY' }), /invalid/],
    [
      'a signature of ten minutes ago',
      () => call(machine, { at: new Date(Date.now() - 600_000) }),
      /expired/,
    ],
    [
      'a signer who may not call it',
      () => call(machine, { method: 'POST', route: '/retrain' }),
      /user\/machine is not authorized to perform: execute-api:Invoke on resource: \S+\/v1\/POST\/retrain/,
    ],
    ['no API key', () => call(machine, { headers: { 'x-api-key': '' } }), /^Forbidden$/],
  ])('refuses %s', async (_case, send, message) => {
    const { status, body } = await send();

    expect(status).toBe(403);
    expect(body.message).toMatch(message);
  });

  it('refuses access keys at once when they are deactivated', async () => {
    const leaver = await makeUser('leaver', policyFor('v1/*/jobs'));
    const before = await call(leaver);
    await iam.send(
      new UpdateAccessKeyCommand({
        UserName: 'leaver',
        AccessKeyId: leaver.accessKeyId,
        Status: 'Inactive',
      }),
    );
    const after = await call(leaver);

    expect([before.status, after.status]).toEqual([200, 403]);
  });

  it('takes what STS made for a role, with its token alone', async () => {
    await iam.send(
      new CreateRoleCommand({ RoleName: 'caller', AssumeRolePolicyDocument: '{"Statement": []}' }),
    );
    const allowed = {
      RoleName: 'caller',
      PolicyName: 'p',
      PolicyDocument: policyFor('v1/GET/jobs'),
    };
    await iam.send(new PutRolePolicyCommand(allowed));
    const { Credentials } = await new STSClient(cloud.client).send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::123456789012:role/caller',
        RoleSessionName: 'nightly',
      }),
    );
    const keys = {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
    };

    const { status, body } = await call({ ...keys, sessionToken: Credentials!.SessionToken! });
    const withoutToken = await call(keys);

    expect(status).toBe(200);
    expect(body.requestContext.identity.userArn).toBe(
      'arn:aws:sts::123456789012:assumed-role/caller/nightly',
    );
    expect(withoutToken.status).toBe(403);
  });
});
