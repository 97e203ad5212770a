import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js';
import type { Construct } from 'constructs';
import { onlyResource, statementsGranted, synthesise, type Json } from '../testing/synthesised.ts';
import { EncryptionKey } from './encryption-key.ts';
import { Location } from './location.ts';

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234';

const build = (scope: Construct, customerKey: string) =>
  new EncryptionKey(scope, 'encryption', {
    namePrefix: 'ngwaf-test',
    location: new Location(scope, 'location'),
    customerKey,
  });

describe('grants', () => {
  it('allow exactly what a service needs of the key, through that service alone', () => {
    const statements = statementsGranted((scope, grantee) => {
      const key = build(scope, KEY_ARN);
      key.grantDecrypt(grantee, 'dynamodb');
      key.grantEncrypt(grantee, 's3');
    });
    const via = (service: string) => [
      {
        test: 'StringEquals',
        variable: 'kms:ViaService',
        values: [
          expect.stringMatching(new RegExp(`^${service}\\.\\$\\{.+\\}\\.\\$\\{.+dns_suffix\\}$`)),
        ],
      },
    ];

    expect(statements).toEqual([
      { actions: ['kms:Decrypt'], resources: [KEY_ARN], condition: via('dynamodb') },
      {
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [KEY_ARN],
        condition: via('s3'),
      },
    ]);
  });

  it('let SageMaker take the key over for volumes, and nobody else', () => {
    const statements = statementsGranted((scope, grantee) =>
      build(scope, KEY_ARN).grantVolumes(grantee),
    );

    expect(statements).toContainEqual({
      actions: ['kms:CreateGrant'],
      resources: [KEY_ARN],
      condition: [{ test: 'Bool', variable: 'kms:GrantIsForAWSResource', values: ['true'] }],
    });
  });

  it("allow nothing where AWS's own keys encrypt", () => {
    const statements = statementsGranted((scope, grantee) => {
      const key = build(scope, 'none');
      key.grantEncrypt(grantee, 's3');
      key.grantVolumes(grantee);
      // A role that may do nothing at all is refused.
      grantee.addToRolePolicy({ actions: ['s3:GetObject'], resources: ['arn'] });
    });

    expect(statements).toEqual([{ actions: ['s3:GetObject'], resources: ['arn'] }]);
  });
});

describe("the stack's own key", () => {
  const synthesised = synthesise((scope) => void build(scope, 'managed'));
  const policy = Object.values(synthesised.data['aws_iam_policy_document'] ?? {})[0];
  const statements = (policy?.['statement'] ?? []) as (Json & { principals: Json[] })[];

  it('is rotated, and can be called back for a month after it was deleted', () => {
    expect(onlyResource(synthesised, 'aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    expect(onlyResource(synthesised, 'aws_kms_alias')).toMatchObject({ name: 'alias/ngwaf-test' });
  });

  it('is for services under a condition alone, and never for everybody', () => {
    const ofServices = statements.filter(({ principals }) => principals[0]?.['type'] === 'Service');

    expect(ofServices).toHaveLength(2);
    for (const statement of ofServices) {
      expect(statement['condition']).toHaveLength(1);
      expect(statement['actions']).not.toContain('kms:*');
    }
    expect(JSON.stringify(statements)).not.toContain('"identifiers":["*"]');
  });

  it('encrypts the logs of this stack, not those of others', () => {
    const logs = statements.find((statement) => statement['sid'] === 'Logs');
    const [condition] = logs?.['condition'] as { values: string[] }[];

    expect(condition?.values).toEqual(
      expect.arrayContaining([expect.stringMatching(/log-group:\/aws\/lambda\/ngwaf-test-\*$/)]),
    );
  });
});

it('makes no key where there is one, or none is wanted', () => {
  for (const customerKey of ['none', KEY_ARN]) {
    const { resource } = synthesise((scope) => {
      build(scope, customerKey);
      // A stack without any resource synthesises nothing that could be looked at.
      new DataAwsPartition(scope, 'any');
    });

    expect(resource?.['aws_kms_key']).toBeUndefined();
  }
});
