import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import type { Construct } from 'constructs';
import {
  onlyResource,
  statementsGranted,
  surroundings,
  synthesise,
  type Json,
} from '../testing/synthesised.ts';
import { DataBucket } from './data-bucket.ts';

const dataBucket = (scope: Construct) => {
  const { retain, requireTls } = surroundings(scope);
  return new DataBucket(scope, 'data', {
    name: 'data',
    retain,
    requireTls,
    expire: [{ prefix: '_tmp/', days: 14 }],
  });
};
const synthesised = synthesise(dataBucket);
const ARN = /^\$\{aws_s3_bucket\.data_bucket_\w+\.arn\}/.source;
const below = (path: string) => expect.stringMatching(new RegExp(`${ARN}${path}$`)) as string;

it('keeps old versions and shuts the public out', () => {
  expect(synthesised.text).toHaveResourceWithProperties(S3BucketVersioningA, {
    versioning_configuration: { status: 'Enabled' },
  });
  expect(synthesised.text).toHaveResourceWithProperties(S3BucketPublicAccessBlock, {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

it('goes with its objects only when they are not to be retained', () => {
  expect(onlyResource(synthesised, 'aws_s3_bucket')['force_destroy']).toBe('${!var.retain_data}');
});

it('refuses plain HTTP where that is asked for', () => {
  expect(onlyResource(synthesised, 'aws_s3_bucket_policy')['count']).toBe(
    '${var.require_tls ? 1 : 0}',
  );
  const documents = Object.values(synthesised.data['aws_iam_policy_document'] ?? {});
  expect(documents[0]?.['statement']).toEqual([
    expect.objectContaining({
      effect: 'Deny',
      actions: ['s3:*'],
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    }),
  ]);
});

it('lets old versions, unfinished uploads and the prefixes asked for expire', () => {
  const rules = onlyResource(synthesised, 'aws_s3_bucket_lifecycle_configuration')['rule'];

  expect(rules).toEqual([
    expect.objectContaining({
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
    }),
    {
      id: 'expire-tmp',
      status: 'Enabled',
      filter: [{ prefix: '_tmp/' }],
      expiration: [{ days: 14 }],
    },
  ] satisfies Json[]);
});

it.each([
  ['grantRead', 's3:GetObject'],
  ['grantReadVersions', 's3:GetObjectVersion'],
  ['grantWrite', 's3:PutObject'],
] as const)('%s allows exactly %s, on the keys that are named', (grant, action) => {
  const granted = statementsGranted((scope, role) => {
    dataBucket(scope)[grant](role, ['notebooks/*', 'one']);
  });

  expect(granted).toEqual([
    { actions: [action], resources: [below('/notebooks/\\*'), below('/one')] },
  ]);
});

it('grantList allows asking what keys there are', () => {
  const granted = statementsGranted((scope, role) => {
    dataBucket(scope).grantList(role);
  });

  expect(granted).toEqual([{ actions: ['s3:ListBucket'], resources: [below('')] }]);
});
