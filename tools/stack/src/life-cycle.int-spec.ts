import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetPolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { publishedOutputsSchema, resourceNames } from '@ngwaf/contracts';
import type { EnvironmentSettings } from '@ngwaf/infra/environments';
import { MODELS, modelResources } from '@ngwaf/model-catalogue';
import {
  configure,
  endAccount,
  endpointUrl,
  infra,
  openAccount,
  PYTHON,
  runCommand,
  tool,
  userEnvironment,
} from './testing/account.ts';
import { ROOT } from './synthesise.ts';

const ACCOUNT = '123456789012';
const PREFIX = 'ngwaf-dev';
const STATE_BUCKET = `ngwaf-state-${ACCOUNT}-us-east-1`;
const names = resourceNames(PREFIX);
const access = {
  endpoint: endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

const dev: EnvironmentSettings = {
  accountId: ACCOUNT,
  region: 'us-east-1',
  backend: { type: 's3', bucket: STATE_BUCKET },
  permissionsBoundary: 'ngwaf-boundary',
  variables: { bake_seconds: 0 },
};

/** Credentials of a role, as GitHub's workflows have them. */
const asRole = async (name: string): Promise<NodeJS.ProcessEnv> => {
  const { Credentials } = await new STSClient(access).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      RoleSessionName: 'ci',
    }),
  );
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials?.SessionToken,
  };
};

/** Waits until it is so; what cannot be asked yet is not so yet. */
const until = async (what: string, isSo: () => Promise<unknown>): Promise<void> => {
  const deadline = Date.now() + 120_000;
  while (!(await isSo().then(Boolean, () => false))) {
    if (Date.now() > deadline) throw new Error(`waited two minutes in vain until ${what}`);
    await delay(500);
  }
};

const leftOver = async (): Promise<Record<string, string[]>> => {
  const script = join(import.meta.dirname, 'testing', 'left_over.py');
  const { code, output } = await runCommand(PYTHON, [script, PREFIX]);
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as Record<string, string[]>;
};

const framework = MODELS.filter(({ pipeline }) => pipeline === 'framework').map((entry) =>
  modelResources(PREFIX, ACCOUNT, entry),
);
const kept = {
  'dynamodb list_tables': [names.labelTable, names.restrictionTable, names.table].sort(),
  's3 list_buckets': [
    ...new Set([
      ...['access-logs', 'artefacts', 'predictions', 'train', 'waf'].map(
        (thing) => `${PREFIX}-${thing}-${ACCOUNT}`,
      ),
      ...framework.flatMap(({ dataBucket, modelBucket }) => [dataBucket, modelBucket]),
    ]),
  ].sort(),
};
const KEPT = Object.values(kept).flat().length;

/** Makes a key and uploads a data set; resolves with what starts a retraining and gives its key. */
const prepareRetraining = async (): Promise<() => Promise<string>> => {
  const key = await tool('tools/ops/src/main.ts', 'keys', 'create', 'test', '--env', 'dev');
  const { Parameter } = await new SSMClient(access).send(
    new GetParameterCommand({ Name: names.outputsParameter }),
  );
  const outputs = publishedOutputsSchema.parse(JSON.parse(Parameter?.Value ?? ''));
  await new S3Client({ ...access, forcePathStyle: true }).send(
    new PutObjectCommand({
      Bucket: outputs.train_bucket,
      Key: 'traffic.csv',
      Body: readFileSync(join(ROOT, 'notebooks', 'sample', 'traffic.csv')),
    }),
  );
  const url = `${access.endpoint}/restapis/${outputs.rest_api_id}/dev/_user_request_/retrain`;
  return async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'X-API-Key': /^\S{30,}$/m.exec(key)?.[0] ?? '',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ train_file_path: `${outputs.train_bucket}/traffic.csv` }),
    });
    const body = (await answer.json()) as { job_key?: string };
    if (body.job_key === undefined) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
    return body.job_key;
  };
};

const item = async (key: string) =>
  (
    await new DynamoDBClient(access).send(
      new GetItemCommand({ TableName: names.table, Key: { job_key: { S: key } } }),
    )
  ).Item;

beforeAll(async () => {
  await openAccount();
  configure({ dev });
}, 90_000);

afterAll(() => endAccount());

// One story: each step begins where the one before it left the account.
it('refuses credentials of another account before it looks at anything', async () => {
  configure({ dev: { ...dev, accountId: '999999999999' } });

  const { code, output } = await infra(['plan']);

  configure({ dev });
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/^infra: environment dev belongs to account 999999999999.*123456789012/),
  ]);
}, 30_000);

