import type { Champion } from '@ngwaf/contracts';

import { createLiveModel, type LiveModelPorts } from './live-model.ts';

const championOf = (version: string): Champion => ({
  version,
  artefact: `s3://waf/models/${version}/model.tar.gz`,
  sha256: version.padEnd(64, '0'),
});

/** A bucket, a clock, and what was told; models are the versions' names in capitals. */
const aWorld = () => ({
  live: championOf('a') as Champion | undefined,
  time: 0,
  down: undefined as Error | undefined,
  unreadable: [] as string[],
  looks: 0,
  fetched: [] as string[],
  loaded: [] as [string, string | undefined][],
  failures: [] as [unknown, string | undefined][],
});
type World = ReturnType<typeof aWorld>;

const portsOf = (world: World): LiveModelPorts<string> => ({
  champions: {
    find: async (tag) => {
      world.looks += 1;
      if (world.down) throw world.down;
      if (!world.live) return undefined;
      if (tag === world.live.sha256) return 'unchanged';
      return { champion: world.live, tag: world.live.sha256 };
    },
    fetchArtefact: async ({ version }) => {
      world.fetched.push(version);
      return Buffer.from(version);
    },
  },
  load: async (archive) => {
    const version = Buffer.from(archive).toString();
    if (world.unreadable.includes(version)) throw new Error(`${version} is of another format`);
    return version.toUpperCase();
  },
  onLoaded: (version, replaced) => world.loaded.push([version, replaced]),
  onFailure: (error, serving) => world.failures.push([error, serving]),
  now: () => world.time,
});

const OPTIONS = { refreshMs: 30_000, patienceMs: 1_000 };
const liveModelOf = (world: World, ports: Partial<LiveModelPorts<string>> = {}) =>
  createLiveModel({ ...portsOf(world), ...ports }, OPTIONS);

it('loads the live version for the first request', async () => {
  const world = aWorld();

  expect(await liveModelOf(world).current()).toMatchObject({ version: 'a', model: 'A' });
  expect(world.loaded).toEqual([['a', undefined]]);
});

it('loads it once for requests that come together', async () => {
  const world = aWorld();
  const live = liveModelOf(world);

  await Promise.all([live.current(), live.current(), live.current()]);

  expect([world.looks, world.fetched]).toEqual([1, ['a']]);
});

it('looks for another version only when what it knows is old', async () => {
  const world = aWorld();
  const live = liveModelOf(world);
  await live.current();

  world.time = 29_999;
  await live.current();
  expect(world.looks).toBe(1);
  world.time = 30_000;
  await live.current();

  expect([world.looks, world.fetched]).toEqual([2, ['a']]);
});

it('looks again when the clock was put back', async () => {
  const world = { ...aWorld(), time: 100_000 };
  const live = liveModelOf(world);
  await live.current();

  world.time = 50_000;
  await live.current();

  expect(world.looks).toBe(2);
});

it('answers with another version as soon as it is known', async () => {
  const world = aWorld();
  const live = liveModelOf(world);
  await live.current();

  world.live = championOf('b');
  world.time = 30_000;

  expect(await live.current()).toMatchObject({ version: 'b', model: 'B' });
  expect(world.loaded).toEqual([
    ['a', undefined],
    ['b', 'a'],
  ]);
});

it('loads a version anew whose artefact is another', async () => {
  const world = aWorld();
  const live = liveModelOf(world);
  await live.current();

  world.live = { ...championOf('a'), sha256: 'f'.repeat(64) };
  world.time = 30_000;
  await live.current();

  expect(world.fetched).toEqual(['a', 'a']);
});

describe('while the new version cannot be had', () => {
  it('answers with the one before, tells of it, and gets it later', async () => {
    const world = aWorld();
    const live = liveModelOf(world);
    await live.current();
    world.live = championOf('b');
    world.down = new Error('S3 is down');

    world.time = 30_000;
    const during = await live.current();
    world.down = undefined;
    world.time = 60_000;
    const after = await live.current();

    expect([during.version, after.version]).toEqual(['a', 'b']);
    expect(world.failures).toEqual([[new Error('S3 is down'), 'a']]);
  });

  it('does not fetch again what this code cannot read, and goes on telling of it', async () => {
    const world = { ...aWorld(), unreadable: ['b'] };
    const live = liveModelOf(world);
    await live.current();
    world.live = championOf('b');

    for (const time of [30_000, 60_000]) {
      world.time = time;
      expect(await live.current()).toMatchObject({ version: 'a' });
    }

    expect(world.fetched).toEqual(['a', 'b']);
    expect(world.failures).toEqual(Array(2).fill([new Error('b is of another format'), 'a']));
  });

  it('fetches again what was not what is registered', async () => {
    const world = aWorld();
    const ports = portsOf(world);
    let isCorrupt = false;
    const live = liveModelOf(world, {
      champions: {
        ...ports.champions,
        fetchArtefact: (champion) =>
          isCorrupt
            ? Promise.reject(new Error('another sha256'))
            : ports.champions.fetchArtefact(champion),
      },
    });
    await live.current();
    world.live = championOf('b');

    isCorrupt = true;
    world.time = 30_000;
    const during = await live.current();
    isCorrupt = false;
    world.time = 60_000;

    expect([during.version, (await live.current()).version]).toEqual(['a', 'b']);
  });

  it('takes the version before as soon as that is live again', async () => {
    const world = { ...aWorld(), unreadable: ['b'] };
    const live = liveModelOf(world);
    await live.current();
    world.live = championOf('b');
    world.time = 30_000;
    await live.current();

    world.live = championOf('c');
    world.time = 60_000;

    expect(await live.current()).toMatchObject({ version: 'c' });
  });
});

it('does not make a request wait for long while there is a model to answer with', async () => {
  jest.useFakeTimers({ doNotFake: ['performance'] });
  const world = aWorld();
  const ports = portsOf(world);
  let isSlow = false;
  const live = liveModelOf(world, {
    champions: {
      ...ports.champions,
      find: (tag) => (isSlow ? new Promise(() => undefined) : ports.champions.find(tag)),
    },
  });
  await live.current();

  isSlow = true;
  world.time = 30_000;
  const answer = live.current();
  await jest.advanceTimersByTimeAsync(OPTIONS.patienceMs);

  expect(await answer).toMatchObject({ version: 'a' });
  jest.useRealTimers();
});

describe('without any model', () => {
  it.each([
    ['S3 does not answer', { down: new Error('S3 is down') }, /S3 is down/],
    ['none was ever live', { live: undefined }, /no version of the model is live yet/],
    ['this code cannot read it', { unreadable: ['a'] }, /another format/],
  ])('says so, and why: %s', async (_case, fault, reason) => {
    const world = { ...aWorld(), ...fault };

    await expect(liveModelOf(world).current()).rejects.toMatchObject({
      code: 'model_unavailable',
      retryAfterSeconds: 10,
      cause: { message: expect.stringMatching(reason) as string },
    });
    expect(world.failures).toEqual([[expect.any(Error), undefined]]);
  });

  it('tries again after a second, not at each request', async () => {
    const world = { ...aWorld(), down: new Error('S3 is down') as Error | undefined };
    const live = liveModelOf(world);
    await expect(live.current()).rejects.toThrow();
    world.down = undefined;

    world.time = 999;
    await expect(live.current()).rejects.toThrow();
    expect(world.looks).toBe(1);
    world.time = 1_000;

    expect(await live.current()).toMatchObject({ version: 'a' });
  });
});
