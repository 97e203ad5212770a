import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';

import { startLocalCloud, type LocalCloud } from './cloud.ts';

/** A local cloud for one spec file, with what its tests need around it. */
export interface TestCloud {
  url: string;
  stateDir: string;
  python: string;
  /** Configuration for any SDK client. */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** What the cloud has told so far. */
  messages: string[];
  /** Creates a function from the text of its `main.cjs`, callable by all services; gives its ARN. */
  createFunction(
    name: string,
    code: string,
    options?: Partial<CreateFunctionCommandInput>,
  ): Promise<string>;
  /** An operation of a JSON protocol, for services without an SDK client in this repository. */
  call(service: string, target: string, input: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export const testPython = join(import.meta.dirname, '../../../.local/venv/bin/python');

const roleArn = 'arn:aws:iam::123456789012:role/functions';

export const startTestCloud = async (): Promise<TestCloud> => {
  const stateDir = await mkdtemp(join(tmpdir(), 'local-cloud-'));
  const messages: string[] = [];
  const cloud: LocalCloud = await startLocalCloud({
    port: 0,
    stateDir,
    python: testPython,
    log: (message) => messages.push(message),
  });
  const client = {
    endpoint: cloud.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const lambda = new LambdaClient(client);
  await createRole(cloud.url);

  return {
    url: cloud.url,
    stateDir,
    python: testPython,
    client,
    messages,
    async createFunction(name, code, options) {
      const { FunctionArn } = await lambda.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Runtime: 'nodejs22.x',
          Handler: 'main.handler',
          Role: roleArn,
          Code: { ZipFile: zipOf(code) },
          Timeout: 10,
          MemorySize: 128,
          ...options,
        }),
      );
      await Promise.all(
        ['apigateway', 'events'].map((service) =>
          lambda.send(
            new AddPermissionCommand({
              FunctionName: name,
              StatementId: service,
              Action: 'lambda:InvokeFunction',
              Principal: `${service}.amazonaws.com`,
            }),
          ),
        ),
      );
      return FunctionArn!;
    },
    async call(service, target, input) {
      const response = await fetch(cloud.url, {
        method: 'POST',
        headers: {
          ...signatureFor(service),
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': target,
        },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    async close() {
      lambda.destroy();
      await cloud.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
};

/** A zip file with `main.cjs` alone, as functions are shipped. */
export const zipOf = (code: string): Uint8Array => zipSync({ 'main.cjs': strToU8(code) });

/** Repeats `look` until it gives something. @throws after `timeoutMs`. */
export const eventually = async <T>(
  look: () => Promise<T | undefined>,
  timeoutMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** The bodies of the messages that a queue holds, taken from it. */
export const receive = async (cloud: TestCloud, queueUrl: string): Promise<string[]> => {
  const { Messages = [] } = (await cloud.call('sqs', 'AmazonSQS.ReceiveMessage', {
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
  })) as { Messages?: { Body: string }[] };
  return Messages.map(({ Body }) => Body);
};

/** Creates a queue that rules may send to; gives its URL and ARN. */
export const createQueue = async (
  cloud: TestCloud,
  name: string,
  attributes: Record<string, string> = {},
) => {
  const arn = `arn:aws:sqs:us-east-1:123456789012:${name}`;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
    },
  });
  const { QueueUrl } = await cloud.call('sqs', 'AmazonSQS.CreateQueue', {
    QueueName: name,
    Attributes: { Policy, ...attributes },
  });
  return { url: String(QueueUrl), arn };
};

const signatureFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

/** A role that services may take and that may do anything; what needs less makes its own. */
const createRole = async (url: string): Promise<void> => {
  const policy = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
  const services = ['lambda', 'states', 'events', 'scheduler'];
  await callIam(url, 'CreateRole', {
    RoleName: 'functions',
    AssumeRolePolicyDocument: policy({
      Action: 'sts:AssumeRole',
      Principal: { Service: services.map((service) => `${service}.amazonaws.com`) },
    }),
  });
  await callIam(url, 'PutRolePolicy', {
    RoleName: 'functions',
    PolicyName: 'anything',
    PolicyDocument: policy({ Action: '*', Resource: '*' }),
  });
};

/** An operation of IAM; rejects with what it answered, if that is an error. */
export const callIam = async (
  url: string,
  action: string,
  parameters: Record<string, string>,
): Promise<void> => {
  const form = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters });
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...signatureFor('iam'),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: form.toString(),
  });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
};
