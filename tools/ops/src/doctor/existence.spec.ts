import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { mockClient } from 'aws-sdk-client-mock';
import { createClients } from './clients.ts';
import { findExistence } from './existence.ts';
import type { NamedType } from './names.ts';

const [s3, iam, sageMaker, logs] = [
  mockClient(S3Client),
  mockClient(IAMClient),
  mockClient(SageMakerClient),
  mockClient(CloudWatchLogsClient),
];
const clients = createClients({ region: 'us-east-1' });
const find = (type: NamedType, name = 'it') =>
  findExistence(clients, { account: '111122223333', region: 'us-east-1' }, { type, name });
const failure = (name: string, httpStatusCode: number, message = '') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

it.each([
  ['absent', failure('NotFound', 404)],
  ['foreign', failure('Forbidden', 403)],
  ['present', failure('301', 301)],
])('finds a bucket %s by the status of an answer without a body', async (expected, error) => {
  s3.on(HeadBucketCommand).rejects(error);

  expect(await find('aws_s3_bucket')).toBe(expected);
});

it('finds what answers', async () => {
  iam.on(GetRoleCommand).resolves({});

  expect(await find('aws_iam_role')).toBe('present');
});

it.each([
  ['a role', 'aws_iam_role', failure('NoSuchEntityException', 404)],
  [
    'a notebook',
    'aws_sagemaker_notebook_instance',
    failure('ValidationException', 400, 'RecordNotFound'),
  ],
] as const)('finds that %s is absent', async (_case, type, error) => {
  iam.on(GetRoleCommand).rejects(error);
  sageMaker.on(DescribeNotebookInstanceCommand).rejects(error);

  expect(await find(type)).toBe('absent');
});

it('takes no log group for another whose name it starts', async () => {
  logs
    .on(DescribeLogGroupsCommand)
    .resolves({ logGroups: [{ logGroupName: '/aws/lambda/it-too' }] });

  expect(await find('aws_cloudwatch_log_group', '/aws/lambda/it')).toBe('absent');
  expect(await find('aws_cloudwatch_log_group', '/aws/lambda/it-too')).toBe('present');
});

it('does not know what it may not ask', async () => {
  iam.on(GetRoleCommand).rejects(failure('AccessDenied', 403));

  expect(await find('aws_iam_role')).toHaveProperty('unknown');
});
