import { onlyResource, surroundings, synthesise, type Json } from '../testing/synthesised.ts';
import { AccessLogBucket } from './access-log-bucket.ts';

const synthesised = synthesise((scope) => {
  new AccessLogBucket(scope, 'access_logs', {
    ...surroundings(scope),
    name: 'ngwaf-test-access-logs',
    retentionDays: 30,
  });
});

it('takes logs of buckets with the prefix in this account, from S3 alone', () => {
  const statements = Object.values(synthesised.data['aws_iam_policy_document'] ?? {}).flatMap(
    ({ statement }) => statement as (Json & { effect?: string })[],
  );

  expect(statements.filter(({ effect }) => effect !== 'Deny')).toEqual([
    expect.objectContaining({
      actions: ['s3:PutObject'],
      principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
      condition: [
        expect.objectContaining({ variable: 'aws:SourceAccount' }),
        expect.objectContaining({
          variable: 'aws:SourceArn',
          values: [expect.stringMatching(/:s3:::ngwaf-test-\*$/)],
        }),
      ],
    }),
  ]);
});

it('forgets them after a while', () => {
  const { rule } = onlyResource(synthesised, 'aws_s3_bucket_lifecycle_configuration') as {
    rule: Json[];
  };

  expect(rule).toContainEqual(
    expect.objectContaining({ id: 'expire', expiration: [{ days: 30 }] }),
  );
});
