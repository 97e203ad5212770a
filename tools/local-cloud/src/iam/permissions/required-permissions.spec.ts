import type { IncomingHttpHeaders } from 'node:http';

import { detectTarget } from '../../gateway/service-detection.ts';
import { requiredPermissions } from './required-permissions.ts';

const place = { region: 'eu-west-1', accountId: '123456789012' };
const arn = (service: string, resource: string) =>
  `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const roleArn = 'arn:aws:iam::123456789012:role/model';

interface Sent {
  method?: string;
  path?: string;
  headers?: IncomingHttpHeaders;
  body?: string;
}

/** What a request needs, as `action resource`, with the context where there is one. */
const needed = async (service: string, sent: Sent): Promise<unknown[]> => {
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=k/20260101/eu-west-1/${service}/aws4_request`,
    ...sent.headers,
  };
  const url = new URL(sent.path ?? '/', 'http://localhost');
  const body = sent.body ?? '';
  const permissions = await requiredPermissions(
    {
      ...detectTarget(url, headers),
      method: sent.method ?? 'POST',
      url,
      incoming: { headers },
      body: () => Promise.resolve(Buffer.from(body)),
      json: () => Promise.resolve(JSON.parse(body) as Record<string, unknown>),
    },
    place,
  );
  return permissions.map(({ action, resource, context }) =>
    context ? [action, resource, context] : [action, resource],
  );
};

const json = (service: string, operation: string, input: object) =>
  needed(service, { headers: { 'x-amz-target': `T.${operation}` }, body: JSON.stringify(input) });

const table = arn('dynamodb', 'table/jobs');

