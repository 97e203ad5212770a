import type { Location } from '../constructs/location.ts';
import type { Statement } from '../constructs/role.ts';
import { environmentArns, type EnvironmentPlace } from './arns.ts';

/** Where the state of environments lies. */
export interface StateObjects {
  bucketArn: string;
  prefix: string;
}

/** The state of one environment, and its lock. */
const stateOf = ({ bucketArn, prefix }: StateObjects, suffix: string): string[] => [
  `${bucketArn}/${prefix}.tfstate${suffix}`,
  `${bucketArn}/*/${prefix}.tfstate${suffix}`,
];

/** Reading the state of one environment. */
export const readState = (state: StateObjects): Statement[] => [
  { actions: ['s3:GetObject'], resources: stateOf(state, '') },
  { actions: ['s3:ListBucket'], resources: [state.bucketArn] },
];

/** Writing it, and holding its lock. */
export const writeState = (state: StateObjects): Statement[] => [
  ...readState(state),
  { actions: ['s3:PutObject'], resources: stateOf(state, '') },
  {
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    resources: stateOf(state, '.tflock'),
  },
];

/**
 * Reading the settings of what has the environment's prefix: what a plan needs. No data: neither objects
 * of data sets, nor items of tables but the lease, nor logs.
 */
export const readEnvironment = (location: Location, environment: EnvironmentPlace): Statement[] => {
  const arns = environmentArns(location, environment);
  return [
    {
      actions: [
        's3:GetAccelerateConfiguration',
        's3:GetBucket*',
        's3:GetEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
        's3:GetReplicationConfiguration',
        's3:ListBucket',
        's3:ListTagsForResource',
      ],
      resources: arns.buckets,
    },
    // What releases ship and say of themselves: placeholders of code, Spark's code, the commit that runs.
    {
      actions: ['s3:GetObject', 's3:GetObjectTagging', 's3:GetObjectAttributes'],
      resources: ['functions', 'releases', 'spark'].map(
        (folder) => `${arns.artefacts}/${folder}/*`,
      ),
    },
    {
      actions: [
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:ListTagsOfResource',
        'dynamodb:GetItem',
      ],
      resources: arns.tables,
    },
    {
      actions: ['lambda:Get*', 'lambda:List*'],
      resources: [...arns.functions, ...arns.eventSourceMappings],
    },
    {
      actions: [
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iam:ListAttachedRolePolicies',
        'iam:ListRoleTags',
      ],
      resources: arns.roles,
    },
    {
      actions: [
        'states:DescribeStateMachine',
        'states:ListStateMachineVersions',
        'states:ListTagsForResource',
      ],
      resources: arns.stateMachines,
    },
    { actions: ['sagemaker:Describe*', 'sagemaker:ListTags'], resources: arns.sageMaker },
    {
      actions: [
        'sns:GetTopicAttributes',
        'sns:ListTagsForResource',
        'sns:GetSubscriptionAttributes',
      ],
      resources: [...arns.topics],
    },
    {
      actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueueTags'],
      resources: arns.queues,
    },
    {
      actions: ['events:Describe*', 'events:ListTargetsByRule', 'events:ListTagsForResource'],
      resources: arns.rules,
    },
    {
      actions: [
        'scheduler:GetSchedule',
        'scheduler:GetScheduleGroup',
        'scheduler:ListTagsForResource',
      ],
      resources: arns.schedules,
    },
    {
      actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:ListTagsForResource'],
      resources: arns.parameters,
    },
    { actions: ['logs:ListTagsForResource', 'logs:ListTagsLogGroup'], resources: arns.logGroups },
    { actions: ['cloudwatch:ListTagsForResource'], resources: arns.alarms },
    { actions: ['cloudwatch:GetDashboard'], resources: arns.dashboards },
    {
      actions: [
        'ecr:Describe*',
        'ecr:GetLifecyclePolicy',
        'ecr:GetRepositoryPolicy',
        'ecr:ListTagsForResource',
        'ecr:BatchGetImage',
      ],
      resources: arns.repositories,
    },
    { actions: ['apigateway:GET'], resources: arns.apis },
    // Lists and descriptions that services limit to no resource, and keys and ACLs by option.
    {
      actions: [
        'cloudwatch:DescribeAlarms',
        'iam:ListOpenIDConnectProviders',
        'kms:DescribeKey',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:ListAliases',
        'kms:ListResourceTags',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'states:ValidateStateMachineDefinition',
        'ssm:DescribeParameters',
        'wafv2:GetLoggingConfiguration',
        'wafv2:GetWebACL',
        'wafv2:GetWebACLForResource',
        'wafv2:ListTagsForResource',
      ],
      resources: ['*'],
    },
  ];
};
