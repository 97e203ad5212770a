import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { Construct } from 'constructs';
import type { Location } from '../constructs/location.ts';
import { environmentArns, type EnvironmentPlace } from './arns.ts';

/** Name of the policy; an environment takes it with `permissionsBoundary: 'ngwaf-boundary'`. */
export const BOUNDARY_NAME = 'ngwaf-boundary';

/**
 * The most that any role of an environment may do, whatever its own policy says: work with data, models and
 * executions of environments of this account; nothing of IAM but handing over the model role, no code of
 * functions, no buckets or tables themselves.
 */
export class RoleBoundary extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, location: Location, environments: EnvironmentPlace[]) {
    super(scope, id);
    const all = environments.map((environment) => environmentArns(location, environment));
    const document = new DataAwsIamPolicyDocument(this, 'document', {
      statement: [
        {
          actions: ['s3:AbortMultipartUpload', 's3:GetObject*', 's3:ListBucket*', 's3:PutObject*'],
          resources: all.flatMap(({ buckets, objects }) => [...buckets, ...objects]),
        },
        {
          actions: ['dynamodb:*Item', 'dynamodb:Query'],
          resources: all.flatMap(({ tables }) => tables.flatMap((arn) => [arn, `${arn}/index/*`])),
        },
        {
          actions: ['ssm:GetParameter'],
          resources: all.flatMap(({ parameters }) => parameters),
        },
        {
          actions: ['lambda:InvokeFunction'],
          resources: all.flatMap(({ functions }) => functions),
        },
        {
          actions: ['iam:PassRole'],
          resources: all.flatMap(({ roles }) => roles),
          condition: [
            {
              test: 'StringEquals',
              variable: 'iam:PassedToService',
              values: ['sagemaker.amazonaws.com'],
            },
          ],
        },
        {
          actions: [
            'cloudwatch:*',
            'ecr:BatchCheckLayerAvailability',
            'ecr:BatchGetImage',
            'ecr:GetAuthorizationToken',
            'ecr:GetDownloadUrlForLayer',
            'kms:CreateGrant',
            'kms:Decrypt',
            'kms:DescribeKey',
            'kms:GenerateDataKey*',
            'logs:*',
            'sagemaker:*',
            // The second for the rules by which Step Functions hears of jobs that ended.
            'events:PutEvents',
            'events:PutRule',
            'events:PutTargets',
            'events:DescribeRule',
            'sns:Publish',
            'sqs:ChangeMessageVisibility',
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
            'sqs:ReceiveMessage',
            'sqs:SendMessage',
            'states:*',
            'xray:*',
          ],
          resources: ['*'],
        },
      ],
    });
    const policy = new IamPolicy(this, 'policy', {
      name: BOUNDARY_NAME,
      description: 'The most that roles of NGWAF may do',
      policy: document.json,
    });
    this.arn = policy.arn;
  }
}
