import { createHash } from 'node:crypto';

import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';

import { createDataSets } from './data-sets.ts';

const s3 = mockClient(S3Client);
const dataSets = createDataSets(new S3Client({ region: 'us-east-1' }));
const from = { bucket: 'train', key: 'a b.csv' };
const to = { bucket: 'waf', key: 'copy.csv' };
const named = (name: string) => Object.assign(new Error(name), { name });

beforeEach(() => s3.reset());

describe('open', () => {
  it.each([
    ['NoSuchKey', /it does not exist/],
    ['AccessDenied', /may not read/],
    ['InvalidObjectState', /archive/],
  ])('tells the caller of %s', async (name, message) => {
    s3.on(GetObjectCommand).rejects(named(name));

    await expect(dataSets.open(from)).rejects.toMatchObject({
      code: 'data_set_not_readable',
      message: expect.stringMatching(message) as string,
    });
  });

  it('passes on what is a fault of ours', async () => {
    const error = named('NoSuchBucket');
    s3.on(GetObjectCommand).rejects(error);

    await expect(dataSets.open(from)).rejects.toBe(error);
  });
});

describe('store', () => {
  it('writes what S3 is to check on arrival', async () => {
    s3.on(PutObjectCommand).resolves({});
    const content = Buffer.from('payload,label,is_url,line\n');
    const sha256 = createHash('sha256').update(content);

    await dataSets.store(to, { content, sha256: sha256.copy().digest('hex') });

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'waf',
      Key: 'copy.csv',
      Body: content,
      ContentType: 'text/csv; charset=utf-8',
      ChecksumSHA256: sha256.digest('base64'),
    });
  });
});
