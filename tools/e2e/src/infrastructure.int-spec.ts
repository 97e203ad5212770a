import { execFileSync } from 'node:child_process';
import { createApiClient, plannedChanges, ROOT, run, venvPython } from '@ngwaf/tool-local-stack';
import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();
const environment = {
  ...process.env,
  AWS_ENDPOINT_URL: outputs.awsEndpointUrl,
  AWS_DEFAULT_REGION: outputs.region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

describe('Terraform', () => {
  it('plans no change after code, models and jobs have come and gone', async () => {
    expect(await plannedChanges(testStackOptions)).toEqual([]);
  }, 120_000);
});

describe('boto3 pointed at the local cloud', () => {
  it('sees the stack as it would see it on AWS', () => {
    const script = [
      'import boto3, json',
      "names = [f['FunctionName'] for f in boto3.client('lambda').list_functions()['Functions']]",
      `endpoint = boto3.client('sagemaker').describe_endpoint(EndpointName='${outputs.endpointName}')`,
      `body = json.dumps({'instances': ['/?id=1']})`,
      `answer = boto3.client('sagemaker-runtime').invoke_endpoint(EndpointName='${outputs.endpointName}', ContentType='application/json', Body=body)`,
      `jobs = boto3.resource('dynamodb').Table('${outputs.table}').scan()['Count']`,
      "predictions = len(json.loads(answer['Body'].read())['predictions'])",
      "print(json.dumps([sorted(names), endpoint['EndpointStatus'], predictions, jobs >= 0]))",
    ].join('\n');

    const answer = execFileSync(venvPython(), ['-c', script], {
      env: environment,
      encoding: 'utf8',
    });

    expect(JSON.parse(answer)).toEqual([
      [...FUNCTION_NAMES].map((name) => `ngwaf-dev-${name}`).sort(),
      'InService',
      1,
      true,
    ]);
  });
});

describe('the API', () => {
  it('answers cross-origin requests of a dashboard', async () => {
    const response = await fetch(`${outputs.apiUrl}/prediction`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://dashboard.example', 'Access-Control-Request-Method': 'POST' },
    });

    expect(response.status).toBeLessThan(300);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toMatch(/x-api-key/i);
  });

  it('answers an unknown route with 403, as API Gateway does', async () => {
    const { status } = await createApiClient(outputs).call('GET', '/none');

    expect(status).toBe(403);
  });
});

describe('nx invoke', () => {
  it("runs a function's bundle with its own environment and prints result, log and duration", async () => {
    const event = 'events/unknown-job.json';
    const text = await run(
      process.execPath,
      [
        ...['--import', 'tsx', 'tools/local-cloud/src/invoke.ts', 'check-job-status'],
        ...[`--event=${event}`, `--outputs=${testStackOptions.stateDir}/outputs.json`],
      ],
      { cwd: ROOT, env: process.env },
    );

    expect(text).toMatch(/404/);
    expect(text).toMatch(/ms/);
  });
});
