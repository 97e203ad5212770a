import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { conditional, Op, TerraformCount, Token, type IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import type { EncryptionKey } from './encryption-key.ts';
import type { Grantable } from './role.ts';

export interface DataBucketProps {
  name: string;
  /** Whether a bucket that still holds objects survives `terraform destroy`. */
  retain: IResolvable;
  /**
   * Whether plain HTTP is refused; true everywhere but on stand-ins of S3 that speak nothing else,
   * and that know no conditions in bucket policies.
   */
  requireTls: IResolvable;
  /** Further statements of its policy, which is there where TLS is required. @default - none */
  statements?: (bucketArn: string) => DataAwsIamPolicyDocumentStatement[];
  /** Takes the log of who reads and writes. @default - there is no such log */
  accessLogs?: DataBucket;
  /** @default - S3's own keys */
  encryption?: EncryptionKey;
  /**
   * How long a replaced or deleted object can be brought back.
   *
   * @default 30
   */
  nonCurrentDays?: number;
  /**
   * Prefixes whose objects expire, with the days they live.
   *
   * @default - nothing expires
   */
  expire?: { prefix: string; days: number }[];
  /**
   * Whether Terraform refuses any plan that removes the bucket.
   *
   * @default false
   */
  preventDestroy?: boolean;
}

/** A bucket that keeps old versions, encrypts, and refuses the public and plain HTTP. */
export class DataBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  private readonly bucket: S3Bucket;
  private readonly policy: S3BucketPolicy;
  private readonly encryption: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id);
    // Objects belong to the bucket's owner, and ACLs are off: S3's default for new buckets.
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      forceDestroy: Op.not(props.retain),
      ...(props.preventDestroy && { lifecycle: { preventDestroy: true } }),
    });
    this.name = this.bucket.bucket;
    this.arn = this.bucket.arn;
    this.encryption = props.encryption;
    const keyArn = props.encryption?.arn;
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: this.name,
      rule: [
        keyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
          : {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: 'aws:kms',
                kmsMasterKeyId: keyArn,
              },
              // One call of KMS for many objects instead of one for each.
              bucketKeyEnabled: true,
            },
      ],
    });
    this.policy = this.refuseStrangers(props);
    this.logTo(props);
    this.expireVersions(props);
  }

  /** The newest version of objects by key, `*` included; a missing one answers 403. */
  grantRead(grantee: Grantable, keys: string[]): void {
    grantee.addToRolePolicy({ actions: ['s3:GetObject'], resources: this.objects(keys) });
    this.encryption?.grantDecrypt(grantee, 's3');
  }

  /** Earlier versions as well, of what `grantRead` allows. */
  grantReadVersions(grantee: Grantable, keys: string[]): void {
    grantee.addToRolePolicy({ actions: ['s3:GetObjectVersion'], resources: this.objects(keys) });
  }

  /** What keys there are: a missing object then answers 404 to who may read it, and not 403. */
  grantList(grantee: Grantable): void {
    grantee.addToRolePolicy({ actions: ['s3:ListBucket'], resources: [this.arn] });
  }

  /** What versions of what keys there are. */
  grantListVersions(grantee: Grantable): void {
    grantee.addToRolePolicy({ actions: ['s3:ListBucketVersions'], resources: [this.arn] });
  }

  /**
   * New objects by key, `*` included; an overwritten one stays as a version.
   *
   * Nobody may give up an upload in parts: what is left of one goes after a week.
   */
  grantWrite(grantee: Grantable, keys: string[]): void {
    grantee.addToRolePolicy({ actions: ['s3:PutObject'], resources: this.objects(keys) });
    this.encryption?.grantEncrypt(grantee, 's3');
  }

  /** Deleting objects by key; what is deleted stays as a version. */
  grantDelete(grantee: Grantable, keys: string[]): void {
    grantee.addToRolePolicy({ actions: ['s3:DeleteObject'], resources: this.objects(keys) });
  }

  private objects(keys: string[]): string[] {
    return keys.map((key) => `${this.arn}/${key}`);
  }

  private refuseStrangers({ requireTls, statements }: DataBucketProps): S3BucketPolicy {
    const publicAccess = new S3BucketPublicAccessBlock(this, 'public_access', {
      bucket: this.name,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const tlsOnly = new DataAwsIamPolicyDocument(this, 'tls_only', {
      statement: [
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          actions: ['s3:*'],
          resources: [this.arn, `${this.arn}/*`],
          principals: [{ type: '*', identifiers: ['*'] }],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        ...(statements?.(this.arn) ?? []),
      ],
    });
    return new S3BucketPolicy(this, 'policy', {
      count: TerraformCount.of(Token.asNumber(conditional(requireTls, 1, 0))),
      bucket: this.name,
      policy: tlsOnly.json,
      // Two changes of a bucket's access at once answer 409.
      dependsOn: [publicAccess],
    });
  }

  /** Where the policy is, without which S3 refuses to deliver. */
  private logTo({ accessLogs, requireTls }: DataBucketProps): void {
    if (!accessLogs) return;
    new S3BucketLoggingA(this, 'logging', {
      count: TerraformCount.of(Token.asNumber(conditional(requireTls, 1, 0))),
      bucket: this.name,
      targetBucket: accessLogs.name,
      targetPrefix: `${this.node.id}/`,
      dependsOn: [accessLogs.policy],
    });
  }

  private expireVersions({ nonCurrentDays = 30, expire = [] }: DataBucketProps): void {
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: this.name,
      versioningConfiguration: { status: 'Enabled' },
    });
    // The provider watches this resource for 55 s before it believes it: nothing may wait for it.
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: this.name,
      dependsOn: [versioning],
      rule: [
        {
          id: 'old-versions',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: nonCurrentDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
        ...expire.map(({ prefix, days }) => ({
          id: prefix === '' ? 'expire' : `expire-${idOf(prefix)}`,
          status: 'Enabled',
          filter: [{ prefix }],
          expiration: [{ days }],
        })),
      ],
    });
  }
}

const idOf = (prefix: string): string =>
  prefix.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
