import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { LABEL_TABLE_KEYS } from '@ngwaf/contracts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Grantable } from './role.ts';

export interface LabelTableProps {
  name: string;
  /** Whether DynamoDB refuses to delete the table. */
  retain: IResolvable;
  encryption: EncryptionKey;
}

/**
 * The items that people label, and what they said; on-demand capacity, point-in-time recovery on,
 * encrypted.
 */
export class LabelTable extends Construct {
  readonly name: string;
  private readonly table: DynamodbTable;
  private readonly encryption: EncryptionKey;

  constructor(scope: Construct, id: string, props: LabelTableProps) {
    super(scope, id);
    const { partition, sort, open } = LABEL_TABLE_KEYS;
    this.table = new DynamodbTable(this, 'table', {
      name: props.name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partition,
      rangeKey: sort,
      attribute: [partition, sort, open.partition, open.sort].map((name) => ({ name, type: 'S' })),
      globalSecondaryIndex: [
        {
          name: open.index,
          hashKey: open.partition,
          rangeKey: open.sort,
          projectionType: 'ALL',
        },
      ],
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: props.retain,
      ...(props.encryption.arn !== undefined && {
        serverSideEncryption: { enabled: true, kmsKeyArn: props.encryption.arn },
      }),
    });
    this.name = this.table.name;
    this.encryption = props.encryption;
  }

  /** All of a queue's work. Not `Scan`: no access pattern needs one; and nothing is ever deleted. */
  grantQueue(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      resources: [this.table.arn],
    });
    grantee.addToRolePolicy({
      actions: ['dynamodb:Query'],
      resources: [`${this.table.arn}/index/${LABEL_TABLE_KEYS.open.index}`],
    });
    this.encryption.grantDecrypt(grantee, 'dynamodb');
  }
}
