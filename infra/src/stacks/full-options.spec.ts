import { Testing } from 'cdktf';
import {
  parseEnvironments,
  type Environment,
  type EnvironmentSettings,
} from '../config/environments.ts';
import { UNSCOPED_ACTIONS } from '../config/unscoped-actions.ts';
import { openApiDocument } from '../constructs/openapi-body.ts';
import type { Statement } from '../constructs/role.ts';
import full from '../testing/full-options.json' with { type: 'json' };
import { onlyResource, parseSynthesised, type Json } from '../testing/synthesised.ts';
import { NgwafStack } from './ngwaf-stack.ts';

const [environment] = parseEnvironments(full as Record<string, EnvironmentSettings>) as [
  Environment,
];
const { resource, data, ...rest } = parseSynthesised(
  Testing.synth(new NgwafStack(Testing.app(), environment.prefix, environment), true),
);
const synthesised = { resource, data, ...rest };
const all = (type: string): Json[] => Object.values(resource[type] ?? {});
const OWN_KEY = expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/) as unknown;

describe('with a customer key', () => {
  it.each([
    ['aws_cloudwatch_log_group', 'kms_key_id'],
    ['aws_lambda_function', 'kms_key_arn'],
    ['aws_sns_topic', 'kms_master_key_id'],
    ['aws_sqs_queue', 'kms_master_key_id'],
    ['aws_sagemaker_notebook_instance', 'kms_key_id'],
  ])('every %s is encrypted with it', (type, attribute) => {
    expect(all(type).length).toBeGreaterThan(0);
    for (const each of all(type)) expect(each[attribute]).toEqual(OWN_KEY);
  });

  it('every bucket and table is encrypted with it', () => {
    expect(all('aws_dynamodb_table').length).toBeGreaterThan(1);
    for (const { server_side_encryption } of all('aws_dynamodb_table')) {
      expect(server_side_encryption).toEqual({ enabled: true, kms_key_arn: OWN_KEY });
    }
    const encryption = Object.entries(
      resource['aws_s3_bucket_server_side_encryption_configuration'] ?? {},
    );
    // S3 delivers its access log into no bucket with a customer's key.
    const ofData = encryption.filter(([name]) => !name.startsWith('access_logs_'));
    expect(ofData).toHaveLength(all('aws_s3_bucket').length - 1);
    for (const [, { rule }] of ofData) {
      expect(rule).toEqual([
        {
          apply_server_side_encryption_by_default: {
            kms_master_key_id: OWN_KEY,
            sse_algorithm: 'aws:kms',
          },
          bucket_key_enabled: true,
        },
      ]);
    }
  });

  it('the pipeline gets it for volumes', () => {
    const value = synthesised.output['pipeline_environment']?.['value'] as Json;

    expect(value['NGWAF_KMS_KEY_ARN']).toEqual(OWN_KEY);
  });

  const SERVICE = /^(\w+)\./;
  const keyUseOf = (role: string): string[] => {
    const document = Object.entries(data['aws_iam_policy_document'] ?? {}).find(([name]) =>
      name.startsWith(`${role}_role_permissions`),
    );
    return ((document?.[1]['statement'] ?? []) as Statement[])
      .filter(({ actions }) => actions.some((action) => action.startsWith('kms:')))
      .map(({ actions, condition }) => {
        const via = condition?.find(({ variable }) => variable === 'kms:ViaService')?.values[0];
        const what = actions.map((action) => action.replace('kms:', '')).join('+');
        return via === undefined ? what : `${SERVICE.exec(via)?.[1]}: ${what}`;
      })
      .sort();
  };

  it.each([
    ['check_job_status', ['dynamodb: Decrypt', 'lambda: Decrypt']],
    ['get_all_job_status', ['dynamodb: Decrypt', 'lambda: Decrypt']],
    ['sm_serving', ['lambda: Decrypt']],
    [
      'retrain_trigger',
      ['dynamodb: Decrypt', 'lambda: Decrypt', 's3: Decrypt', 's3: Decrypt+GenerateDataKey'],
    ],
    ['start_notebook', ['CreateGrant', 'DescribeKey', 'dynamodb: Decrypt', 'lambda: Decrypt']],
    [
      'exit_notebook',
      [
        'CreateGrant',
        'DescribeKey',
        'dynamodb: Decrypt',
        'lambda: Decrypt',
        's3: Decrypt+GenerateDataKey',
        'sns: Decrypt+GenerateDataKey',
        'sqs: Decrypt+GenerateDataKey',
      ],
    ],
    [
      'notebook',
      [
        'CreateGrant',
        'DescribeKey',
        'dynamodb: Decrypt',
        's3: Decrypt',
        's3: Decrypt+GenerateDataKey',
      ],
    ],
    ['model', ['CreateGrant', 'DescribeKey', 's3: Decrypt', 's3: Decrypt+GenerateDataKey']],
    ['dashboard', ['s3: Decrypt']],
    ['pipeline', []],
  ])('%s may use it for what it does and no more', (role, uses) => {
    expect(keyUseOf(role)).toEqual(uses);
  });
});

