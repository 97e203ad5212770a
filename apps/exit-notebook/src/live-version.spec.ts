import type { Champion } from '@ngwaf/contracts';
import { takeBackVersion, type Endpoint, type ModelPackageRecord } from '@ngwaf/sagemaker-utils';

import { createLiveVersion } from './live-version.ts';

const ENDPOINT = 'ngwaf-test-waf';
const BASE = 'base-1a2b3c4d';
const JOB = 'job-2026-03-01-12-00-00-abcdef';
const nameOf = (version: string) => `${ENDPOINT}-${version}`;
const championOf = (version: string): Champion => ({
  version,
  artefact: `s3://waf/models/${version}/model.tar.gz`,
  sha256: version,
});
const recordOf = (version: string): ModelPackageRecord => ({
  ...{ arn: `arn:${version}`, approvalStatus: 'Approved', approvalDescription: undefined },
  ...{ createdAt: undefined, image: undefined, artefact: championOf(version).artefact },
  metadata: { version, sha256: version },
});

/** A version that is live by its job, which failed behind that; `calls` lists what changed. */
const aWorld = (endpoint?: Endpoint) => ({
  endpoint,
  champion: championOf(JOB) as Champion | undefined,
  versions: [recordOf(JOB), recordOf(BASE)],
  switchFails: false,
  calls: [] as string[],
});
type World = ReturnType<typeof aWorld>;
const served: Endpoint = { status: 'InService', configName: nameOf(JOB) };

const takeBack = (world: World, isInProcess: boolean) => {
  const { calls } = world;
  const ports = createLiveVersion(
    {
      endpoints: {
        waitSettled: async () => world.endpoint,
        switchTo: async (_name, configName) => {
          if (world.switchFails) throw new Error('throttled');
          world.endpoint = { status: 'InService', configName };
          calls.push(`switch ${configName}`);
        },
        deleteConfig: async (name) => void calls.push(`delete config ${name}`),
        deleteModel: async (name) => void calls.push(`delete model ${name}`),
      },
      findChampion: async () => world.champion,
      putChampion: async (champion) => {
        world.champion = champion;
        calls.push(`write ${champion.version}`);
      },
      listVersions: async () => world.versions,
      warn: (message) => void calls.push(message),
    },
    ENDPOINT,
    isInProcess,
    () => ({ timeoutSeconds: 1 }),
  );
  return takeBackVersion(
    {
      ...ports,
      findModelPackage: async () => undefined,
      rejectModelPackage: async () => undefined,
    },
    { version: nameOf(JOB), previousConfig: nameOf(BASE), reason: 'failed' },
  );
};

it('takes endpoint and record back', async () => {
  const world = aWorld(served);

  expect(await takeBack(world, false)).toBe('taken_back');
  expect(world.champion).toEqual(championOf(BASE));
  expect(world.calls).toEqual([
    `write ${BASE}`,
    `switch ${nameOf(BASE)}`,
    `delete config ${nameOf(JOB)}`,
    `delete model ${nameOf(JOB)}`,
  ]);
});

it('may be repeated where the endpoint could not be taken back', async () => {
  const world = { ...aWorld(served), switchFails: true };
  await expect(takeBack(world, false)).rejects.toThrow('throttled');

  world.switchFails = false;
  await takeBack(world, false);

  expect([world.endpoint?.configName, world.champion]).toEqual([nameOf(BASE), championOf(BASE)]);
});

it('leaves a record alone that the endpoint does not bear out', async () => {
  const world = aWorld({ status: 'InService', configName: nameOf(BASE) });
  world.champion = championOf(BASE);

  await takeBack(world, false);

  expect(world.calls.filter((call) => /^(write|switch)/.test(call))).toEqual([]);
});

describe('in process', () => {
  it('takes back the record, and asks SageMaker for nothing', async () => {
    const world = aWorld();

    expect(await takeBack(world, true)).toBe('taken_back');
    expect(world.champion).toEqual(championOf(BASE));
    expect(world.calls).toEqual([`write ${BASE}`]);
  });

  it('does nothing where another version is live, or none', async () => {
    for (const champion of [championOf(BASE), undefined]) {
      const world = { ...aWorld(), champion };

      await takeBack(world, true);

      expect(world.calls).toEqual([]);
    }
  });
});

describe('where the registry does not know what was live before', () => {
  const UNKNOWN = `${nameOf(BASE)} was live before, and the registry does not know it`;
  const inRegistry = { versions: [recordOf(JOB)] };

  it('takes the endpoint back all the same, and tells of it', async () => {
    const world = { ...aWorld(served), ...inRegistry };

    expect(await takeBack(world, false)).toBe('taken_back');
    expect(world.calls.slice(0, 2)).toEqual([UNKNOWN, `switch ${nameOf(BASE)}`]);
  });

  it('fails in process: there is nothing else to take back', async () => {
    await expect(takeBack({ ...aWorld(), ...inRegistry }, true)).rejects.toThrow(UNKNOWN);
  });
});
