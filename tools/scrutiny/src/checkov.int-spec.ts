import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkStacks } from './checkov.ts';

it('finds a bucket that the public could read', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'checkov-'));
  const stack = join(outdir, 'stacks', 'broken');
  mkdirSync(stack, { recursive: true });
  writeFileSync(
    join(stack, 'cdk.tf.json'),
    JSON.stringify({
      resource: {
        aws_s3_bucket: { data_01234567: { bucket: 'data' } },
        aws_s3_bucket_acl: {
          acl_01234567: { bucket: '${aws_s3_bucket.data_01234567.id}', acl: 'public-read' },
        },
      },
    }),
  );

  const findings = await checkStacks('test', outdir);
  rmSync(outdir, { recursive: true });

  expect(findings).toContainEqual(
    expect.objectContaining({ rule: 'CKV_AWS_20', where: 'test: aws_s3_bucket.data' }),
  );
});