describe('with IAM authorization', () => {
  const { body } = onlyResource(synthesised, 'aws_api_gateway_rest_api');
  const { paths } = JSON.parse(String(body)) as {
    paths: Record<string, Record<string, { security?: Json[] }>>;
  };

  it('asks for a signature wherever it asks for a key, and not for files and preflights', () => {
    const asked = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { security = [] }]) => ({
        route: `${method} ${path}`,
        schemes: security.flatMap((each) => Object.keys(each)),
      })),
    );

    const functions = JSON.stringify(openApiDocument()).match(/"x-ngwaf-function"/g) ?? [];
    expect(asked.filter(({ schemes }) => schemes.includes('api_key'))).toHaveLength(
      functions.length,
    );
    for (const { schemes } of asked) {
      expect([[], ['sigv4', 'api_key']]).toContainEqual(schemes);
    }
  });

  it('gives machines a policy for this API alone', () => {
    expect(onlyResource(synthesised, 'aws_iam_policy')['name']).toBe('ngwaf-dev-invoke-api');
    const document = Object.entries(data['aws_iam_policy_document'] ?? {}).find(([name]) =>
      name.startsWith('callers_document'),
    );
    expect(document?.[1]['statement']).toEqual([
      {
        actions: ['execute-api:Invoke'],
        resources: [
          expect.stringMatching(/^\$\{aws_api_gateway_rest_api\.\w+\.execution_arn\}\/dev\/\*$/),
        ],
      },
    ]);
  });
});

describe('with a network for the notebook', () => {
  it('the notebook has no other way out', () => {
    expect(onlyResource(synthesised, 'aws_sagemaker_notebook_instance')).toMatchObject({
      subnet_id: environment.notebookNetwork?.subnetId,
      security_groups: environment.notebookNetwork?.securityGroupIds,
      direct_internet_access: 'Disabled',
      root_access: 'Disabled',
    });
  });
});

it('names the resources of what roles may do, but of the actions that know none', () => {
  const everywhere = Object.entries(data['aws_iam_policy_document'] ?? {})
    .filter(([name]) => name.includes('_permissions_'))
    .flatMap(([, document]) => document['statement'] as Statement[])
    .filter(({ resources }) => resources.includes('*'))
    .flatMap(({ actions }) => actions);

  expect([...new Set(everywhere)].sort()).toEqual(Object.keys(UNSCOPED_ACTIONS).sort());
});

it('still publishes its outputs within what a parameter takes', () => {
  const [value = ''] = all('aws_ssm_parameter').map((each) => String(each['value']));

  expect(value.replaceAll(/\$\{[^{}]+\}/g, 'x'.repeat(90)).length).toBeLessThan(4096);
});
