import { createHash } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '@ngwaf/testing';
import { readContext } from './context.ts';
import { deployImage, rollBackImage, type ImageStore } from './deploy-image.ts';
import { createEngine, type Engine } from './engine.ts';
import { readPointer } from './pointer.ts';

const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

let moto: Moto;
let root: string;
let store: ImageStore;
let count = 0;

const context = (text: string) => {
  const folder = join(root, 'apps', 'random-forest', 'image');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY content /\n');
  writeFileSync(join(folder, 'content'), text);
  return readContext(root, 'random-forest');
};
const putImage = (tag: string, manifest: string) =>
  store.repository.ecr.send(
    new PutImageCommand({
      repositoryName: store.repository.name,
      imageTag: tag,
      imageManifest: manifest,
      imageManifestMediaType: MANIFEST_TYPE,
      imageDigest: `sha256:${createHash('sha256').update(manifest).digest('hex')}`,
    }),
  );
/** An engine whose pushes moto's ECR is told of, as it has no registry of its own. */
const toldToMoto = (engine: Engine, manifest: (tag: string) => Promise<string>): Engine => ({
  ...engine,
  async push(reference) {
    await engine.push(reference);
    const tag = reference.split(':').at(-1) ?? '';
    await putImage(tag, await manifest(tag));
  },
});
const pretended = (): Engine =>
  toldToMoto(
    {
      program: 'docker',
      build: () => Promise.resolve(),
      login: () => Promise.resolve(),
      push: () => Promise.resolve(),
    },
    (tag) =>
      Promise.resolve(
        JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST_TYPE, layers: [], tag }),
      ),
  );
const ship = (text: string, engine = () => Promise.resolve(pretended())) =>
  deployImage(store, context(text), { engine, note: () => undefined });
const noEngine = () => Promise.reject(new Error('no engine'));

beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'image-'));
  const ecr = new ECRClient(moto.clientConfig);
  const s3 = new S3Client({ ...moto.clientConfig, forcePathStyle: true });
  count += 1;
  const [name, bucket] = [`ngwaf-test-random-forest-${count}`, `images-${count}`];
  await ecr.send(new CreateRepositoryCommand({ repositoryName: name }));
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  store = { repository: { ecr, name }, pointer: { s3, bucket, image: 'random-forest' } };
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('builds what was never pushed, and nothing else', async () => {
  const { tag } = context('one');

  expect(await ship('one')).toMatchObject({ from: undefined, to: tag });
  expect(await ship('one', noEngine)).toEqual({ from: tag, to: tag });
  await expect(ship('two', noEngine)).rejects.toThrow('no engine');
  expect(await readPointer(store.pointer)).toMatchObject({ tag, previous: [] });
});

it('makes an image that was pushed before current again without an engine', async () => {
  await ship('one');
  await ship('two');

  expect(await ship('one', noEngine)).toEqual({ from: context('two').tag, to: context('one').tag });
});

it('goes back an image at a time, or to the one named', async () => {
  const tags = ['one', 'two', 'three'].map((text) => context(text).tag);
  const [one = '', two, three = ''] = tags;
  for (const text of ['one', 'two', 'three']) await ship(text);

  expect(await rollBackImage(store)).toEqual({ from: three, to: two });
  expect(await rollBackImage(store)).toEqual({ from: two, to: one });
  await expect(rollBackImage(store)).rejects.toThrow('nothing to go back to');
  expect(await rollBackImage(store, three.slice(0, 8))).toEqual({ from: one, to: three });
  await expect(rollBackImage(store, 'zzz')).rejects.toThrow(one.slice(0, 8));
});

const canPush = has('buildah') && has('docker-registry');
if (!canPush)
  console.warn('not run: pushing to a registry, which takes buildah and docker-registry');

(canPush ? describe : describe.skip)('with Buildah and a registry', () => {
  let registry: ChildProcess;
  let port: number;

  beforeEach(async () => {
    port = await new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as { port: number };
        server.close(() => {
          resolve(free);
        });
      });
    });
    const config = join(root, 'registry.yml');
    writeFileSync(
      config,
      `version: 0.1\nstorage: {filesystem: {rootdirectory: ${join(root, 'registry')}}}\nhttp: {addr: "127.0.0.1:${port}"}\n`,
    );
    registry = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the registry did not start');
  });
  afterEach(() => {
    registry.kill();
  });

  it('pushes for real, and names the digest that the registry knows', async () => {
    const uri = `127.0.0.1:${port}/random-forest`;
    const manifestOf = (tag: string) =>
      fetch(`http://127.0.0.1:${port}/v2/random-forest/manifests/${tag}`, {
        headers: { accept: MANIFEST_TYPE },
      });
    const buildah = createEngine('buildah', {
      env: {
        ...process.env,
        STORAGE_DRIVER: 'vfs',
        BUILDAH_ISOLATION: 'chroot',
        REGISTRY_AUTH_FILE: join(root, 'auth.json'),
        CONTAINERS_STORAGE_CONF: join(root, 'storage.conf'),
      },
    });
    writeFileSync(
      join(root, 'storage.conf'),
      `[storage]\ndriver = "vfs"\ngraphroot = "${join(root, 'storage')}"\nrunroot = "${join(root, 'run')}"\n`,
    );
    const engine = toldToMoto(buildah, async (tag) => (await manifestOf(tag)).text());
    const built = context('pushed');

    await deployImage(store, built, {
      engine: () => Promise.resolve(engine),
      note: () => undefined,
      pushTo: uri,
    });

    const response = await manifestOf(built.tag);
    expect(response.status).toBe(200);
    expect(await readPointer(store.pointer)).toMatchObject({
      tag: built.tag,
      digest: response.headers.get('docker-content-digest'),
    });
  });

  it('says what the engine said when a push fails', async () => {
    const engine = createEngine('buildah', { env: { ...process.env, STORAGE_DRIVER: 'vfs' } });

    await expect(engine.push(`127.0.0.1:${port}/none:none`)).rejects.toThrow(
      /buildah could not push .*none/s,
    );
  });
});
