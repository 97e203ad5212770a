import {
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { startTestEnvironment, type TestEnvironment } from '../testing/environment.ts';
import { deterministicZip } from '../zip.ts';

let env: TestEnvironment;
beforeAll(async () => {
  env = await startTestEnvironment(['sm-serving', 'check-job-status']);
});
afterAll(async () => {
  await env.close();
});

const answering = (value: number | string) => `exports.handler = async () => ${value};`;
const serving = (value: number | string) => env.build({ 'sm-serving': answering(value) });
const setMemory = (MemorySize: number) =>
  env.clients.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: env.functionName('sm-serving'),
      MemorySize,
    }),
  );
const versions = async () =>
  (
    await env.clients.lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName: env.functionName('sm-serving') }),
    )
  ).Versions?.map(({ Version }) => Version);
const currentZip = async () => {
  const Key = 'functions/sm-serving/current.zip';
  const { Body } = await env.clients.s3.send(new GetObjectCommand({ Bucket: 'artefacts', Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const zipOf = (root: number) =>
  Buffer.from(deterministicZip({ 'main.cjs': Buffer.from(answering(root)) }));

// One story: each step starts from what the one before left.

it('refuses to ship anything while a bundle is missing, and says how to build it', async () => {
  const { code, output } = await env.run(serving(1), 'function', 'sm-serving', 'check-job-status');

  expect(code).toBe(1);
  expect(output).toBe(
    'deploy: apps/check-job-status/dist/main.cjs does not exist: build it with npx nx build check-job-status',
  );
  expect((await env.alias('sm-serving')).version).toBe('$LATEST');
});

it('says what it would ship, and ships nothing', async () => {
  const { output } = await env.run(serving(1), 'function', 'sm-serving', '--dry-run');

  expect(output).toMatch(/sm-serving +none +code \(first deployment\) +0\.1 KB/);
  expect((await env.alias('sm-serving')).version).toBe('$LATEST');
});

it('makes bundles live, side by side', async () => {
  const root = env.build({ 'sm-serving': answering(1), 'check-job-status': answering('"jobs"') });

  const { code, output } = await env.run(root, 'function', 'sm-serving', 'check-job-status');

  expect(code).toBe(0);
  expect(output).toMatch(/sm-serving +none → 1 +code, 0\.1 KB +\d/);
  expect(await env.call('sm-serving')).toEqual({ answer: '1', version: '1' });
  expect(await env.call('check-job-status')).toEqual({ answer: '"jobs"', version: '1' });
  expect((await currentZip()).equals(zipOf(1))).toBe(true);
});

it('changes nothing the second time', async () => {
  const { output } = await env.run(serving(1), 'function', 'sm-serving');

  expect(output).toMatch(/sm-serving +1 +unchanged +\d/);
  expect(await versions()).toEqual(['$LATEST', '1']);
});

it('publishes changed configuration, and says that the code is the same', async () => {
  await setMemory(512);
  const plan = await env.run(serving(1), 'function', 'sm-serving', '--dry-run');

  const { output } = await env.run(serving(1), 'function', 'sm-serving');

  expect(plan.output).toMatch(/sm-serving +1 +MemorySize/);
  expect(output).toMatch(/sm-serving +1 → 2 +configuration +\d/);
  const live = await env.clients.lambda.send(
    new GetFunctionConfigurationCommand({
      FunctionName: env.functionName('sm-serving'),
      Qualifier: 'live',
    }),
  );
  expect(live.MemorySize).toBe(512);
});

it('goes back over a publication of configuration, and says which version has other code', async () => {
  await env.run(serving(3), 'function', 'sm-serving');
  await setMemory(256);
  await env.run(serving(3), 'function', 'sm-serving');
  expect(await env.alias('sm-serving')).toMatchObject({ version: '4' });

  const { output } = await env.run(serving(3), 'rollback', 'sm-serving');

  expect(output).toContain('sm-serving  4 → 3, in which MemorySize differs');
  expect(output).toContain('the one before it is version 2: --to=2');
  expect(await env.call('sm-serving')).toEqual({ answer: '3', version: '3' });
});

it('goes further back when asked again, and tells what is live and what is not', async () => {
  const { output } = await env.run(serving(3), 'rollback', 'sm-serving');

  expect(output).toContain('sm-serving  3 → 2, in which code differs');
  expect(output).toContain('revert the commit as well');
  expect(await env.call('sm-serving')).toEqual({ answer: '1', version: '2' });
  // An apply that has to make the function anew takes the live code, not the newest.
  expect((await currentZip()).equals(zipOf(1))).toBe(true);
  const status = await env.run(serving(3), 'status', 'sm-serving');
  expect(status.output).toMatch(/live version +2\n/);
  expect(status.output).toMatch(/live before +1\n/);
  expect(status.output).toMatch(/not live yet +code and MemorySize\n/);
  expect(status.output).toMatch(/local build +differs from live/);
});

it('goes forward again with the next deployment, and back to what was live before that', async () => {
  const deployed = await env.run(serving(5), 'function', 'sm-serving');
  const { output } = await env.run(serving(5), 'rollback', 'sm-serving');

  expect(deployed.output).toMatch(/sm-serving +2 → 5 +code/);
  expect(output).toContain('sm-serving  5 → 2');
  expect(await env.call('sm-serving')).toEqual({ answer: '1', version: '2' });
});

it('ships what was rolled back once more if it is deployed once more', async () => {
  const { output } = await env.run(serving(5), 'function', 'sm-serving');

  expect(output).toMatch(/sm-serving +2 → 5 +code/);
  expect((await currentZip()).equals(zipOf(5))).toBe(true);
});

it('goes to any version that is named, and to none that there is not', async () => {
  const there = await env.run(serving(5), 'rollback', 'sm-serving', '--to=4');
  const again = await env.run(serving(5), 'rollback', 'sm-serving', '--to=4');
  const nowhere = await env.run(serving(5), 'rollback', 'sm-serving', '--to=99');
  const word = await env.run(serving(5), 'rollback', 'sm-serving', '--to=newest');

  expect([there.code, again.code, nowhere.code, word.code]).toEqual([0, 0, 1, 2]);
  expect(again.output).toContain('version 4 is live already');
  expect(nowhere.output).toContain('has no version 99');
  expect(await env.call('sm-serving')).toEqual({ answer: '3', version: '4' });
});

it('counts a move of the alias by other means as one of its own', async () => {
  await env.clients.lambda.send(
    new UpdateAliasCommand({
      FunctionName: env.functionName('sm-serving'),
      Name: 'live',
      FunctionVersion: '1',
    }),
  );

  const { output } = await env.run(serving(5), 'rollback', 'sm-serving');

  // Version 1 was live before all others, so nothing is before it.
  expect(output).toContain('no version is known to have been live before version 1');
});

it('keeps the newest versions and those in use, and removes the others', async () => {
  await env.run(serving(6), 'function', 'sm-serving', '--keep=3');
  await env.run(serving(7), 'function', 'sm-serving', '--keep=3');

  // 5 to 7 are the newest; 1 is where a rollback of 6 would go.
  expect(await versions()).toEqual(['$LATEST', '1', '5', '6', '7']);
  expect(await env.call('sm-serving')).toEqual({ answer: '7', version: '7' });
});

it('ships the others when one function fails, and fails with its reason', async () => {
  const root = env.build({ 'sm-serving': answering(8), 'exit-notebook': answering(8) });

  const { code, output } = await env.run(root, 'function', 'exit-notebook', 'sm-serving');

  expect(code).toBe(1);
  expect(output).toContain(
    'exit-notebook: ngwaf-dev-exit-notebook does not exist or has no alias "live": apply the stack first',
  );
  expect(await env.call('sm-serving')).toEqual({ answer: '8', version: '8' });
});

it.each([
  ['an unknown function', ['function', 'sm-servin'], 'did you mean sm-serving?'],
  ['no names', ['function'], 'expected names of functions, or --all'],
  ['a canary of everything', ['function', '--all', '--canary=100'], 'whole number of 1 to 99'],
  ['no place for a rollback', ['function', '--all', '--keep=1'], 'whole number of 2 to 1000'],
  ['a rollback of nothing', ['rollback'], '<name> is missing'],
])('refuses %s with exit code 2', async (_case, args, message) => {
  const { code, output } = await env.run(serving(8), ...args);

  expect(code).toBe(2);
  expect(output).toContain(message);
});
