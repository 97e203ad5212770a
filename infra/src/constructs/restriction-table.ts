import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { RESTRICTION_TABLE_KEYS } from '@ngwaf/contracts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Grantable } from './role.ts';

export interface RestrictionTableProps {
  name: string;
  /** Whether DynamoDB refuses to delete the table. */
  retain: IResolvable;
  /** @default - DynamoDB's own key, without charge */
  encryption?: EncryptionKey;
}

/**
 * What holds for each user, and the history of it; on-demand capacity, point-in-time recovery on,
 * encrypted. Nothing in it expires: what was imposed on whom, when and why has to be answered for.
 */
export class RestrictionTable extends Construct {
  readonly name: string;
  private readonly table: DynamodbTable;
  private readonly encryption: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, props: RestrictionTableProps) {
    super(scope, id);
    const { partition, sort } = RESTRICTION_TABLE_KEYS;
    this.table = new DynamodbTable(this, 'table', {
      name: props.name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partition,
      rangeKey: sort,
      attribute: [partition, sort].map((name) => ({ name, type: 'S' })),
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: props.retain,
      ...(props.encryption?.arn !== undefined && {
        serverSideEncryption: { enabled: true, kmsKeyArn: props.encryption.arn },
      }),
    });
    this.name = this.table.name;
    this.encryption = props.encryption;
  }

  /** The state of one user. */
  grantRead(grantee: Grantable): void {
    this.grant(grantee, ['dynamodb:GetItem']);
  }

  /** The state of users, changed together with its history. Nothing is ever deleted. */
  grantChange(grantee: Grantable): void {
    this.grant(grantee, ['dynamodb:GetItem', 'dynamodb:PutItem']);
  }

  private grant(grantee: Grantable, actions: string[]): void {
    grantee.addToRolePolicy({ actions, resources: [this.table.arn] });
    this.encryption?.grantDecrypt(grantee, 'dynamodb');
  }
}
