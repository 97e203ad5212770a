import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '@ngwaf/testing';

import { createS3Sink, openObject } from './s3-objects.ts';

let moto: Moto;
let s3: S3Client;

beforeAll(async () => {
  moto = await startMoto();
  s3 = new S3Client(moto.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: 'data',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
});

afterAll(() => moto.stop());

const textOf = async (content: AsyncIterable<Uint8Array> | undefined) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const read = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket: 'data', Key }))).Body?.transformToString();

describe('openObject', () => {
  it('reads the version that was pinned, whatever was put since', async () => {
    const put = (Body: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'a.csv', Body }));
    const { VersionId } = await put('pinned');
    await put('newer');

    expect(await textOf(await openObject(s3, 'data', 'a.csv', VersionId))).toBe('pinned');
    expect(await textOf(await openObject(s3, 'data', 'a.csv'))).toBe('newer');
  });

  it('finds nothing where nothing is', async () => {
    expect(await openObject(s3, 'data', 'none.csv')).toBeUndefined();
  });
});

describe('createS3Sink', () => {
  it('writes what is small in one piece, empty ones too', async () => {
    const small = createS3Sink(s3, 'data', 'small.csv');
    await small.write('ä');
    await small.write('b\n');
    await small.close();
    await createS3Sink(s3, 'data', 'empty.csv').close();

    expect(await read('small.csv')).toBe('äb\n');
    expect(await read('empty.csv')).toBe('');
  });

  it('writes what is large in parts, in their order', async () => {
    const large = createS3Sink(s3, 'data', 'large.csv');
    const line = `${'x'.repeat(1023)}\n`;
    for (let index = 0; index < 20; index += 1) {
      await large.write(`${index}\n${line.repeat(1024)}`);
    }
    expect(await openObject(s3, 'data', 'large.csv')).toBeUndefined();
    await large.close();

    const text = (await read('large.csv')) ?? '';
    expect(text.length).toBeGreaterThan(20 * 1024 * 1024);
    expect(text.match(/^\d+$/gm)).toEqual(Array.from({ length: 20 }, (_, index) => String(index)));
  });
});
