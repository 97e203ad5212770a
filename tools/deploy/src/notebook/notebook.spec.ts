import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { sha256 } from '../zip.ts';
import { deployNotebook } from './deploy-notebook.ts';
import { rollbackNotebook } from './rollback-notebook.ts';

const content = Buffer.from('bundle');
const { hex } = sha256(content);
const key = `notebooks/${hex}.tar.gz`;
const hashOf = (letter: string) => letter.repeat(64);
const keyOf = (letter: string) => `notebooks/${hashOf(letter)}.tar.gz`;

const s3 = mockClient(S3Client);
const deploy = () =>
  deployNotebook(
    s3 as never,
    'artefacts',
    { content, commit: 'c0ffee' },
    () => new Date('2026-01-02T03:04:05Z'),
  );
const rollback = (to?: string) => rollbackNotebook(s3 as never, 'artefacts', to);
const pointsTo = (pointer: unknown) => {
  const Body = { transformToString: async () => JSON.stringify(pointer) };
  s3.on(GetObjectCommand).resolves({ Body: Body as never, ETag: '"1"' });
};
const history = () => {
  const before = ['b', 'a'].map((letter) => ({ sha256: hashOf(letter) }));
  pointsTo({ key: keyOf('c'), sha256: hashOf('c'), before });
};
const puts = () => s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
const pointerPut = () => puts().find(({ Key }) => Key === 'notebooks/current.json');
const fails = (httpStatusCode: number) =>
  new S3ServiceException({
    name: 'Failure',
    message: '',
    $fault: 'client',
    $metadata: { httpStatusCode },
  });

beforeEach(() => {
  s3.reset();
});

describe('deployNotebook', () => {
  it('stores the bundle under its hash, and then the pointer to it', async () => {
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: '', $metadata: {} }));

    expect(await deploy()).toMatchObject({ from: undefined, to: hex, bytes: 6 });
    expect(puts()).toEqual([
      { Bucket: 'artefacts', Key: key, Body: content, ContentType: 'application/gzip' },
      {
        Bucket: 'artefacts',
        Key: 'notebooks/current.json',
        Body: JSON.stringify({
          key,
          sha256: hex,
          commit: 'c0ffee',
          deployed_at: '2026-01-02T03:04:05.000Z',
          before: [],
        }),
        ContentType: 'application/json',
        IfNoneMatch: '*',
      },
    ]);
  });

  it('replaces an older release, remembers it, and only if it is still the live one', async () => {
    history();

    expect(await deploy()).toMatchObject({ from: hashOf('c'), to: hex });
    expect(pointerPut()?.IfMatch).toBe('"1"');
    expect(JSON.parse(pointerPut()?.Body as string)).toMatchObject({
      sha256: hex,
      before: ['c', 'b', 'a'].map((letter) => ({ sha256: hashOf(letter) })),
    });
  });

  it('takes over a pointer that remembers nothing', async () => {
    pointsTo({ key: keyOf('c'), sha256: hashOf('c') });

    await deploy();

    expect(JSON.parse(pointerPut()?.Body as string)).toMatchObject({
      before: [{ sha256: hashOf('c') }],
    });
  });

  it('stores nothing when this release is there already', async () => {
    pointsTo({ key, sha256: hex });

    expect(await deploy()).toMatchObject({ from: hex, to: hex });
    expect(puts()).toEqual([]);
  });

  it('says so when somebody else deployed at the same time', async () => {
    history();
    s3.on(PutObjectCommand, { Key: 'notebooks/current.json' }).rejects(fails(412));

    await expect(deploy()).rejects.toThrow('somebody else deployed the notebook at the same time');
  });

  it('says what to do about a pointer that is none', async () => {
    pointsTo('?');

    await expect(deploy()).rejects.toThrow('is not what this tool writes');
  });

  it('fails when it may not see what is there', async () => {
    s3.on(GetObjectCommand).rejects(new Error('AccessDenied'));

    await expect(deploy()).rejects.toThrow('AccessDenied');
  });
});

describe('rollbackNotebook', () => {
  it('goes to the bundle before, and forgets the one that it came from', async () => {
    history();

    expect(await rollback()).toMatchObject({
      from: { sha256: hashOf('c') },
      to: { sha256: hashOf('b') },
    });
    expect(JSON.parse(pointerPut()?.Body as string)).toEqual({
      key: keyOf('b'),
      sha256: hashOf('b'),
      before: [{ sha256: hashOf('a') }],
    });
  });

  it.each([
    ['the start of a hash', 'aaaa', 'a'],
    ['a whole hash that it does not remember', hashOf('d'), 'd'],
  ])('goes to %s', async (_case, to, letter) => {
    history();

    expect((await rollback(to)).to.sha256).toBe(hashOf(letter));
    expect(JSON.parse(pointerPut()?.Body as string)).toMatchObject({ key: keyOf(letter) });
  });

  it('changes nothing where the live bundle is named', async () => {
    history();

    await rollback('cccc');

    expect(puts()).toEqual([]);
  });

  it.each([
    ['unknown', 'ffff', 'no bundle ffff. Known from before: bbbbbbbb, aaaaaaaa'],
    ['not there any more', hashOf('e'), 'is not there (any more)'],
  ])('refuses a bundle that is %s', async (_case, to, message) => {
    history();
    s3.on(HeadObjectCommand, { Key: keyOf('e') }).rejects(fails(404));

    await expect(rollback(to)).rejects.toThrow(message);
    expect(puts()).toEqual([]);
  });

  it('says when there is nothing to go back to', async () => {
    pointsTo({ key: keyOf('c'), sha256: hashOf('c') });
    await expect(rollback()).rejects.toThrow('no bundle is known to have been live before');

    s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: '', $metadata: {} }));
    await expect(rollback()).rejects.toThrow('nothing has been deployed yet');
  });
});
