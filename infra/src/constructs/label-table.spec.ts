import { Token } from 'cdktf';
import { onlyResource, statementsGranted, synthesise } from '../testing/synthesised.ts';
import { EncryptionKey } from './encryption-key.ts';
import { LabelTable } from './label-table.ts';
import { Location } from './location.ts';
import type { Construct } from 'constructs';

const build = (scope: Construct) =>
  new LabelTable(scope, 'labels', {
    name: 'ngwaf-dev-labels',
    retain: Token.asAny(true),
    encryption: new EncryptionKey(scope, 'encryption', {
      namePrefix: 'ngwaf-dev',
      location: new Location(scope, 'location'),
      customerKey: 'none',
    }),
  });

it('costs nothing while nobody labels, and can be brought back to any second', () => {
  expect(onlyResource(synthesise(build), 'aws_dynamodb_table')).toMatchObject({
    name: 'ngwaf-dev-labels',
    billing_mode: 'PAY_PER_REQUEST',
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: true,
    hash_key: 'queue',
    range_key: 'entry',
    global_secondary_index: [
      { name: 'open-by-need', hash_key: 'open_queue', range_key: 'need', projection_type: 'ALL' },
    ],
  });
});

it('lets a queue be worked on, and nothing be deleted or scanned', () => {
  const statements = statementsGranted((scope, grantee) => build(scope).grantQueue(grantee));

  expect(statements.map(({ actions }) => actions)).toEqual([
    ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
    ['dynamodb:Query'],
  ]);
});
