import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '@ngwaf/testing';
import { readRelease, writeRelease, type Release } from './release-record.ts';

const bucket = 'artefacts';
const release = (commit: string): Release => ({
  commit: commit.repeat(40),
  deployed_at: '2026-01-01T00:00:00.000Z',
  by: `deployer ${commit}`,
});

let moto: Moto;
let s3: S3Client;
beforeAll(async () => {
  moto = await startMoto();
  s3 = new S3Client(moto.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
});
afterAll(() => moto.stop());

it('is not there before the first release', async () => {
  expect(await readRelease(s3, bucket)).toBeUndefined();
});

it('gives back what was recorded, first and later', async () => {
  await writeRelease(s3, bucket, release('a'), undefined);
  const first = await readRelease(s3, bucket);
  await writeRelease(s3, bucket, release('b'), first);

  expect(first?.release).toEqual(release('a'));
  expect((await readRelease(s3, bucket))?.release).toEqual(release('b'));
});

it('lets the first of two deployments win, and tells the second whose it is', async () => {
  const seenByBoth = await readRelease(s3, bucket);
  await writeRelease(s3, bucket, release('c'), seenByBoth);

  await expect(writeRelease(s3, bucket, release('d'), seenByBoth)).rejects.toThrow(
    'another deployment finished meanwhile (cccccccc by deployer c)',
  );
  expect((await readRelease(s3, bucket))?.release).toEqual(release('c'));
});

it('lets one of two first deployments win', async () => {
  await expect(writeRelease(s3, bucket, release('e'), undefined)).rejects.toThrow(
    'another deployment finished meanwhile',
  );
});

it('refuses a record that is not one, and says what to do', async () => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'releases/current.json', Body: '{}' }));

  await expect(readRelease(s3, bucket)).rejects.toThrow(
    's3://artefacts/releases/current.json is not a record of a release',
  );
});
