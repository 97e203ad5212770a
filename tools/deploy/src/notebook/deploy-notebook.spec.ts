import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { deployNotebook } from './deploy-notebook.ts';
import { sha256 } from '../zip.ts';

const bundle = Buffer.from('bundle');
const { hex } = sha256(bundle);
const key = `notebooks/${hex}.tar.gz`;

const s3 = mockClient(S3Client);
const deploy = () => deployNotebook(s3 as never, 'artefacts', bundle);
const pointsTo = (pointer: object) => {
  const Body = { transformToString: async () => JSON.stringify(pointer) };
  s3.on(GetObjectCommand).resolves({ Body: Body as never });
};

beforeEach(() => {
  s3.reset();
});

it('stores the bundle under its hash, and then the pointer to it', async () => {
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: '', $metadata: {} }));

  expect(await deploy()).toMatchObject({ from: undefined, to: hex, bytes: 6 });
  expect(s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input)).toEqual([
    { Bucket: 'artefacts', Key: key, Body: bundle, ContentType: 'application/gzip' },
    {
      Bucket: 'artefacts',
      Key: 'notebooks/current.json',
      Body: JSON.stringify({ key, sha256: hex }),
      ContentType: 'application/json',
    },
  ]);
});

it('replaces an older release', async () => {
  pointsTo({ key: 'notebooks/old.tar.gz', sha256: 'old' });

  expect(await deploy()).toMatchObject({ from: 'old', to: hex });
  expect(s3.commandCalls(PutObjectCommand)).toHaveLength(2);
});

it('stores nothing when this release is there already', async () => {
  pointsTo({ key, sha256: hex });

  expect(await deploy()).toMatchObject({ from: hex, to: hex });
  expect(s3.commandCalls(PutObjectCommand)).toHaveLength(0);
});

it('fails when it may not see what is there', async () => {
  s3.on(GetObjectCommand).rejects(new Error('AccessDenied'));

  await expect(deploy()).rejects.toThrow('AccessDenied');
});
