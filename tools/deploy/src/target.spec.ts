import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTarget } from './target.ts';

const terraformOutputs = {
  region: { value: 'us-east-1' },
  artefact_bucket: { value: 'artefacts' },
  function_prefix: { value: 'ngwaf-dev' },
  api_key: { value: 'secret', sensitive: true },
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
};
const stack = { region: 'us-east-1', artefactBucket: 'artefacts', functionPrefix: 'ngwaf-dev' };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deploy-'));
  mkdirSync(join(root, '.local/terraform'), { recursive: true });
  writeFileSync(join(root, '.local/terraform/outputs.json'), JSON.stringify(terraformOutputs));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});
const startLocalCloud = () => {
  writeFileSync(join(root, '.local/outputs.json'), JSON.stringify(localOutputs));
};

it('takes the running local cloud when nothing else is said', () => {
  startLocalCloud();

  expect(findTarget(root, {}, undefined)).toEqual({
    ...stack,
    localEndpoint: 'http://127.0.0.1:4566',
  });
});

it('leaves the endpoint to the environment where that names one', () => {
  startLocalCloud();

  expect(findTarget(root, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, undefined)).toEqual(stack);
});

it('never takes the local cloud for a stack that is named', () => {
  startLocalCloud();
  const file = join(root, 'aws.json');
  writeFileSync(file, JSON.stringify(terraformOutputs));

  expect(findTarget(root, {}, file)).toEqual(stack);
});

it.each([
  ['that does not exist', undefined, 'does not exist'],
  ['that is not JSON', 'api_url = "…"', 'is not JSON'],
  ['that is of no stack', '{}', 'is not the output of a stack'],
])('refuses a file %s and says how to make one', (_case, content, message) => {
  const file = join(root, 'aws.json');
  if (content !== undefined) writeFileSync(file, content);

  expect(() => findTarget(root, {}, file)).toThrow(message);
  expect(() => findTarget(root, {}, file)).toThrow('terraform -chdir=');
});
