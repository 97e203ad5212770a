import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { JOB_TABLE_KEYS } from '@ngwaf/contracts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Grantable, Statement } from './role.ts';

export interface JobTableProps {
  name: string;
  /** Whether DynamoDB refuses to delete the table. */
  retain: IResolvable;
  /** @default - DynamoDB's own key, without charge */
  encryption?: EncryptionKey;
}

/**
 * The jobs and the pipeline's lease; on-demand capacity, point-in-time recovery on, encrypted.
 *
 * No item is Terraform's: an apply must not touch the state of a running pipeline.
 */
export class JobTable extends Construct {
  readonly name: string;
  private readonly table: DynamodbTable;
  private readonly encryption: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, props: JobTableProps) {
    super(scope, id);
    const { partition, byCreation, byModel, timeToLive } = JOB_TABLE_KEYS;
    this.table = new DynamodbTable(this, 'table', {
      name: props.name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partition,
      attribute: [partition, byCreation.partition, byCreation.sort, byModel.partition].map(
        (name) => ({
          name,
          type: 'S',
        }),
      ),
      globalSecondaryIndex: [byCreation, byModel].map((index) => ({
        name: index.index,
        hashKey: index.partition,
        rangeKey: index.sort,
        projectionType: 'ALL',
      })),
      ttl: { attributeName: timeToLive, enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: props.retain,
      ...(props.encryption?.arn !== undefined && {
        serverSideEncryption: { enabled: true, kmsKeyArn: props.encryption.arn },
      }),
    });
    this.name = this.table.name;
    this.encryption = props.encryption;
  }

  /** One job by its key. */
  grantRead(grantee: Grantable): void {
    this.grant(grantee, { actions: ['dynamodb:GetItem'], resources: [this.table.arn] });
  }

  /** Jobs by creation, of one model or of all. Not `Scan`: no access pattern needs one. */
  grantList(grantee: Grantable): void {
    this.grant(grantee, {
      actions: ['dynamodb:Query'],
      resources: [JOB_TABLE_KEYS.byCreation, JOB_TABLE_KEYS.byModel].map(
        ({ index }) => `${this.table.arn}/index/${index}`,
      ),
    });
  }

  /** Progress of a job, guarded by the lease that is checked with it. */
  grantProgress(grantee: Grantable): void {
    this.grant(grantee, {
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
      resources: [this.table.arn],
    });
  }

  /** Steps of jobs, each refused once the job has ended. */
  grantSteps(grantee: Grantable): void {
    this.grant(grantee, { actions: ['dynamodb:UpdateItem'], resources: [this.table.arn] });
  }

  /** Ends of jobs, each changing the lease with it. */
  grantSettle(grantee: Grantable): void {
    this.grant(grantee, {
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      resources: [this.table.arn],
    });
  }

  /** New jobs, the lease, idempotency records. Nothing is ever deleted. */
  grantStartJobs(grantee: Grantable): void {
    this.grant(grantee, {
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [this.table.arn],
    });
  }

  private grant(grantee: Grantable, statement: Statement): void {
    grantee.addToRolePolicy(statement);
    this.encryption?.grantDecrypt(grantee, 'dynamodb');
  }
}
