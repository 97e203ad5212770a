import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { findTarget, type TargetOptions } from './target.ts';
import { stackOutputs } from './testing/outputs.ts';

const terraformOutputs = {
  ...Object.fromEntries(Object.entries(stackOutputs()).map(([name, value]) => [name, { value }])),
  an_output_of_another_release: { value: 'secret', sensitive: true },
};
const localOutputs = {
  apiUrl: 'http://127.0.0.1:4566/restapis/x/dev/_user_request_',
  apiKey: 'x'.repeat(20),
  dashboardUrl: null,
  awsEndpointUrl: 'http://127.0.0.1:4566',
  region: 'us-east-1',
  bucket: 'b',
  trainBucket: 't',
  table: 'j',
  endpointName: 'e',
  stateMachineArn: 's',
  models: [],
};
const stack = { region: 'us-east-1', prefix: 'ngwaf-dev', outputs: stackOutputs() };
const ssm = mockClient(SSMClient);
const name = '/ngwaf-prod/outputs';

let root: string;
beforeEach(() => {
  ssm.reset();
  process.env['AWS_REGION'] = 'us-east-1';
  root = mkdtempSync(join(tmpdir(), 'deploy-'));
  mkdirSync(join(root, '.local/terraform'), { recursive: true });
  writeFileSync(join(root, '.local/terraform/outputs.json'), JSON.stringify(terraformOutputs));
});
afterEach(() => {
  rmSync(root, { recursive: true });
  delete process.env['AWS_REGION'];
});
const startLocalCloud = (): void => {
  writeFileSync(join(root, '.local/outputs.json'), JSON.stringify(localOutputs));
};
const find = (options: Partial<TargetOptions> = {}) => findTarget({ root, env: {}, ...options });

it.each([
  ['nothing else is said', {}],
  ['the environment names it as well', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' }],
])('takes the running local cloud when %s', async (_case, env) => {
  startLocalCloud();

  expect(await find({ env })).toEqual({
    ...stack,
    clientConfig: {
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:4566',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      forcePathStyle: true,
    },
  });
});

it.each([
  ['no local cloud runs', {}, false],
  ['another endpoint is meant', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, true],
])('names every way to choose an environment when %s', async (_case, env, isLocalCloudUp) => {
  if (isLocalCloudUp) startLocalCloud();

  await expect(find({ env })).rejects.toThrow(/--env=<name>.*--outputs=<file>.*npm run local:up/);
});

describe('--outputs', () => {
  it('never takes the local cloud for a stack that is named', async () => {
    startLocalCloud();
    const outputs = join(root, 'aws.json');
    writeFileSync(outputs, JSON.stringify(terraformOutputs));

    const target = await find({ outputs, environment: 'prod' });

    expect(target).toEqual({ ...stack, clientConfig: { region: 'us-east-1' } });
  });

  it('keeps secrets of the stack out of what it finds', async () => {
    const target = await find({ outputs: join(root, '.local/terraform/outputs.json') });

    expect(JSON.stringify(target)).not.toContain('secret');
  });

  it.each([
    ['that does not exist', undefined, 'does not exist'],
    ['that is not JSON', 'api_url = "…"', 'is not JSON'],
    ['that is of no stack', '{}', 'is not the output of a stack'],
  ])('refuses a file %s and says how to make one', async (_case, content, message) => {
    const outputs = join(root, 'aws.json');
    if (content !== undefined) writeFileSync(outputs, content);

    const found = find({ outputs });

    await expect(found).rejects.toThrow(message);
    await expect(found).rejects.toThrow('terraform -chdir=');
  });
});

describe('--env', () => {
  it('finds an environment by what Terraform published', async () => {
    startLocalCloud();
    const Value = JSON.stringify({ ...stackOutputs(), function_prefix: 'ngwaf-prod' });
    ssm.on(GetParameterCommand, { Name: name }).resolves({ Parameter: { Value } });

    const target = await find({ environment: 'prod' });

    expect(target).toMatchObject({
      prefix: 'ngwaf-prod',
      clientConfig: { region: 'us-east-1' },
    });
    expect(target.clientConfig).not.toHaveProperty('endpoint');
  });

  it('addresses buckets by path where the endpoint is a stand-in', async () => {
    ssm.on(GetParameterCommand).resolves({ Parameter: { Value: JSON.stringify(stackOutputs()) } });

    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

    expect((await find({ env, environment: 'dev' })).clientConfig.forcePathStyle).toBe(true);
  });

  it('says where it looked for an environment that there is not', async () => {
    ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: '', $metadata: {} }));

    await expect(find({ environment: 'prod' })).rejects.toThrow(
      'there is no environment ngwaf-prod in us-east-1 (no parameter /ngwaf-prod/outputs)',
    );
  });

  it.each(['Prod', 'prod/../dev', ''])('refuses "%s" as a name', async (environment) => {
    await expect(find({ environment })).rejects.toThrow('--env: expected a name such as dev');
  });
});
