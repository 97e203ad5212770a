import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js';
import { Construct } from 'constructs';

/**
 * Where the stack is applied. Known to Terraform alone, so that the same synthesised stack goes to
 * any account and region.
 */
export class Location extends Construct {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  private readonly dnsSuffix: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.accountId = new DataAwsCallerIdentity(this, 'caller').accountId;
    this.region = new DataAwsRegion(this, 'region').name;
    const partition = new DataAwsPartition(this, 'partition');
    this.partition = partition.partition;
    this.dnsSuffix = partition.dnsSuffix;
  }

  /** The account itself, as a principal: whoever its IAM policies let. */
  get rootArn(): string {
    return `arn:${this.partition}:iam::${this.accountId}:root`;
  }

  /** A service of this region, e.g. `s3.eu-central-1.amazonaws.com`. */
  serviceHost(service: string): string {
    return `${service}.${this.region}.${this.dnsSuffix}`;
  }

  /** `arn:<partition>:<service>:<region>:<account>:<resource>`; `accountId` where it is another's. */
  arn(service: string, resource: string, accountId = this.accountId): string {
    return `arn:${this.partition}:${service}:${this.region}:${accountId}:${resource}`;
  }
}
