import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import type { Construct } from 'constructs';
import type { EncryptionKey } from './encryption-key.ts';
import type { Location } from './location.ts';

export interface QueueProps {
  name: string;
  location: Location;
  /** @default - SQS's own key */
  encryption?: EncryptionKey;
  /** How long a message is hidden while somebody works on it. @default 30 */
  visibilityTimeoutSeconds?: number;
  /** Where messages go that were received too often. @default - nowhere */
  redrive?: { queueArn: string; maxReceiveCount: number };
}

/** The longest there is. */
const RETENTION_SECONDS = 14 * 24 * 3600;

/** A queue that encrypts, takes events of this account's rules, and refuses plain HTTP. */
export const createQueue = (scope: Construct, id: string, props: QueueProps): SqsQueue => {
  const { name, location, encryption, redrive } = props;
  const arn = location.arn('sqs', name);
  // The queue's policy is part of the queue: as a resource of its own it takes another 25 s.
  const policy = new DataAwsIamPolicyDocument(scope, `${id}_policy`, {
    statement: [
      {
        sid: 'FromEventBridge',
        actions: ['sqs:SendMessage'],
        resources: [arn],
        principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }],
        condition: [
          { test: 'StringEquals', variable: 'aws:SourceAccount', values: [location.accountId] },
        ],
      },
      {
        sid: 'TlsOnly',
        effect: 'Deny',
        actions: ['sqs:*'],
        resources: [arn],
        principals: [{ type: '*', identifiers: ['*'] }],
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
      },
    ],
  });
  return new SqsQueue(scope, id, {
    name,
    ...(encryption?.arn === undefined
      ? { sqsManagedSseEnabled: true }
      : { kmsMasterKeyId: encryption.arn }),
    messageRetentionSeconds: RETENTION_SECONDS,
    ...(props.visibilityTimeoutSeconds !== undefined && {
      visibilityTimeoutSeconds: props.visibilityTimeoutSeconds,
    }),
    ...(redrive && {
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: redrive.queueArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    }),
    policy: policy.json,
  });
};
