import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { awsEnvironment, createApiClient } from '@ngwaf/tool-local-stack';
import { callsOfUsers } from './recorded-calls.ts';
import { makeTemporaryClone, type TemporaryClone } from './temporary-clone.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const TIMEOUT = 240_000;
const outputs = testStack();
const environment = awsEnvironment(testStackOptions);

let clone: TemporaryClone;

const nx = async (...args: string[]): Promise<string> => {
  const bin = join(clone.root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const { code, stdout, stderr } = await clone.run(
    process.execPath,
    [bin, ...args, '--env=dev'],
    environment,
  );
  if (code !== 0) throw new Error(`nx ${args.join(' ')}: ${code}\n${stdout}\n${stderr}`);
  return stdout;
};
const deployAffected = () =>
  nx('affected', '--target=deploy', '--base=HEAD~1', '--head=HEAD', '--output-style=static');

/** Functions by what was done to them while `work` ran. */
const changesWhile = async (work: () => Promise<unknown>) => {
  const since = new Date().toISOString();
  await work();
  const calls = await callsOfUsers(outputs, since);
  const functionsOf = (name: string) =>
    calls
      .filter(({ action }) => action === `lambda:${name}`)
      .flatMap(({ resources }) => resources.map((arn) => arn.split(':')[6]?.slice(10) ?? arn))
      .sort();
  return { updated: functionsOf('UpdateFunctionCode'), shifted: functionsOf('UpdateAlias') };
};

const messageForNoJob = async (): Promise<string> => {
  const { body } = await createApiClient(outputs).call('GET', '/jobs/job-that-is-not-there');
  return (body as { message: string }).message;
};

const USE_CASE = 'apps/check-job-status/src/check-job-status.ts';
const [OLD_MESSAGE, NEW_MESSAGE] = ['No job with key', 'There is no job with the key'];

const deployAll = () => nx('run-many', '--target=deploy', '--output-style=static');

beforeAll(async () => {
  clone = await makeTemporaryClone();
  // Other tests may have left code of theirs behind the versions that are live.
  await deployAll();
}, TIMEOUT);
afterAll(() => {
  clone.remove();
});

it(
  'ships nothing of what is live already',
  async () => {
    const changes = await changesWhile(deployAll);

    expect(changes).toEqual({ updated: [], shifted: [] });
  },
  TIMEOUT,
);

it(
  'ships the one function whose code changed, with one change of its code',
  async () => {
    clone.edit(USE_CASE, OLD_MESSAGE, NEW_MESSAGE);
    await clone.commit('fix(check-job-status): other words');

    const changes = await changesWhile(deployAffected);

    expect(changes).toEqual({ updated: ['check-job-status'], shifted: ['check-job-status'] });
    expect(await messageForNoJob()).toMatch(NEW_MESSAGE);
  },
  TIMEOUT,
);

it(
  'tells what is live, goes back with one change of the alias, and tells that',
  async () => {
    const before = await nx('status', 'check-job-status');

    const changes = await changesWhile(() => nx('rollback', 'check-job-status'));
    const after = await nx('status', 'check-job-status');

    const [, live] = /live version +(\d+)/.exec(before) ?? [];
    const [, previous] = /live before +(\d+)/.exec(before) ?? [];
    expect(before).toMatch(/local build +same as live/);
    expect(changes).toEqual({ updated: [], shifted: ['check-job-status'] });
    expect(await messageForNoJob()).toMatch(OLD_MESSAGE);
    expect(Number(live)).toBeGreaterThan(Number(previous));
    expect(after).toMatch(new RegExp(`live version +${previous}\n`));
    expect(after).toMatch(/not live yet +code\n/);
    expect(after).toMatch(/local build +differs from live/);
  },
  TIMEOUT,
);

it(
  'ships, of a shared library, the functions whose bundle it really changed',
  async () => {
    clone.edit(USE_CASE, NEW_MESSAGE, OLD_MESSAGE);
    clone.edit('libs/lambda-kit/src/http-handler.ts', "'request answered'", "'request replied'");
    await clone.commit('refactor(lambda-kit): other words');

    const changes = await changesWhile(deployAffected);

    const bundling = FUNCTION_NAMES.filter((name) => {
      const bundle = join(clone.root, 'apps', name, 'dist', 'main.cjs');
      return existsSync(bundle) && readFileSync(bundle, 'utf8').includes('request replied');
    }).sort();
    expect(changes).toEqual({ updated: bundling, shifted: bundling });
    // Functions that are behind no route have no part of it, though they import the library.
    expect(bundling).toContain('sm-serving');
    expect(bundling).not.toContain('exit-notebook');
  },
  TIMEOUT,
);

it(
  'ships nothing of a test and a guide',
  async () => {
    clone.edit('apps/sm-serving/src/handler.spec.ts', 'import', '// Changed.\nimport');
    clone.edit('apps/exit-notebook/README.md', '#', 'Changed.\n\n#');
    await clone.commit('docs: other words');

    const changes = await changesWhile(deployAffected);

    expect(changes).toEqual({ updated: [], shifted: [] });
  },
  TIMEOUT,
);

it(
  'leaves what was live before',
  async () => {
    clone.edit('libs/lambda-kit/src/http-handler.ts', "'request replied'", "'request answered'");
    await clone.commit('revert: other words');

    await deployAffected();

    expect(await messageForNoJob()).toMatch(OLD_MESSAGE);
  },
  TIMEOUT,
);