it('makes the bucket of states and an environment in it, by one person at a time', async () => {
  const bootstrapped = infra(['bootstrap', '--repository=acme/waf', '--yes']);
  // The rest of the bootstrap takes a minute, during which the provider watches the bucket.
  await until('there is a boundary', () =>
    new IAMClient(access).send(
      new GetPolicyCommand({ PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/ngwaf-boundary` }),
    ),
  );
  const applied = infra(['apply', '--yes']);
  await until('an apply is under way', () =>
    new SageMakerClient(access).send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: names.notebookInstance }),
    ),
  );

  const second = await infra(['plan']);

  expect([second.code, second.output]).toEqual([
    1,
    expect.stringMatching(/somebody else is changing environment dev: \S+@.* Nothing was changed/),
  ]);
  expect([(await applied).code, (await bootstrapped).code]).toEqual([0, 0]);
}, 600_000);

it('changes nothing when nothing has changed', async () => {
  const [plan, bootstrap] = await Promise.all([
    infra(['plan', '--lock=false'], { env: await asRole(`${PREFIX}-ci-plan`) }),
    infra(['bootstrap', '--yes']),
  ]);

  expect([plan.code, plan.output]).toEqual([0, expect.stringContaining('No changes.')]);
  expect(bootstrap.output).toContain('nothing has changed');
}, 300_000);

it('removes an environment in the middle of a retraining, and keeps its data', async () => {
  const env = ['--env', 'dev'];
  const deployed = await runCommand(join(ROOT, 'node_modules', '.bin', 'nx'), [
    ...['run-many', '-t', 'deploy', '--env=dev', '--output-style=static'],
  ]);
  expect([deployed.code, deployed.output]).toEqual([0, expect.any(String)]);
  await tool('tools/deploy/src/main.ts', 'base-model', ...env);
  const start = await prepareRetraining();
  let started: Promise<string> | undefined;

  // A retraining here takes six seconds, Terraform's part of the preparation nearly as long.
  const { code, output } = await infra(['destroy', '--yes'], {
    at: {
      text: 'Initialise Terraform',
      act: () => {
        started = start();
      },
    },
  });
  const jobKey = (await started) ?? '';

  expect([code, output]).toEqual([0, expect.stringMatching(/Kept [^]*objects and old versions/)]);
  expect(await leftOver()).toEqual(kept);
  expect((await item(jobKey))?.['status']?.S).toBe('cancelled');
  expect((await item('_pipeline_status'))?.['pipeline_available']?.BOOL).toBe(true);
}, 600_000);

it('adopts the data at the next apply, which continuous integration may do', async () => {
  const env = await asRole(`${PREFIX}-ci-deploy`);

  const { code, output } = await infra(['apply', '--yes'], { env });

  expect([code, output]).toEqual([
    0,
    expect.stringMatching(RegExp(`Plan: ${KEPT} to import, \\d+ to add, 0`)),
  ]);
}, 600_000);

it("changes the notebook instance's type while it is stopped", async () => {
  const instance = { NotebookInstanceName: names.notebookInstance };
  const sageMaker = new SageMakerClient(access);
  const describe = () => sageMaker.send(new DescribeNotebookInstanceCommand(instance));
  await until(
    'the notebook is stopped',
    async () => (await describe()).NotebookInstanceStatus === 'Stopped',
  );
  configure({ dev: { ...dev, notebookInstanceType: 'ml.t3.large' } });

  const { code } = await infra(['apply', '--yes']);

  expect([code, (await describe()).InstanceType]).toEqual([0, 'ml.t3.large']);
}, 600_000);

it('removes everything, data included, when told to; interrupted, it goes on', async () => {
  await tool('tools/deploy/src/main.ts', 'base-model', '--env', 'dev');
  const all = ['destroy', '--delete-data', '--yes'];

  const interrupted = await infra(all, {
    at: {
      text: 'Remove configs and models',
      act: (interrupt) => {
        interrupt();
      },
    },
  });
  const finished = await infra(all);

  expect([interrupted.code, interrupted.output]).toEqual([1, expect.stringMatching(/goes on/)]);
  expect([finished.code, finished.output]).toEqual([
    0,
    expect.stringContaining('Nothing of its data is left'),
  ]);
  expect(await leftOver()).toEqual({});
}, 600_000);

it('validates the Terraform of every environment and of the bootstrap', async () => {
  for (const stack of [PREFIX, 'ngwaf-bootstrap']) {
    const folder = join(userEnvironment()['CDKTF_OUTDIR'] ?? '', 'stacks', stack);
    const { code, output } = await runCommand('terraform', [
      `-chdir=${folder}`,
      'validate',
      '-no-color',
    ]);

    expect([code, output]).toEqual([0, expect.stringContaining('valid')]);
  }
}, 60_000);
