import { createHash } from 'node:crypto';

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
    'are opened whatever their key: %s',
    async (key) => {
      await put('train', key, 'content');

      const { content } = await createDataSets(s3).open({ bucket: 'train', key });

      expect(await textOf(content)).toBe('content');
    },
  );

  it('have copies that arrive as they were written', async () => {
    const content = Buffer.from('masked');
    const sha256 = createHash('sha256').update(content).digest('hex');

    await createDataSets(s3).store(target, { content, sha256 });

    expect(await read(target.bucket, target.key)).toBe('masked');
  });

  it('have no version in a bucket without versions', async () => {
    await put('plain', 'a.csv', 'checked');

    const { versionId, close } = await createDataSets(s3).open({ bucket: 'plain', key: 'a.csv' });
    close();

    expect(versionId).toBeUndefined();
  });
});