describe('requiredPermissions', () => {
  it.each<[string, string, Sent, unknown[]]>([
    ['reading', 'GET', { path: '/b/a/k?x-id=GetObject' }, [['s3:GetObject', 'arn:aws:s3:::b/a/k']]],
    [
      'a version',
      'GET',
      { path: '/b/k?versionId=1' },
      [['s3:GetObjectVersion', 'arn:aws:s3:::b/k']],
    ],
    ['heading', 'HEAD', { path: '/b/k' }, [['s3:GetObject', 'arn:aws:s3:::b/k']]],
    ['an escaped key', 'GET', { path: '/b/a%20k' }, [['s3:GetObject', 'arn:aws:s3:::b/a k']]],
    ['writing', 'PUT', { path: '/b/k' }, [['s3:PutObject', 'arn:aws:s3:::b/k']]],
    [
      'writing with tags',
      'PUT',
      { path: '/b/k', headers: { 'x-amz-tagging': 'a=b' } },
      [
        ['s3:PutObject', 'arn:aws:s3:::b/k'],
        ['s3:PutObjectTagging', 'arn:aws:s3:::b/k'],
      ],
    ],
    [
      'copying',
      'PUT',
      { path: '/b/k', headers: { 'x-amz-copy-source': '/c/old%2Bkey' } },
      [
        ['s3:GetObject', 'arn:aws:s3:::c/old+key'],
        ['s3:PutObject', 'arn:aws:s3:::b/k'],
      ],
    ],
    [
      'a part',
      'PUT',
      { path: '/b/k?partNumber=1&uploadId=u' },
      [['s3:PutObject', 'arn:aws:s3:::b/k']],
    ],
    [
      'completing parts',
      'POST',
      { path: '/b/k?uploadId=u' },
      [['s3:PutObject', 'arn:aws:s3:::b/k']],
    ],
    [
      'giving parts up',
      'DELETE',
      { path: '/b/k?uploadId=u' },
      [['s3:AbortMultipartUpload', 'arn:aws:s3:::b/k']],
    ],
    ['deleting', 'DELETE', { path: '/b/k' }, [['s3:DeleteObject', 'arn:aws:s3:::b/k']]],
    [
      'deleting several',
      'POST',
      {
        path: '/b?delete',
        body: '<Delete><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key><VersionId>1</VersionId></Object></Delete>',
      },
      [
        ['s3:DeleteObject', 'arn:aws:s3:::b/a&b'],
        ['s3:DeleteObjectVersion', 'arn:aws:s3:::b/c'],
      ],
    ],
    [
      'listing',
      'GET',
      { path: '/b?list-type=2&prefix=a%2F' },
      [['s3:ListBucket', 'arn:aws:s3:::b', { 's3:prefix': 'a/' }]],
    ],
    ['a bucket’s policy', 'GET', { path: '/b?policy' }, [['s3:GetBucketPolicy', 'arn:aws:s3:::b']]],
    ['all buckets', 'GET', { path: '/' }, [['s3:ListAllMyBuckets', '*']]],
  ])('tells of S3: %s', async (_name, method, sent, expected) => {
    expect(await needed('s3', { method, ...sent })).toEqual(expected);
  });

  it.each<[string, string, object, unknown[]]>([
    ['dynamodb', 'GetItem', { TableName: 'jobs' }, [['dynamodb:GetItem', table]]],
    [
      'dynamodb',
      'Query',
      { TableName: 'jobs', IndexName: 'by' },
      [['dynamodb:Query', `${table}/index/by`]],
    ],
    [
      'dynamodb',
      'TransactWriteItems',
      {
        TransactItems: ['Put', 'Update', 'ConditionCheck', 'Delete'].map((kind) => ({
          [kind]: { TableName: 'jobs' },
        })),
      },
      ['PutItem', 'UpdateItem', 'ConditionCheckItem', 'DeleteItem'].map((action) => [
        `dynamodb:${action}`,
        table,
      ]),
    ],
    [
      'dynamodb',
      'BatchWriteItem',
      { RequestItems: { jobs: [] } },
      [['dynamodb:BatchWriteItem', table]],
    ],
    [
      'sagemaker',
      'CreateModel',
      { ModelName: 'M-1', ExecutionRoleArn: roleArn, Tags: [{ Key: 'a', Value: 'b' }] },
      [
        ['sagemaker:CreateModel', arn('sagemaker', 'model/m-1')],
        ['sagemaker:AddTags', arn('sagemaker', 'model/m-1')],
        ['iam:PassRole', roleArn, { 'iam:PassedToService': 'sagemaker.amazonaws.com' }],
      ],
    ],
    [
      'sagemaker',
      'CreateHyperParameterTuningJob',
      { HyperParameterTuningJobName: 'T', TrainingJobDefinition: { RoleArn: roleArn } },
      [
        [
          'sagemaker:CreateHyperParameterTuningJob',
          arn('sagemaker', 'hyper-parameter-tuning-job/t'),
        ],
        ['iam:PassRole', roleArn, { 'iam:PassedToService': 'sagemaker.amazonaws.com' }],
      ],
    ],
    [
      'sagemaker',
      'StopTransformJob',
      { TransformJobName: 't' },
      [['sagemaker:StopTransformJob', arn('sagemaker', 'transform-job/t')]],
    ],
    [
      'sagemaker',
      'UpdateEndpoint',
      {
        EndpointName: 'live',
        EndpointConfigName: 'live-2',
        DeploymentConfig: { AutoRollbackConfiguration: { Alarms: [{ AlarmName: 'bad' }] } },
      },
      [
        ['sagemaker:UpdateEndpoint', arn('sagemaker', 'endpoint/live')],
        ['sagemaker:UpdateEndpoint', arn('sagemaker', 'endpoint-config/live-2')],
        ['cloudwatch:DescribeAlarms', arn('cloudwatch', 'alarm:*')],
      ],
    ],
    [
      'sagemaker',
      'CreateModelPackage',
      {
        ModelPackageGroupName: 'waf',
        InferenceSpecification: {
          Containers: [{ Image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/scikit-learn:1.2' }],
        },
      },
      [
        ['sagemaker:CreateModelPackage', arn('sagemaker', 'model-package-group/waf')],
        ['sagemaker:CreateModelPackage', arn('sagemaker', 'model-package/waf/*')],
        ...['ecr:BatchGetImage', 'ecr:DescribeImages'].map((action) => [
          action,
          'arn:aws:ecr:us-east-1:683313688378:repository/scikit-learn',
        ]),
      ],
    ],
    [
      'sagemaker',
      'ListModelPackages',
      { ModelPackageGroupName: 'waf' },
      [['sagemaker:ListModelPackages', '*']],
    ],
    [
      'sagemaker',
      'UpdateModelPackage',
      { ModelPackageArn: arn('sagemaker', 'model-package/waf/1') },
      [['sagemaker:UpdateModelPackage', arn('sagemaker', 'model-package/waf/1')]],
    ],
    [
      'states',
      'SendTaskSuccess',
      {
        taskToken: Buffer.from(`${arn('states', 'stateMachine:m')} 1-2`).toString('base64'),
      },
      [['states:SendTaskSuccess', arn('states', 'stateMachine:m')]],
    ],
    ['states', 'SendTaskSuccess', { taskToken: 'made up' }, []],
    [
      'states',
      'StartExecution',
      { stateMachineArn: arn('states', 'stateMachine:m') },
      [['states:StartExecution', arn('states', 'stateMachine:m')]],
    ],
    [
      'logs',
      'PutLogEvents',
      { logGroupName: '/g', logStreamName: 's' },
      [['logs:PutLogEvents', arn('logs', 'log-group:/g:log-stream:s')]],
    ],
    [
      'sqs',
      'SendMessageBatch',
      { QueueUrl: 'http://localhost/123456789012/q' },
      [['sqs:SendMessage', arn('sqs', 'q')]],
    ],
    [
      'ssm',
      'GetParameters',
      { Names: ['/a/b', 'c'] },
      [
        ['ssm:GetParameters', arn('ssm', 'parameter/a/b')],
        ['ssm:GetParameters', arn('ssm', 'parameter/c')],
      ],
    ],
    ['ecr', 'GetAuthorizationToken', {}, [['ecr:GetAuthorizationToken', '*']]],
    [
      'events',
      'PutEvents',
      { Entries: [{}] },
      [['events:PutEvents', arn('events', 'event-bus/default')]],
    ],
    [
      'events',
      'PutEvents',
      { Entries: [{ EventBusName: 'b' }, { EventBusName: arn('events', 'event-bus/b') }, {}] },
      [
        ['events:PutEvents', arn('events', 'event-bus/b')],
        ['events:PutEvents', arn('events', 'event-bus/default')],
      ],
    ],
    [
      'events',
      'PutRule',
      { Name: 'r', EventBusName: 'b' },
      [['events:PutRule', arn('events', 'rule/b/r')]],
    ],
    [
      'events',
      'PutTargets',
      { Rule: 'r', EventBusName: 'default' },
      [['events:PutTargets', arn('events', 'rule/r')]],
    ],
    [
      'events',
      'CreateEventBus',
      { Name: 'b' },
      [['events:CreateEventBus', arn('events', 'event-bus/b')]],
    ],
    ['kms', 'Decrypt', { KeyId: 'k' }, [['kms:Decrypt', arn('kms', 'key/k')]]],
  ])('tells of %s:%s', async (service, operation, input, expected) => {
    expect(await json(service, operation, input)).toEqual(expected);
  });

  const fn = arn('lambda', 'function:f');
  it.each<[string, string, unknown[]]>([
    ['POST', '/2015-03-31/functions/f/invocations', [['lambda:InvokeFunction', fn]]],
    [
      'POST',
      '/2015-03-31/functions/f/invocations?Qualifier=live',
      [['lambda:InvokeFunction', `${fn}:live`]],
    ],
    [
      'POST',
      `/2015-03-31/functions/${encodeURIComponent(`${fn}:live`)}/invocations`,
      [['lambda:InvokeFunction', `${fn}:live`]],
    ],
    ['PUT', '/2015-03-31/functions/f/code', [['lambda:UpdateFunctionCode', fn]]],
    ['PUT', '/2015-03-31/functions/f/aliases/live', [['lambda:UpdateAlias', fn]]],
    [
      'PUT',
      '/2015-03-31/event-source-mappings/u-1',
      [['lambda:UpdateEventSourceMapping', arn('lambda', 'event-source-mapping:u-1')]],
    ],
    ['GET', '/2015-03-31/functions', [['lambda:ListFunctions', '*']]],
  ])('tells of Lambda: %s %s', async (method, path, expected) => {
    expect(await needed('lambda', { method, path })).toEqual(expected);
  });

  it.each<[string, Sent, unknown[]]>([
    [
      'lambda',
      {
        path: '/2015-03-31/event-source-mappings/',
        body: JSON.stringify({ FunctionName: `${fn}:live` }),
      },
      [['lambda:CreateEventSourceMapping', '*', { 'lambda:FunctionArn': `${fn}:live` }]],
    ],
    [
      'monitoring',
      { body: 'Action=PutDashboard&DashboardName=d' },
      [['cloudwatch:PutDashboard', 'arn:aws:cloudwatch::123456789012:dashboard/d']],
    ],
    [
      'sns',
      { body: `Action=Publish&TopicArn=${encodeURIComponent(arn('sns', 't'))}` },
      [['sns:Publish', arn('sns', 't')]],
    ],
    [
      'monitoring',
      { body: 'Action=PutMetricData&Namespace=Ours' },
      [['cloudwatch:PutMetricData', '*', { 'cloudwatch:namespace': 'Ours' }]],
    ],
    [
      'monitoring',
      { path: '/service/GraniteServiceVersion20100801/operation/DescribeAlarms' },
      [['cloudwatch:DescribeAlarms', arn('cloudwatch', 'alarm:*')]],
    ],
    ['sts', { body: 'Action=GetCallerIdentity' }, []],
    [
      'sagemaker',
      { path: '/endpoints/live/invocations' },
      [['sagemaker:InvokeEndpoint', arn('sagemaker', 'endpoint/live')]],
    ],
    [
      'scheduler',
      { path: '/schedules/sweep' },
      [['scheduler:CreateSchedule', arn('scheduler', 'schedule/default/sweep')]],
    ],
    [
      'apigateway',
      { method: 'GET', path: '/restapis/a/stages' },
      [['apigateway:GET', 'arn:aws:apigateway:eu-west-1::/restapis/a/stages']],
    ],
  ])('tells of %s', async (service, sent, expected) => {
    expect(await needed(service, sent)).toEqual(expected);
  });
});
