import { createHash } from 'node:crypto';

import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sdkStreamMixin } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';
import { Readable } from 'node:stream';

import { createChampions } from './champions.ts';

const s3 = mockClient(S3Client);
const champions = createChampions(new S3Client({ region: 'us-east-1' }), 'waf');
const bytes = Buffer.from('weights');
const champion = {
  version: 'job-1',
  artefact: 's3://waf/models/job-1/model.tar.gz',
  sha256: createHash('sha256').update(bytes).digest('hex'),
};
const bodyOf = (content: string | Buffer) => sdkStreamMixin(Readable.from([Buffer.from(content)]));
const failing = (httpStatusCode: number) =>
  Object.assign(new Error('no'), { $metadata: { httpStatusCode } });

beforeEach(() => s3.reset());

describe('find', () => {
  it('gives the live version and the tag to ask with next time', async () => {
    s3.on(GetObjectCommand).resolves({ Body: bodyOf(JSON.stringify(champion)), ETag: '"1"' });

    expect(await champions.find()).toEqual({ champion, tag: '"1"' });
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'waf',
      Key: 'live/champion.json',
    });
  });

  it('gives it by itself to who asks only once', async () => {
    s3.on(GetObjectCommand).resolves({ Body: bodyOf(JSON.stringify(champion)), ETag: '"1"' });

    expect(await champions.current()).toEqual(champion);
  });

  it('asks S3 for nothing that has not changed', async () => {
    s3.on(GetObjectCommand, { IfNoneMatch: '"1"' }).rejects(failing(304));

    expect(await champions.find('"1"')).toBe('unchanged');
  });

  it('finds nothing where no version was ever live', async () => {
    s3.on(GetObjectCommand).rejects(failing(404));

    expect(await champions.find()).toBeUndefined();
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['another form', '{"version": "job-1"}'],
    ['an artefact elsewhere than in S3', JSON.stringify({ ...champion, artefact: 'http://x/y' })],
    ['a hash that is none', JSON.stringify({ ...champion, sha256: 'x' })],
  ])('refuses %s', async (_case, text) => {
    s3.on(GetObjectCommand).resolves({ Body: bodyOf(text) });

    await expect(champions.find()).rejects.toThrow();
  });

  it('passes on that it may not', async () => {
    s3.on(GetObjectCommand).rejects(failing(403));

    await expect(champions.find()).rejects.toMatchObject({ message: 'no' });
  });
});

it('put writes what find reads', async () => {
  s3.on(PutObjectCommand).resolves({});

  await champions.put(champion);

  const { Bucket, Key, Body } = s3.commandCalls(PutObjectCommand)[0]?.args[0].input ?? {};
  expect([Bucket, Key, JSON.parse(Body as string)]).toEqual([
    'waf',
    'live/champion.json',
    champion,
  ]);
});

describe('fetchArtefact', () => {
  it('gives the artefact that was registered', async () => {
    s3.on(GetObjectCommand, { Bucket: 'waf', Key: 'models/job-1/model.tar.gz' }).resolves({
      Body: bodyOf(bytes),
    });

    expect(Buffer.from(await champions.fetchArtefact(champion))).toEqual(bytes);
  });

  it('refuses another', async () => {
    s3.on(GetObjectCommand).resolves({ Body: bodyOf('other') });

    await expect(champions.fetchArtefact(champion)).rejects.toThrow(
      /^artefact of job-1: expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}$/,
    );
  });
});
