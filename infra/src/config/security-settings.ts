import { z } from 'zod';

/** `none`, `managed` (made by the stack), or the ARN of one that exists. */
const noneOwnOrArn = (service: string, resource: string, what: string) =>
  z
    .string()
    .regex(
      new RegExp(`^(none|managed|arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}/.+)$`),
      { error: `expected none, managed or the ARN of ${what}` },
    );

/** Who may come in, and what encrypts: the options of `docs/security.md`, with what each costs. */
export const securitySettings = {
  /** Whether callers sign their requests with IAM credentials, besides sending their key. */
  apiAuthorization: z.enum(['api-key', 'api-key-and-iam']),
  /** Web ACL before the API: none, one that the stack makes, or the ARN of a regional one. */
  webAcl: noneOwnOrArn('wafv2', 'regional/webacl', 'a regional web ACL'),
  /** What encrypts: AWS's own keys, a key that the stack makes, or the ARN of a key. */
  customerKey: noneOwnOrArn('kms', 'key', 'a key, not of an alias'),
  /**
   * The network of the training notebook, then its only one: it needs endpoints or a NAT gateway to
   * reach S3, DynamoDB, SageMaker, Step Functions, CloudWatch and ECR. Default: SageMaker's own.
   */
  notebookNetwork: z
    .strictObject({
      subnetId: z.string().regex(/^subnet-[0-9a-f]+$/),
      securityGroupIds: z
        .array(z.string().regex(/^sg-[0-9a-f]+$/))
        .min(1)
        .max(5),
    })
    .optional(),
};
