import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { startTestCloud, type TestCloud } from './test-cloud.ts';

const Bucket = 'listed';
const OBJECTS = 60;
let cloud: TestCloud;
let s3: S3Client;

const putObject = (index: number) =>
  s3.send(new PutObjectCommand({ Bucket, Key: `object-${index}`, Body: 'x'.repeat(index) }));
const all = Array.from({ length: OBJECTS }, (_, index) => index);

beforeAll(async () => {
  cloud = await startTestCloud();
  s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  for (const index of all) await putObject(index);
});
afterAll(async () => {
  s3.destroy();
  await cloud.close();
});

const versions = async () => {
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  return Versions;
};

it('lists versions with what is known of them, again and again', async () => {
  const [first, second] = [await versions(), await versions()];

  expect(first).toHaveLength(OBJECTS);
  expect(second).toEqual(first);
  expect(first.find(({ Key }) => Key === 'object-7')).toMatchObject({
    Size: 7,
    IsLatest: true,
    ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/) as string,
  });
});

it('lists a bucket while its objects are removed', async () => {
  const found = await versions();

  const lists = await Promise.all([
    ...found.map(({ Key, VersionId }) =>
      s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId })).then(() => [] as unknown[]),
    ),
    ...all.map(() => versions()),
  ]);

  expect(lists.every((list) => list.length <= OBJECTS)).toBe(true);
  expect(await versions()).toEqual([]);
});

it('removes what has a delete marker, when versions are kept no longer', async () => {
  const Key = 'removed-before';
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  );

  await s3.send(new DeleteObjectCommand({ Bucket, Key }));

  expect((await versions()).filter((version) => version.Key === Key)).toEqual([]);
});
