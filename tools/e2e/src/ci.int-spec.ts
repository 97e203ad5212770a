import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { artefactBucketKeys } from '@ngwaf/contracts';
import { awsEnvironment, readStackOutputs, ROOT } from '@ngwaf/tool-local-stack';
import { createCloudClients } from './cloud-client.ts';
import { callsOfUsers } from './recorded-calls.ts';
import { makeTemporaryClone, type TemporaryClone } from './temporary-clone.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const TIMEOUT = 180_000;
const outputs = testStack();
const { s3 } = createCloudClients(outputs);
const environment = awsEnvironment(testStackOptions);

/** What docs/ci.md tells other systems to run for every commit on main. */
const pipeline = (): string => {
  const text = readFileSync(join(ROOT, 'docs', 'ci.md'), 'utf8');
  const [, block] = /# Every commit on main[^\n]*\n(.*?)\n# Back\./s.exec(text) ?? [];
  if (block === undefined) throw new Error('docs/ci.md has no commands for main');
  // Everything is installed: the clone shares this checkout's packages.
  return block.replace('npm run setup\n', '');
};

let clone: TemporaryClone;
let bucket: string;
let endOfStart: string;

const runPipeline = () => clone.run('bash', ['-euo', 'pipefail', '-c', pipeline()], environment);
const deploy = (...args: string[]) =>
  clone.run('npm', ['run', '--silent', 'deploy', '--', ...args, '--env=dev'], environment);
const releasedCommit = async (): Promise<string | undefined> => {
  const object = { Bucket: bucket, Key: artefactBucketKeys.currentRelease };
  try {
    const { Body } = await s3.send(new GetObjectCommand(object));
    const text = (await Body?.transformToString()) ?? '';
    return (JSON.parse(text) as { commit: string }).commit;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};
const uploadedSince = async (since: string): Promise<string[]> =>
  (await callsOfUsers(outputs, since))
    .filter(({ action }) => action === 'lambda:UpdateFunctionCode')
    .flatMap(({ resources }) => resources.map((arn) => arn.split(':')[6] ?? arn));
const now = () => new Date().toISOString();

const HANDLER = 'apps/check-job-status/src/handler.ts';
const addToBundle = (text: string) => {
  const file = readFileSync(join(clone.root, HANDLER), 'utf8');
  clone.write(HANDLER, `${file}\nglobalThis.process.title = '${text}';\n`);
};

beforeAll(async () => {
  bucket = (await readStackOutputs(testStackOptions)).artefact_bucket;
  clone = await makeTemporaryClone();
  endOfStart = readFileSync(join(clone.root, HANDLER), 'utf8');
}, TIMEOUT);
afterAll(async () => {
  clone.write(HANDLER, endOfStart);
  await clone.commit('fix: as it was');
  await deploy('affected');
  await s3.send(
    new DeleteObjectCommand({ Bucket: bucket, Key: artefactBucketKeys.currentRelease }),
  );
  clone.remove();
}, TIMEOUT);

describe('the commands for every commit on main, in order of commits', () => {
  it(
    'ship everything where nothing is recorded yet',
    async () => {
      const commit = await clone.commit('chore: first release');

      // Infrastructure counts as changed before the first release: that the stack is applied is known.
      const { code, stdout } = await deploy('affected');

      expect(stdout).toContain('everything: nothing has been released here yet');
      expect(code).toBe(0);
      expect(await releasedCommit()).toBe(commit);
    },
    TIMEOUT,
  );

  it(
    'ship the one function that changed',
    async () => {
      addToBundle('second release');
      const commit = await clone.commit('feat(check-job-status): change');
      const since = now();

      const { code, stdout } = await runPipeline();

      expect(code).toBe(0);
      expect(await uploadedSince(since)).toEqual(['ngwaf-dev-check-job-status']);
      expect(stdout).toMatch(
        /name +version +shipped +time\ncheck-job-status +\d+ → \d+ +code, [\d.]+ KB/,
      );
      expect(await releasedCommit()).toBe(commit);
    },
    TIMEOUT,
  );

  it(
    'ship nothing of a change in a guide, and know its commit',
    async () => {
      clone.write('docs/new-guide.md', '# New\n');
      const commit = await clone.commit('docs: explain');
      const since = now();

      const { code, stdout } = await runPipeline();

      expect(code).toBe(0);
      expect(stdout).toContain('Nothing to ship.');
      expect(await uploadedSince(since)).toEqual([]);
      expect(await releasedCommit()).toBe(commit);
    },
    TIMEOUT,
  );

  it(
    'keep the last release as the base when something cannot be built, until it can',
    async () => {
      const before = await releasedCommit();
      addToBundle('third release');
      clone.write('apps/exit-notebook/src/broken.ts', 'export const = ;\n');
      clone.edit('apps/exit-notebook/src/main.ts', 'import', "import './broken.ts';\nimport");
      await clone.commit('feat(exit-notebook): does not build');

      const broken = await runPipeline();
      const recordedAfterBroken = await releasedCommit();
      clone.edit('apps/exit-notebook/src/main.ts', "import './broken.ts';\n", '');
      const commit = await clone.commit('fix(exit-notebook): build');
      const fixed = await runPipeline();

      expect(broken.code).toBe(1);
      expect(broken.stderr).toContain('the record of the last release stays');
      expect(recordedAfterBroken).toBe(before);
      expect(fixed.code).toBe(0);
      expect(fixed.stdout).toContain(`what changed since ${before?.slice(0, 8)}`);
      expect(fixed.stdout).toContain('check-job-status');
      expect(await releasedCommit()).toBe(commit);
    },
    TIMEOUT,
  );
});

describe('deploy affected', () => {
  it(
    'refuses what is not committed',
    async () => {
      const before = await releasedCommit();
      clone.write('docs/uncommitted.md', '# Not committed\n');

      const { code, stderr } = await deploy('affected');
      await clone.run('git', ['clean', '-fdq', 'docs']);

      expect(code).toBe(1);
      expect(stderr).toContain('there are uncommitted changes');
      expect(await releasedCommit()).toBe(before);
    },
    TIMEOUT,
  );
});

describe('infrastructure', () => {
  it(
    'is told to have changed when it did, and never deployed by affected',
    async () => {
      const unchanged = await deploy('changed', 'infra');
      clone.write('infra/src/new.ts', 'export const added = 1;\n');
      await clone.commit('feat(infra): add');

      const changed = await deploy('changed', 'infra');
      const since = now();
      const { code, stdout } = await deploy('affected');

      expect([unchanged.stdout, changed.stdout]).toEqual(['false\n', 'true\n']);
      expect(code).toBe(0);
      expect(stdout).toContain('everything, since infrastructure changed');
      expect(stdout).not.toMatch(/terraform/i);
      expect(await uploadedSince(since)).toEqual([]);
    },
    TIMEOUT,
  );
});

// Defaults of targets reach every project, whichever program its target runs.
it(
  'Nx runs the tests of Python projects',
  async () => {
    const nx = 'node_modules/nx/dist/bin/nx.js';
    const python = '--projects=notebooks,random-forest';
    const run = [nx, 'run-many', '-t', 'test', python, '--', '--collect-only'];
    const { code, stdout } = await clone.run(process.execPath, run);

    expect(code).toBe(0);
    expect(stdout).toContain('Successfully ran target test for 2 projects');
  },
  TIMEOUT,
);
