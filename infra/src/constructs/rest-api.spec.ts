import type { Construct } from 'constructs';
import { FUNCTION_NAMES, type FunctionName } from '@ngwaf/contracts';
import { onlyResource, surroundings, synthesise } from '../testing/synthesised.ts';
import { DataBucket } from './data-bucket.ts';
import { DeployedFunction } from './deployed-function.ts';
import { openApiDocument } from './openapi-body.ts';
import { RestApi, type RestApiProps } from './rest-api.ts';

/** The functions that the OpenAPI document names, sorted. */
const documentedFunctions = (): string[] => {
  const named = JSON.stringify(openApiDocument()).matchAll(/"x-ngwaf-function":"([\w-]+)"/g);
  return [...new Set([...named].map(([, name = '']) => name))].sort();
};

const buildWith = (extra: Partial<RestApiProps>) => (scope: Construct) => {
  const common = surroundings(scope);
  const artefacts = new DataBucket(scope, 'artefacts', { name: 'artefacts', ...common });
  const functions = Object.fromEntries(
    FUNCTION_NAMES.map((name) => [
      name,
      new DeployedFunction(scope, name.replaceAll('-', '_'), {
        ...common,
        name,
        artefacts,
        description: '',
        environment: {},
        timeoutSeconds: 29,
        memoryMb: 256,
        logRetentionDays: 30,
      }),
    ]),
  ) as Record<FunctionName, DeployedFunction>;
  return new RestApi(scope, 'api', {
    ...common,
    stageName: 'test',
    functions,
    throttle: { ratePerSecond: 100, burst: 200 },
    usagePlans: {
      standard: { ratePerSecond: 50, burst: 60 },
      small: { ratePerSecond: 1, burst: 2, requestsPerDay: 3 },
    },
    logRetentionDays: 30,
    requireSignatures: false,
    ...extra,
  });
};
const build = buildWith({});
const synthesised = synthesise(build);

it('calls the functions by their alias, from this API alone', () => {
  const { body } = onlyResource(synthesised, 'aws_api_gateway_rest_api');
  const permissions = Object.values(synthesised.resource['aws_lambda_permission'] ?? {});

  expect(body).toMatch(/"uri":"\$\{aws_lambda_alias\.sm_serving_live_\w+\.invoke_arn\}"/);
  const called = permissions.map(({ function_name }) =>
    /aws_lambda_alias\.(\w+)_live/.exec(String(function_name))?.[1]?.replaceAll('_', '-'),
  );
  expect(called.sort()).toEqual(documentedFunctions());
  for (const permission of permissions) {
    expect(permission['source_arn']).toMatch(
      /api_gateway_rest_api\.\w+\.execution_arn\}\/test\/\*$/,
    );
  }
});

it('is deployed anew when its routes change, and not otherwise', () => {
  const trigger = () =>
    (
      onlyResource(synthesise(build), 'aws_api_gateway_deployment')['triggers'] as {
        routes: string;
      }
    ).routes;

  // Known before anything exists: no token of Terraform's in it.
  expect(trigger()).toMatch(/^[0-9a-f]{64}$/);
  expect(trigger()).toBe(trigger());
});

it('serves the dashboard beside the routes of the document, where there is one', () => {
  const source = { partition: 'aws', region: 'r', bucketName: 'files', roleArn: 'role' };
  const routesOf = (api: ReturnType<typeof synthesise>) => {
    const { body } = onlyResource(api, 'aws_api_gateway_rest_api') as { body: string };
    return Object.keys((JSON.parse(body) as { paths: object }).paths);
  };
  const withDashboard = synthesise(buildWith({ dashboard: source }));

  expect(routesOf(synthesised)).not.toContain('/dashboard');
  expect(routesOf(withDashboard)).toEqual([
    ...routesOf(synthesised),
    '/dashboard',
    '/dashboard/{file}',
  ]);
  expect(onlyResource(withDashboard, 'aws_api_gateway_deployment')['triggers']).not.toEqual(
    onlyResource(synthesised, 'aws_api_gateway_deployment')['triggers'],
  );
});

it('logs each request without bodies and without keys', () => {
  const stage = onlyResource(synthesised, 'aws_api_gateway_stage');
  const format = (stage['access_log_settings'] as { format: string }).format;

  expect(Object.keys(JSON.parse(format) as object)).toEqual(
    expect.arrayContaining(['requestId', 'status', 'apiKeyId']),
  );
  expect(format).not.toMatch(/apiKey"|requestOverride|body/i);
  expect(onlyResource(synthesised, 'aws_api_gateway_method_settings')['settings']).toMatchObject({
    data_trace_enabled: false,
    throttling_rate_limit: 100,
    throttling_burst_limit: 200,
  });
});

it('has a usage plan for each tier, and no key: its value would stand in the state', () => {
  const plans = Object.values(synthesised.resource['aws_api_gateway_usage_plan'] ?? {});

  const [small, standard] = plans;
  expect(plans).toHaveLength(2);
  expect(small).toMatchObject({
    name: 'ngwaf-test-small',
    throttle_settings: { rate_limit: 1, burst_limit: 2 },
    quota_settings: { limit: 3, period: 'DAY' },
  });
  expect(standard).toMatchObject({
    name: 'ngwaf-test-standard',
    throttle_settings: { rate_limit: 50, burst_limit: 60 },
  });
  expect(standard).not.toHaveProperty('quota_settings');
  expect(Object.keys(synthesised.resource)).not.toContain('aws_api_gateway_api_key');
});
