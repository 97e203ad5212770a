import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { startTestEnvironment, type TestEnvironment } from '../testing/environment.ts';

const ALARM = 'ngwaf-dev-sm-serving-errors';

let env: TestEnvironment;
beforeAll(async () => {
  env = await startTestEnvironment(['sm-serving']);
  await env.clients.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: ALARM,
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    }),
  );
});
afterAll(async () => {
  await env.close();
});

const build = (code: string) =>
  env.build({ 'sm-serving': `exports.handler = async () => ${code}` });
const setAlarm = (StateValue: 'OK' | 'ALARM') =>
  env.clients.cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'test' }),
  );
const deploy = (root: string, watch: number, ...more: string[]) =>
  env.start(root, 'function', 'sm-serving', '--canary=50', `--watch=${watch}`, ...more);

/** Waits until the alias sends a part of the calls elsewhere. */
const untilShifted = async () => {
  for (let look = 0; look < 200; look += 1) {
    const { weights } = await env.alias('sm-serving');
    if (Object.keys(weights).length > 0) return weights;
    await sleep(50);
  }
  throw new Error('no canary within 10 s');
};
/** Calls until the alias is whole again, or enough; which versions ran. */
const callMeanwhile = async (calls: number) => {
  const versions = new Set<string | undefined>();
  for (let call = 0; call < calls; call += 1) {
    versions.add((await env.call('sm-serving')).version);
  }
  return [...versions].sort();
};

// One story: each step starts from what the one before left.

it('gives the first version all calls, as there is no other', async () => {
  const { output } = await deploy(build('1'), 60).ended;

  expect(output).toContain('nothing is live yet, so the first version gets all calls at once');
  expect(await env.call('sm-serving')).toEqual({ answer: '1', version: '1' });
});

it('gives a new version its part of the calls, and all of them when it did well', async () => {
  const { ended } = deploy(build('2'), 5);
  const weights = await untilShifted();
  const versions = await callMeanwhile(40);
  const { code, output } = await ended;

  expect(weights).toEqual({ '2': 0.5 });
  expect(versions).toEqual(['1', '2']);
  expect(code).toBe(0);
  expect(output).toMatch(/version 2 took \d+ calls, 0 failed/);
  expect(output).toMatch(/sm-serving +1 → 2 +code/);
  expect(await env.alias('sm-serving')).toEqual({
    version: '2',
    weights: {},
    description: 'live: 2; before: 1',
  });
});

it('takes a version back as soon as calls of it fail', async () => {
  const { ended } = deploy(build('{ throw new Error("bad") }'), 300);
  await untilShifted();
  await callMeanwhile(20);
  const { code, output } = await ended;

  expect(code).toBe(1);
  expect(output).toMatch(
    /\d+ of \d+ calls of version 3 failed\. Version 2 has all calls again, version 3 none/,
  );
  expect(await env.alias('sm-serving')).toEqual({
    version: '2',
    weights: {},
    description: 'live: 2; before: 1',
  });
});

it('lets some calls fail where that is allowed', async () => {
  const { ended } = deploy(
    build('{ throw new Error("bad, but allowed") }'),
    5,
    '--max-errors=1000',
  );
  await untilShifted();
  await callMeanwhile(10);
  const { code } = await ended;
  const back = await env.run(build('2'), 'rollback', 'sm-serving');

  expect(code).toBe(0);
  expect(back.output).toContain('4 → 2');
});

it('takes a version back when the alarm rings', async () => {
  const { ended } = deploy(build('5'), 300);
  await untilShifted();
  await setAlarm('ALARM');
  const { code, output } = await ended;

  expect(code).toBe(1);
  expect(output).toContain(`the alarm ${ALARM} rang. Version 2 has all calls again`);
  expect((await env.alias('sm-serving')).weights).toEqual({});
});

it('starts nothing while the alarm rings already', async () => {
  const { code, output } = await deploy(build('5'), 300).ended;
  const { MetricAlarms } = await env.clients.cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [ALARM] }),
  );
  await setAlarm('OK');

  expect(MetricAlarms?.[0]?.StateValue).toBe('ALARM');
  expect(code).toBe(1);
  expect(output).toContain('rings already');
  expect(await env.alias('sm-serving')).toMatchObject({ version: '2', weights: {} });
});

it.each(['SIGINT', 'SIGTERM'] as const)('takes a version back on %s', async (signal) => {
  const { process: child, ended } = deploy(build('5'), 300);
  await untilShifted();
  child.kill(signal);
  const { code, output } = await ended;

  expect(code).toBe(1);
  expect(output).toContain('the watch was interrupted. Version 2 has all calls again');
  expect(await env.alias('sm-serving')).toMatchObject({ version: '2', weights: {} });
});

describe('a canary that nobody watches any more', () => {
  beforeAll(async () => {
    const { process: child, ended } = deploy(build('5'), 300);
    await untilShifted();
    child.kill('SIGKILL');
    await ended;
  });

  it('is seen, and no deployment goes over it', async () => {
    const status = await env.run(build('5'), 'status', 'sm-serving');
    const { code, output } = await env.run(build('6'), 'function', 'sm-serving');

    expect(status.output).toMatch(/canary +version 5 gets 50 %/);
    expect(code).toBe(1);
    expect(output).toContain('a canary is going on (version 5 gets 50 % of the calls)');
  });

  it('is ended by a rollback', async () => {
    const { output } = await env.run(build('5'), 'rollback', 'sm-serving');

    expect(output).toContain('the canary of version 5 has ended, version 2 has all calls');
    expect(await env.alias('sm-serving')).toEqual({
      version: '2',
      weights: {},
      description: 'live: 2; before: 1',
    });
  });
});

it('gives way to somebody who changes the alias meanwhile', async () => {
  const { ended } = deploy(build('5'), 300);
  await untilShifted();
  await env.run(build('5'), 'rollback', 'sm-serving');
  const { code, output } = await ended;

  expect(code).toBe(1);
  expect(output).toContain('somebody else changed what is live while version 5 was watched');
  expect(await env.alias('sm-serving')).toMatchObject({ version: '2', weights: {} });
});
