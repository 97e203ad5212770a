import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { resourceNames } from '@ngwaf/contracts';
import { startMoto, type Moto } from '@ngwaf/testing';
import { deployNotebookBundle } from '../notebook/deploy-notebook-bundle.ts';
import { functionBundle, notebookBundle } from '../paths.ts';
import type { Target } from '../target.ts';
import { stackOutputs } from '../testing/outputs.ts';
import { deployFunctions } from './deploy-functions.ts';
import { deterministicZip, sha256 } from '../zip.ts';

const names = ['sm-serving', 'check-job-status'] as const;
const { function: functionName } = resourceNames('ngwaf-dev');
const artefactBucket = 'artefacts';

let moto: Moto;
let lambda: LambdaClient;
let s3: S3Client;
let target: Target;
let root: string;
let printed: string[];

const surroundings = () => ({
  root,
  env: {},
  print: (text: string) => {
    printed.push(text);
  },
});
const write = (file: string, content: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
const liveVersion = async (name: (typeof names)[number]) =>
  (await lambda.send(new GetAliasCommand({ FunctionName: functionName(name), Name: 'live' })))
    .FunctionVersion;
const read = async (key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: artefactBucket, Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

/** moto creates no function without its role; one request is not worth another SDK client. */
const createRole = async (name: string) => {
  const trust = { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const answer = await fetch(moto.clientConfig.endpoint, {
    method: 'POST',
    headers: {
      Authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/iam/aws4_request',
    },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', ...trust }],
      }),
    }),
  });
  expect(answer.status).toBe(200);
};

beforeAll(async () => {
  moto = await startMoto();
  await createRole('any');
  lambda = new LambdaClient(moto.clientConfig);
  s3 = new S3Client(moto.clientConfig);
  target = {
    region: 'us-east-1',
    prefix: 'ngwaf-dev',
    outputs: stackOutputs(),
    clientConfig: { ...moto.clientConfig, forcePathStyle: true },
  };
  root = mkdtempSync(join(tmpdir(), 'deploy-'));
  await s3.send(new CreateBucketCommand({ Bucket: artefactBucket }));
  // What Terraform leaves: a placeholder behind every function.
  const placeholder = deterministicZip({ 'main.cjs': Buffer.from('placeholder') });
  for (const name of names) {
    const Key = `functions/${name}/current.zip`;
    await s3.send(new PutObjectCommand({ Bucket: artefactBucket, Key, Body: placeholder }));
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: functionName(name),
        Role: 'arn:aws:iam::123456789012:role/any',
        Runtime: 'nodejs22.x',
        Handler: 'main.handler',
        Code: { S3Bucket: artefactBucket, S3Key: Key },
      }),
    );
    await lambda.send(
      new CreateAliasCommand({
        FunctionName: functionName(name),
        Name: 'live',
        FunctionVersion: '$LATEST',
      }),
    );
  }
});
afterAll(async () => {
  await moto.stop();
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  printed = [];
});

it('refuses to ship anything while a bundle is missing, and says how to build it', async () => {
  write(functionBundle(root, 'sm-serving'), 'exports.handler = 1;');

  await expect(deployFunctions(surroundings(), target, [...names])).rejects.toThrow(
    'apps/check-job-status/dist/main.cjs does not exist: build it with npx nx build check-job-status',
  );
  expect(await liveVersion('sm-serving')).toBe('$LATEST');
});

it('makes the bundles live, side by side', async () => {
  for (const name of names) write(functionBundle(root, name), `exports.handler = '${name}';`);

  await deployFunctions(surroundings(), target, [...names]);

  const zip = deterministicZip({ 'main.cjs': Buffer.from("exports.handler = 'sm-serving';") });
  expect(await liveVersion('sm-serving')).toBe('1');
  expect(await liveVersion('check-job-status')).toBe('1');
  expect((await read('functions/sm-serving/current.zip')).equals(zip)).toBe(true);
  const live = await lambda.send(
    new GetFunctionConfigurationCommand({
      FunctionName: functionName('sm-serving'),
      Qualifier: 'live',
    }),
  );
  expect(live.CodeSha256).toBe(sha256(zip).base64);
  expect(printed.join('\n')).toMatch(/sm-serving +\$LATEST → 1 +0\.1 KB/);
});

it('publishes changed configuration without uploading the code again', async () => {
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: functionName('sm-serving'),
      MemorySize: 512,
    }),
  );

  await deployFunctions(surroundings(), target, ['sm-serving']);

  expect(await liveVersion('sm-serving')).toBe('2');
  expect(printed.join('\n')).toMatch(/sm-serving +1 → 2 +unchanged/);
});

it('changes nothing the second time', async () => {
  await deployFunctions(surroundings(), target, ['sm-serving']);

  expect(await liveVersion('sm-serving')).toBe('2');
  expect(printed.join('\n')).toMatch(/sm-serving +2 +unchanged/);
});

it('ships the others when one function fails, and fails with its reason', async () => {
  write(functionBundle(root, 'sm-serving'), 'exports.handler = 2;');
  write(functionBundle(root, 'exit-notebook'), 'exports.handler = 2;');

  await expect(
    deployFunctions(surroundings(), target, ['exit-notebook', 'sm-serving']),
  ).rejects.toThrow('ngwaf-dev-exit-notebook does not exist: apply the stack first');
  expect(await liveVersion('sm-serving')).toBe('3');
});

it('ships the bundle of the notebook once', async () => {
  write(notebookBundle(root), 'bundle');
  const { hex } = sha256(Buffer.from('bundle'));

  await deployNotebookBundle(surroundings(), target);
  await deployNotebookBundle(surroundings(), target);

  expect(JSON.parse((await read('notebooks/current.json')).toString())).toEqual({
    key: `notebooks/${hex}.tar.gz`,
    sha256: hex,
  });
  expect((await read(`notebooks/${hex}.tar.gz`)).toString()).toBe('bundle');
  expect(printed[0]).toContain(`none → ${hex.slice(0, 8)}`);
  expect(printed[1]).toContain('(unchanged)');
});
