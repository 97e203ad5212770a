import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '@ngwaf/testing';
import { readBuiltPage } from './built-page.ts';
import { deployDashboard, rollBackDashboard } from './deploy-dashboard.ts';
import { expireReleases } from './expire-releases.ts';
import { stackOutputs } from '../testing/outputs.ts';
import { deployFiles, rollBackFiles, showFiles } from './run-files.ts';
import { findLivePage, goLive, listReleases, type PageStore } from './releases.ts';

const TOMORROW = () => new Date(Date.now() + 25 * 60 * 60 * 1000);

let moto: Moto;
let root: string;
let store: PageStore;
let buckets = 0;

/** A build whose script says `text`; the file's name follows it, as a hash would. */
const build = (text: string) => {
  const dist = join(root, 'apps', 'dashboard', 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'dashboard'), { recursive: true });
  const name = `main-${text.toUpperCase().padEnd(8, '0')}.js`;
  writeFileSync(join(dist, 'dashboard', name), `say('${text}')`);
  writeFileSync(join(dist, 'dashboard', 'icon-SAMESAME.svg'), '<svg/>');
  writeFileSync(join(dist, 'index.html'), `<script src="dashboard/${name}"></script>`);
  return readBuiltPage(root);
};
const read = async (key: string) => {
  const { Body, ContentType } = await store.s3.send(
    new GetObjectCommand({ Bucket: store.bucket, Key: key }),
  );
  return { text: await Body?.transformToString(), type: ContentType };
};
const keys = async (prefix: string) => {
  const { Contents = [] } = await store.s3.send(
    new ListObjectsV2Command({ Bucket: store.bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key = '' }) => Key.slice(prefix.length));
};

beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'deploy-'));
  const s3 = new S3Client({ ...moto.clientConfig, forcePathStyle: true });
  store = { s3, bucket: `artefacts-${(buckets += 1)}` };
  await s3.send(new CreateBucketCommand({ Bucket: store.bucket }));
});
afterEach(() => {
  rmSync(root, { recursive: true });
  store.s3.destroy();
});

it('uploads what the page refers to, with its type, and makes the page live', async () => {
  const built = build('one');

  expect(await deployDashboard(store, built)).toEqual({ from: undefined, to: built.release });
  expect(await read('dashboard/index.html')).toEqual({
    text: '<script src="dashboard/main-ONE00000.js"></script>',
    type: 'text/html; charset=utf-8',
  });
  expect(await read('dashboard/files/main-ONE00000.js')).toEqual({
    text: "say('one')",
    type: 'text/javascript; charset=utf-8',
  });
});

it('does nothing where the release is live already', async () => {
  const built = build('one');
  await deployDashboard(store, built);
  const before = await findLivePage(store);

  expect(await deployDashboard(store, build('one'))).toEqual({
    from: built.release,
    to: built.release,
  });
  expect(await findLivePage(store)).toEqual(before);
});

it('keeps the files of the release before, for whoever has its page open', async () => {
  await deployDashboard(store, build('one'));
  await deployDashboard(store, build('two'));

  expect(await keys('dashboard/files/')).toEqual([
    'icon-SAMESAME.svg',
    'main-ONE00000.js',
    'main-TWO00000.js',
  ]);
});

it('goes back a release at a time, and forward again by a deployment', async () => {
  const [one, two, three] = ['one', 'two', 'three'].map((text) => build(text).release);
  for (const text of ['one', 'two', 'three']) await deployDashboard(store, build(text));

  expect(await rollBackDashboard(store)).toEqual({ from: three, to: two });
  expect((await read('dashboard/index.html')).text).toContain('main-TWO');
  expect(await rollBackDashboard(store)).toEqual({ from: two, to: one });
  await expect(rollBackDashboard(store)).rejects.toThrow('nothing to go back to');
  expect(await deployDashboard(store, build('three'))).toEqual({ from: one, to: three });
  expect(await rollBackDashboard(store)).toEqual({ from: three, to: one });
});

it('goes back to a release by the beginning of its hash', async () => {
  const one = build('one').release;
  for (const text of ['one', 'two', 'three']) await deployDashboard(store, build(text));

  expect((await rollBackDashboard(store, one.slice(0, 8))).to).toBe(one);
  await expect(rollBackDashboard(store, 'xyz')).rejects.toThrow('expected the beginning of one');
});

