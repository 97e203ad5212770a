import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from 'constructs';
import type { Location } from './location.ts';
import type { Grantable } from './role.ts';

export interface EncryptionKeyProps {
  namePrefix: string;
  location: Location;
  /** `none`: AWS's own keys; `managed`: a key of the stack's own; else the ARN of a key. */
  customerKey: string;
}

/** Services through which data is encrypted on behalf of a role. */
export type EncryptingService = 's3' | 'dynamodb' | 'sqs' | 'ssm' | 'sagemaker' | 'lambda' | 'sns';

/**
 * The key that encrypts everything of the stack that takes one, or none.
 *
 * With `none` every grant is empty: AWS's own keys need no permission.
 */
export class EncryptionKey extends Construct {
  /** Undefined: AWS's own keys encrypt. */
  readonly arn: string | undefined;
  private readonly location: Location;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    this.location = props.location;
    if (props.customerKey === 'none') return;
    this.arn = props.customerKey === 'managed' ? this.ownKey(props) : props.customerKey;
  }

  /** Reading what the service has encrypted. */
  grantDecrypt(grantee: Grantable, service: EncryptingService): void {
    this.grant(grantee, ['kms:Decrypt'], service);
  }

  /** Writing what the service encrypts; in parts, which S3 reads again to put them together. */
  grantEncrypt(grantee: Grantable, service: EncryptingService): void {
    this.grant(grantee, ['kms:Decrypt', 'kms:GenerateDataKey'], service);
  }

  /** Letting SageMaker encrypt the volumes of what it starts: it takes the key over by a grant. */
  grantVolumes(grantee: Grantable): void {
    if (this.arn === undefined) return;
    grantee.addToRolePolicy({ actions: ['kms:DescribeKey'], resources: [this.arn] });
    grantee.addToRolePolicy({
      actions: ['kms:CreateGrant'],
      resources: [this.arn],
      condition: [{ test: 'Bool', variable: 'kms:GrantIsForAWSResource', values: ['true'] }],
    });
  }

  private grant(grantee: Grantable, actions: string[], service: EncryptingService): void {
    if (this.arn === undefined) return;
    grantee.addToRolePolicy({
      actions,
      resources: [this.arn],
      condition: [
        {
          test: 'StringEquals',
          variable: 'kms:ViaService',
          values: [this.location.serviceHost(service)],
        },
      ],
    });
  }

  private ownKey({ namePrefix, location }: EncryptionKeyProps): string {
    const key = new KmsKey(this, 'key', {
      description: `Encrypts the data of ${namePrefix}`,
      enableKeyRotation: true,
      // The longest: what it encrypted is lost with it.
      deletionWindowInDays: 30,
      policy: keyPolicy(this, namePrefix, location).json,
    });
    new KmsAlias(this, 'alias', { name: `alias/${namePrefix}`, targetKeyId: key.keyId });
    return key.arn;
  }
}

/**
 * The account decides by its IAM policies; of the services only those that act without a role of ours
 * may use the key, and only for this account's (logs: this stack's) resources.
 */
const keyPolicy = (scope: Construct, namePrefix: string, location: Location) => {
  const ofThisAccount = {
    test: 'StringEquals',
    variable: 'aws:SourceAccount',
    values: [location.accountId],
  };
  const logGroups = [
    `/aws/lambda/${namePrefix}-*`,
    `/aws/apigateway/${namePrefix}-*`,
    `/aws/vendedlogs/states/${namePrefix}-*`,
    `aws-waf-logs-${namePrefix}`,
    'API-Gateway-Execution-Logs_*',
  ];
  return new DataAwsIamPolicyDocument(scope, 'policy', {
    statement: [
      {
        sid: 'AccountDecidesByItsPolicies',
        actions: ['kms:*'],
        resources: ['*'],
        principals: [{ type: 'AWS', identifiers: [location.rootArn] }],
      },
      {
        sid: 'Logs',
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        principals: [{ type: 'Service', identifiers: [location.serviceHost('logs')] }],
        condition: [
          {
            test: 'ArnLike',
            variable: 'kms:EncryptionContext:aws:logs:arn',
            values: logGroups.map((name) => location.arn('logs', `log-group:${name}`)),
          },
        ],
      },
      {
        sid: 'AlarmsToTopicAndEventsToQueue',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        principals: [
          {
            type: 'Service',
            identifiers: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'],
          },
        ],
        condition: [ofThisAccount],
      },
    ],
  });
};
