import type { Location } from '../constructs/location.ts';
import type { Statement } from '../constructs/role.ts';
import { environmentArns, type EnvironmentPlace } from './arns.ts';

/** Services that the roles of a stack are for. */
const ROLE_USERS = ['lambda', 'states', 'sagemaker', 'apigateway', 'scheduler', 'events'];

/**
 * Changing what has the environment's prefix and shipping its code. What would lose data stays with people:
 * buckets and tables cannot be deleted.
 *
 * Roles can be made and changed only under the boundary, so that nobody gets further by a role of this
 * one's making than the boundary lets any role go; the roles of continuous integration themselves are out
 * of reach.
 */
export const changeEnvironment = (
  location: Location,
  environment: EnvironmentPlace,
  boundaryArn: string,
): (Statement & { effect?: 'Deny' })[] => {
  const arns = environmentArns(location, environment);
  const bounded = [
    { test: 'StringEquals', variable: 'iam:PermissionsBoundary', values: [boundaryArn] },
  ];
  return [
    {
      actions: [
        's3:CreateBucket',
        's3:PutBucket*',
        's3:PutEncryptionConfiguration',
        's3:PutLifecycleConfiguration',
        's3:DeleteBucketPolicy',
        's3:TagResource',
        's3:UntagResource',
      ],
      resources: arns.buckets,
    },
    {
      actions: [
        's3:GetObject',
        's3:GetObjectVersion',
        's3:PutObject',
        's3:PutObjectTagging',
        's3:DeleteObject',
        's3:AbortMultipartUpload',
      ],
      resources: [`${arns.artefacts}/*`],
    },
    {
      actions: [
        'dynamodb:CreateTable',
        'dynamodb:UpdateTable',
        'dynamodb:UpdateTimeToLive',
        'dynamodb:UpdateContinuousBackups',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
      ],
      resources: arns.tables,
    },
    { actions: ['lambda:*'], resources: arns.functions },
    // Making one knows no resource but the function.
    {
      actions: ['lambda:CreateEventSourceMapping'],
      resources: ['*'],
      condition: [{ test: 'ArnLike', variable: 'lambda:FunctionArn', values: arns.functions }],
    },
    {
      actions: [
        'lambda:UpdateEventSourceMapping',
        'lambda:DeleteEventSourceMapping',
        'lambda:TagResource',
        'lambda:UntagResource',
      ],
      resources: arns.eventSourceMappings,
      condition: [
        {
          test: 'ArnLikeIfExists',
          variable: 'lambda:FunctionArn',
          values: arns.functions,
        },
      ],
    },
    { actions: ['states:*'], resources: arns.stateMachines },
    { actions: ['sns:*'], resources: arns.topics },
    { actions: ['sqs:*'], resources: arns.queues },
    { actions: ['events:*'], resources: arns.rules },
    { actions: ['scheduler:*'], resources: arns.schedules },
    {
      actions: [
        'ssm:PutParameter',
        'ssm:DeleteParameter',
        'ssm:AddTagsToResource',
        'ssm:RemoveTagsFromResource',
      ],
      resources: arns.parameters,
    },
    {
      actions: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:PutRetentionPolicy',
        'logs:DeleteRetentionPolicy',
        'logs:AssociateKmsKey',
        'logs:DisassociateKmsKey',
        'logs:TagResource',
        'logs:UntagResource',
      ],
      resources: arns.logGroups,
    },
    {
      actions: [
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:DeleteAlarms',
        'cloudwatch:TagResource',
        'cloudwatch:UntagResource',
      ],
      resources: arns.alarms,
    },
    {
      actions: ['cloudwatch:PutDashboard', 'cloudwatch:DeleteDashboards'],
      resources: arns.dashboards,
    },
    {
      actions: [
        'sagemaker:CreateNotebookInstance',
        'sagemaker:UpdateNotebookInstance',
        'sagemaker:StopNotebookInstance',
        'sagemaker:StartNotebookInstance',
        'sagemaker:DeleteNotebookInstance',
        'sagemaker:CreateNotebookInstanceLifecycleConfig',
        'sagemaker:UpdateNotebookInstanceLifecycleConfig',
        'sagemaker:DeleteNotebookInstanceLifecycleConfig',
        'sagemaker:CreateModelPackageGroup',
        'sagemaker:DeleteModelPackageGroup',
        'sagemaker:AddTags',
        'sagemaker:DeleteTags',
      ],
      resources: arns.sageMaker,
    },
    { actions: ['ecr:*'], resources: arns.repositories },
    {
      actions: ['apigateway:POST', 'apigateway:PUT', 'apigateway:PATCH', 'apigateway:DELETE'],
      resources: arns.apis,
    },
    {
      actions: [
        'iam:CreateRole',
        'iam:PutRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:PutRolePermissionsBoundary',
      ],
      resources: arns.roles,
      condition: bounded,
    },
    {
      actions: [
        'iam:UpdateRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:DeleteRole',
        'iam:ListInstanceProfilesForRole',
      ],
      resources: arns.roles,
    },
    {
      actions: ['iam:PassRole'],
      resources: arns.roles,
      condition: [
        {
          test: 'StringEquals',
          variable: 'iam:PassedToService',
          values: ROLE_USERS.map((service) => `${service}.amazonaws.com`),
        },
      ],
    },
    {
      effect: 'Deny',
      actions: ['iam:*'],
      resources: arns.ciRoles,
    },
    // What the stack's own key has encrypted. A key that was there before says in its policy who may
    // use it.
    {
      actions: [
        'kms:CreateGrant',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
      ],
      resources: arns.keys,
      condition: [
        {
          test: 'ForAnyValue:StringEquals',
          variable: 'kms:ResourceAliases',
          values: [arns.keyAlias],
        },
      ],
    },
    // Log delivery of API Gateway, Step Functions and WAF, images' sign-in, and the metrics that a canary
    // is watched by, know no resources.
    {
      actions: [
        'cloudwatch:GetMetricData',
        'ecr:GetAuthorizationToken',
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
        'wafv2:AssociateWebACL',
        'wafv2:DisassociateWebACL',
      ],
      resources: ['*'],
    },
  ];
};
