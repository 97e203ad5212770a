import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  InvokeCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { artefactBucketKeys, resourceNames, type FunctionName } from '@ngwaf/contracts';
import { runProgram } from '@ngwaf/tool-cli';
import { startLocalCloud } from '@ngwaf/tool-local-cloud';
import { createClients, type Clients } from '../clients.ts';
import { functionBundle, ROOT } from '../paths.ts';
import { DEPLOY } from '../program.ts';
import type { Target } from '../target.ts';
import { deterministicZip } from '../zip.ts';
import { stackOutputs } from './outputs.ts';

const ARTEFACTS = 'artefacts';
const RUN_FROM = join(import.meta.dirname, 'run-from.ts');

/** What a run of the tool came to. */
export interface Run {
  code: number | null;
  output: string;
}

/** A local cloud as Terraform leaves it, with a placeholder behind each function. */
export interface TestEnvironment {
  target: Target;
  clients: Clients;
  functionName: (name: FunctionName) => string;
  /** Makes a folder with builds of these functions. */
  build(bundles: Partial<Record<FunctionName, string>>): string;
  /** Runs a command of the tool on the builds in `root`, in this process. */
  run(root: string, ...args: string[]): Promise<Run>;
  /** Starts a command of the tool as a process of its own. */
  start(root: string, ...args: string[]): { process: ChildProcess; ended: Promise<Run> };
  /** Answer of the live version, and which one it was. */
  call(name: FunctionName): Promise<{ answer: string; version: string | undefined }>;
  alias(name: FunctionName): Promise<{ version: string; weights: object; description: string }>;
  close(): Promise<void>;
}

export const startTestEnvironment = async (names: FunctionName[]): Promise<TestEnvironment> => {
  const folder = mkdtempSync(join(tmpdir(), 'ngwaf-deploy-'));
  const cloud = await startLocalCloud({
    port: 0,
    stateDir: join(folder, 'cloud'),
    python: join(ROOT, '.local', 'venv', 'bin', 'python'),
    log: () => undefined,
  });
  const target: Target = {
    region: 'us-east-1',
    prefix: 'ngwaf-dev',
    outputs: stackOutputs(),
    clientConfig: {
      region: 'us-east-1',
      endpoint: cloud.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      forcePathStyle: true,
    },
  };
  const clients = createClients(target);
  const { lambda, s3 } = clients;
  const functionName = resourceNames(target.prefix).function;
  const environment = {
    AWS_ENDPOINT_URL: cloud.url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  const outputs = join(folder, 'outputs.json');
  writeFileSync(
    outputs,
    JSON.stringify(
      Object.fromEntries(Object.entries(stackOutputs()).map(([name, value]) => [name, { value }])),
    ),
  );

  // The SDK reads its settings from the process' own environment.
  const before = { ...process.env };
  Object.assign(process.env, environment);

  await createRole(cloud.url);
  await s3.send(new CreateBucketCommand({ Bucket: ARTEFACTS }));
  for (const name of names) await createFunction(clients, name, functionName(name));

  return {
    target,
    clients,
    functionName,
    build(bundles) {
      const root = mkdtempSync(join(folder, 'root-'));
      for (const [name, code] of Object.entries(bundles)) {
        const file = functionBundle(root, name as FunctionName);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, code);
      }
      return root;
    },
    async run(root, ...args) {
      const lines: string[] = [];
      const code = await runProgram(DEPLOY, [...args, `--outputs=${outputs}`], {
        root,
        env: environment,
        print: (text) => lines.push(text),
        note: (text) => lines.push(text),
        ask: undefined,
      });
      return { code, output: lines.join('\n') };
    },
    start(root, ...args) {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', RUN_FROM, root, ...args, `--outputs=${outputs}`],
        { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      }
      const ended = new Promise<Run>((resolve) => {
        child.on('close', (code) => resolve({ code, output }));
      });
      return { process: child, ended };
    },
    async call(name) {
      const { Payload, ExecutedVersion } = await lambda.send(
        new InvokeCommand({ FunctionName: functionName(name), Qualifier: 'live' }),
      );
      return { answer: Buffer.from(Payload ?? []).toString(), version: ExecutedVersion };
    },
    async alias(name) {
      const alias = await lambda.send(
        new GetAliasCommand({ FunctionName: functionName(name), Name: 'live' }),
      );
      return {
        version: alias.FunctionVersion ?? '',
        weights: alias.RoutingConfig?.AdditionalVersionWeights ?? {},
        description: alias.Description ?? '',
      };
    },
    async close() {
      for (const client of Object.values(clients)) (client as { destroy(): void }).destroy();
      process.env = before;
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const createFunction = async (
  { lambda, s3 }: Clients,
  name: FunctionName,
  FunctionName: string,
): Promise<void> => {
  const Key = artefactBucketKeys.currentFunctionCode(name);
  const Body = deterministicZip({ 'main.cjs': Buffer.from('throw new Error("placeholder")') });
  await s3.send(new PutObjectCommand({ Bucket: ARTEFACTS, Key, Body }));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: 'arn:aws:iam::123456789012:role/functions',
      Runtime: 'nodejs22.x',
      Handler: 'main.handler',
      Code: { S3Bucket: ARTEFACTS, S3Key: Key },
    }),
  );
  await lambda.send(
    new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '$LATEST' }),
  );
};

/** moto creates no function without its role; one request is not worth another SDK client. */
const createRole = async (url: string): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/iam/aws4_request',
    },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'functions',
      AssumeRolePolicyDocument: '{}',
    }),
  });
  if (!answer.ok) throw new Error(`CreateRole: ${answer.status} ${await answer.text()}`);
};
