import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '@ngwaf/testing';

import { createDataSets } from './data-sets.ts';

let moto: Moto;
let s3: S3Client;

beforeAll(async () => {
  moto = await startMoto();
  s3 = new S3Client(moto.clientConfig);
  for (const Bucket of ['train', 'plain', 'waf'])
    await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: 'train',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
});

afterAll(() => moto.stop());

const put = (Bucket: string, Key: string, Body: string) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, Tagging: 'owner=team' }));
const read = async (Bucket: string, Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
const textOf = async (content: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const target = { bucket: 'waf', key: '_tmp_train/job-1/data.csv' };

describe('data sets in S3', () => {
  it('are opened with size and version', async () => {
    await put('train', 'a.csv', 'first');

    const opened = await createDataSets(s3).open({ bucket: 'train', key: 'a.csv' });

    expect(opened).toMatchObject({
      bytes: 5,
      versionId: expect.any(String) as string,
      etag: expect.stringMatching(/^"/) as string,
    });
    expect(await textOf(opened.content)).toBe('first');
  });

  it('are not there', async () => {
    const missing = createDataSets(s3).open({ bucket: 'train', key: 'none.csv' });

    await expect(missing).rejects.toMatchObject({
      code: 'data_set_not_readable',
      message: expect.stringContaining('train/none.csv') as string,
    });
  });

  it.each(['plain.csv', 'with space.csv', 'äöü/+%20?&=#.csv', "quote'.csv"])(
    'are copied by the version that was checked: %s',
    async (key) => {
      const dataSets = createDataSets(s3);
      const from = { bucket: 'train', key };
      await put('train', key, 'checked');
      const { versionId, etag, close } = await dataSets.open(from);
      close();
      await put('train', key, 'changed');

      await dataSets.copy(from, { versionId, etag }, target);
      await dataSets.copy(from, { versionId }, target);

      expect(await read(target.bucket, target.key)).toBe('checked');
    },
  );

  it('have no version in a bucket without versions', async () => {
    await put('plain', 'a.csv', 'checked');

    const { versionId, close } = await createDataSets(s3).open({ bucket: 'plain', key: 'a.csv' });
    close();

    expect(versionId).toBeUndefined();
  });
});
