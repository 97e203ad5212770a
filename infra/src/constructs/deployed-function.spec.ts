import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import type { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import { statementsGranted, surroundings, synthesise } from '../testing/synthesised.ts';
import { DataBucket } from './data-bucket.ts';
import { DeployedFunction, type DeployedFunctionProps } from './deployed-function.ts';

const smServing = (scope: Construct, extra: Partial<DeployedFunctionProps> = {}) => {
  const { alarms, retain, requireTls, namePrefix } = surroundings(scope);
  return new DeployedFunction(scope, 'serving', {
    name: 'sm-serving',
    namePrefix,
    description: '',
    artefacts: new DataBucket(scope, 'artefacts', { name: 'artefacts', retain, requireTls }),
    environment: { ENDPOINT_NAME: 'waf' },
    timeoutSeconds: 29,
    memoryMb: 256,
    logRetentionDays: 30,
    alarms,
    ...extra,
  });
};
const { text } = synthesise((scope) => smServing(scope));

it('is created from the artefact bucket, and its code is not Terraform’s afterwards', () => {
  expect(text).toHaveResourceWithProperties(LambdaFunction, {
    function_name: 'ngwaf-test-sm-serving',
    handler: 'main.handler',
    runtime: 'nodejs22.x',
    environment: { variables: { POWERTOOLS_SERVICE_NAME: 'sm-serving', ENDPOINT_NAME: 'waf' } },
    lifecycle: {
      ignore_changes: ['s3_bucket', 's3_key', 's3_object_version', 'source_code_hash', 'filename'],
    },
  });
  expect(text).toHaveResourceWithProperties(S3Object, {
    key: 'functions/sm-serving/current.zip',
    lifecycle: { ignore_changes: 'all' },
  });
});

it('has an alias whose version is not Terraform’s', () => {
  expect(text).toHaveResourceWithProperties(LambdaAlias, {
    name: 'live',
    lifecycle: { ignore_changes: ['function_version', 'routing_config', 'description'] },
  });
});

it('rings where the deploy tool looks while it watches a new version', () => {
  expect(text).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
    alarm_name: resourceNames('ngwaf-test').functionErrorsAlarm('sm-serving'),
    dimensions: {
      FunctionName: 'ngwaf-test-sm-serving',
      Resource: 'ngwaf-test-sm-serving:live',
    },
  });
});

it('lets callers with a role call the alias alone', () => {
  const granted = statementsGranted((scope, role) => {
    smServing(scope).grantInvoke(role);
  });

  expect(granted).toEqual([
    {
      actions: ['lambda:InvokeFunction'],
      resources: [expect.stringMatching(/^\$\{aws_lambda_alias\.serving_live_\w+\.arn\}$/)],
    },
  ]);
});

it('lets a service call the alias, from one source', () => {
  const synthesised = synthesise((scope) => {
    smServing(scope).allowInvokeFrom('api', 'apigateway.amazonaws.com', 'arn:of:the:api');
  });

  expect(synthesised.text).toHaveResourceWithProperties(LambdaPermission, {
    qualifier: expect.stringMatching(/aws_lambda_alias\.serving_live_\w+\.name/) as string,
    principal: 'apigateway.amazonaws.com',
    source_arn: 'arn:of:the:api',
  });
});

it.each([
  ['a time-out of a quarter of an hour and more', { timeoutSeconds: 901 }, '1-900, got 901'],
  ['too little memory', { memoryMb: 64 }, '128-10240, got 64'],
])('refuses %s', (_case, extra, message) => {
  expect(() => synthesise((scope) => smServing(scope, extra))).toThrow(message);
});
