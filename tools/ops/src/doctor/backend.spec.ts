import {
  GetBucketVersioningCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { parseStack } from '../synthesised-stack.ts';
import { checkBackend } from './backend.ts';

const mock = mockClient(S3Client);
const s3 = new S3Client({ region: 'us-east-1' });
const remote = { bucket: 'states', key: 'ngwaf-dev.tfstate', encrypt: true, use_lockfile: true };
const check = (backend: object) => {
  const aws = { version: '5.100.0' };
  const terraform = { backend, required_providers: { aws } };
  return checkBackend({ s3 }, parseStack(JSON.stringify({ resource: {}, terraform })), {
    environment: 'dev',
    stackFolder: '/stack',
  });
};
const notFound = Object.assign(new Error(''), {
  name: 'NotFound',
  $metadata: { httpStatusCode: 404 },
});

beforeEach(() => {
  mock.reset();
  mock.on(HeadBucketCommand).resolves({});
  mock.on(GetBucketVersioningCommand).resolves({ Status: 'Enabled' });
  mock.on(HeadObjectCommand).rejects(notFound);
});

it('says of a state on this machine where it is', async () => {
  expect(await check({ local: { path: 'it.tfstate' } })).toMatchObject([
    {
      status: 'info',
      found: expect.stringContaining('/stack/it.tfstate (not there yet)') as string,
    },
  ]);
});

it('is satisfied with a bucket that keeps versions and is not locked', async () => {
  expect((await check({ s3: remote })).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
});

it('gives the command that makes the bucket where there is none', async () => {
  mock.on(HeadBucketCommand).rejects(notFound);

  expect(await check({ s3: remote })).toMatchObject([
    { status: 'problem', remedy: 'npx nx bootstrap infra --env=dev' },
  ]);
});

it('warns of a bucket that keeps no versions', async () => {
  mock.on(GetBucketVersioningCommand).resolves({});

  expect((await check({ s3: remote }))[1]).toMatchObject({ status: 'warning' });
});

it('warns of a state that is not locked while it is applied', async () => {
  expect((await check({ s3: { ...remote, use_lockfile: false } }))[2]).toMatchObject({
    status: 'warning',
  });
});

it('says since when a lock is held', async () => {
  mock.on(HeadObjectCommand).resolves({ LastModified: new Date('2026-11-22T10:00:00Z') });

  expect((await check({ s3: remote }))[2]).toMatchObject({
    status: 'warning',
    found: 'held since 2026-11-22T10:00:00.000Z',
  });
});
