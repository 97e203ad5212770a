import { CopyObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
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

describe('copy', () => {
  it('asks for the very state that was checked', async () => {
    s3.on(CopyObjectCommand).resolves({});

    await dataSets.copy(from, { versionId: 'v+1', etag: '"etag"' }, to);

    expect(s3.commandCalls(CopyObjectCommand)[0]?.args[0].input).toEqual({
      CopySource: 'train/a%20b.csv?versionId=v%2B1',
      CopySourceIfMatch: '"etag"',
      Bucket: 'waf',
      Key: 'copy.csv',
      TaggingDirective: 'REPLACE',
      MetadataDirective: 'REPLACE',
      ContentType: 'text/csv; charset=utf-8',
    });
  });

  it.each(['PreconditionFailed', 'NoSuchKey', 'NoSuchVersion'])(
    'says that the data set changed: %s',
    async (name) => {
      s3.on(CopyObjectCommand).rejects(named(name));

      await expect(dataSets.copy(from, {}, to)).rejects.toMatchObject({ code: 'data_set_changed' });
    },
  );
});