it('says so where nothing has been deployed', async () => {
  await expect(rollBackDashboard(store)).rejects.toThrow('has not been deployed here');
});

it('lets one of two deployments at once win, and the other say so', async () => {
  await deployDashboard(store, build('one'));
  const two = build('two');
  const three = build('three');

  const results = await Promise.allSettled([
    deployDashboard(store, two),
    deployDashboard(store, three),
  ]);

  const failures = results.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as Error] : [],
  );
  const live = (await findLivePage(store))?.release;
  expect(failures.map(({ message }) => message)).toEqual([
    expect.stringContaining('at the same time') as string,
  ]);
  expect(results.map(({ status }) => status)).toContain('fulfilled');
  expect([two.release, three.release]).toContain(live);
});

it('lets one of two first deployments win', async () => {
  const page = Buffer.from('page');
  const content = { release: 'a', previous: undefined, files: [] };
  await goLive(store, page, content, undefined);

  await expect(goLive(store, page, content, undefined)).rejects.toThrow('at the same time');
});

it('keeps five releases, and files as long as one of them or a young deployment needs them', async () => {
  const texts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  for (const text of texts) await deployDashboard(store, build(text));
  const live = (await findLivePage(store))?.release ?? '';

  expect(await keys('dashboard/files/')).toHaveLength(texts.length + 1);
  await expireReleases(store, live, TOMORROW());

  const releases = await listReleases(store);
  expect(releases).toHaveLength(5);
  expect(releases.map(({ release }) => release)).toContain(live);
  expect((await keys('dashboard/files/')).sort()).toEqual(
    [...releases.flatMap(({ files }) => files), 'icon-SAMESAME.svg']
      .filter((name, index, all) => all.indexOf(name) === index)
      .sort(),
  );
});

describe('a build that cannot be served', () => {
  const add = (name: string, content: string | Buffer) => {
    build('one');
    writeFileSync(join(root, 'apps', 'dashboard', 'dist', 'dashboard', name), content);
  };

  it.each([
    ['that is not there', () => undefined, 'npx nx build dashboard'],
    ['with bytes that are no text', () => add('main-AAAAAAAA.js', Buffer.from([0xff])), 'UTF-8'],
    ['with a type that browsers are not told', () => add('photo-AAAAAAAA.png', 'x'), 'UTF-8'],
    ['with a name that stays when the content changes', () => add('main.js', 'x'), 'a hash of its'],
  ])('%s is refused', (_case, prepare, message) => {
    prepare();

    expect(() => readBuiltPage(root)).toThrow(message);
  });
});

describe('the commands', () => {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const target = (dashboardUrl = 'https://api.example/dev/dashboard') => ({
    region: 'us-east-1',
    prefix: 'ngwaf-dev',
    outputs: { ...stackOutputs(), artefact_bucket: store.bucket, dashboard_url: dashboardUrl },
    clientConfig: { ...moto.clientConfig, forcePathStyle: true as const },
  });
  const run = async (command: () => Promise<void>) => {
    printed.length = 0;
    await command();
    return printed.join('\n');
  };

  it('print a line like those of functions', async () => {
    const [one, two] = ['one', 'two'].map((text) => build(text).release.slice(0, 8));
    build('one');
    await run(() => deployFiles({ root, env: {}, print }, target()));
    build('two');

    expect(await run(() => deployFiles({ root, env: {}, print }, target()))).toMatch(
      new RegExp(`dashboard  ${one} → ${two}  0\\.1 KB  \\d`),
    );
    expect(await run(() => deployFiles({ root, env: {}, print }, target()))).toMatch(
      new RegExp(`dashboard  ${two} +unchanged`),
    );
    expect(await run(() => rollBackFiles({ env: {}, print }, target(), undefined))).toMatch(
      new RegExp(`dashboard  ${two} → ${one}`),
    );
    expect(await run(() => showFiles({ print }, target()))).toMatch(
      new RegExp(`${two}.*\\n.*${one}.*live since`),
    );
  });

  it('leave an environment without a dashboard alone', async () => {
    build('one');

    expect(await run(() => deployFiles({ root, env: {}, print }, target('')))).toContain(
      'has no dashboard',
    );
    expect(await findLivePage(store)).toBeUndefined();
    expect(await run(() => showFiles({ print }, target()))).toContain('not deployed');
  });
});
