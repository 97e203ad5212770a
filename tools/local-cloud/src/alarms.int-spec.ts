import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

import { createQueue, eventually, receive, startTestCloud, type TestCloud } from './test-cloud.ts';

interface Told {
  detail: {
    alarmName: string;
    state: { value: string; reason: string };
    previousState: { value: string };
  };
}

let cloud: TestCloud;
let cloudWatch: CloudWatchClient;
let events: { url: string; arn: string };
let topic: { arn: string; queueUrl: string };

beforeAll(async () => {
  cloud = await startTestCloud();
  cloudWatch = new CloudWatchClient(cloud.client);
  events = await createQueue(cloud, 'changes');
  await cloud.call('events', 'AWSEvents.PutRule', {
    Name: 'changes',
    EventPattern: JSON.stringify({
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
    }),
  });
  await cloud.call('events', 'AWSEvents.PutTargets', {
    Rule: 'changes',
    Targets: [{ Id: 'queue', Arn: events.arn }],
  });
  topic = await createTopic('alarms');
}, 60_000);
afterAll(async () => {
  cloudWatch.destroy();
  await cloud.close();
});

const callSns = async (parameters: Record<string, string>): Promise<void> => {
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: new URLSearchParams({ Version: '2010-03-31', ...parameters }).toString(),
  });
  if (!response.ok) throw new Error(await response.text());
};

/** A topic whose messages a queue gets. */
const createTopic = async (name: string) => {
  const arn = `arn:aws:sns:us-east-1:123456789012:${name}`;
  const queue = await createQueue(cloud, `${name}-messages`);
  await callSns({ Action: 'CreateTopic', Name: name });
  await callSns({ Action: 'Subscribe', TopicArn: arn, Protocol: 'sqs', Endpoint: queue.arn });
  return { arn, queueUrl: queue.url };
};

const putAlarm = (AlarmName: string, changes: Partial<PutMetricAlarmCommandInput> = {}) =>
  cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Ours',
      MetricName: AlarmName,
      Dimensions: [{ Name: 'model', Value: 'm' }],
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0.2,
      Period: 60,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
      ...changes,
    }),
  );

/** @param ages of the values, in seconds */
const putData = (MetricName: string, values: number[], ages: number[] = values.map(() => 0)) =>
  cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: 'Ours',
      MetricData: values.map((Value, index) => ({
        MetricName,
        Value,
        Dimensions: [{ Name: 'model', Value: 'm' }],
        Timestamp: new Date(Date.now() - ages[index]! * 1_000),
      })),
    }),
  );

const stateOf = async (name: string) => {
  const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
  return MetricAlarms?.[0]?.StateValue;
};

/** What rules were told of an alarm, until there is as much. */
const toldOf = async (name: string, count: number): Promise<Told['detail'][]> => {
  const found: Told['detail'][] = [];
  await eventually(async () => {
    const bodies = await receive(cloud, events.url);
    found.push(...bodies.map((body) => (JSON.parse(body) as Told).detail));
    return found.filter(({ alarmName }) => alarmName === name).length >= count ? true : undefined;
  });
  return found.filter(({ alarmName }) => alarmName === name);
};

it('an alarm rings by its metric, tells rules and topics, and goes quiet again', async () => {
  await putAlarm('drift', { AlarmActions: [topic.arn], Period: 10 });
  expect(await stateOf('drift')).toBe('INSUFFICIENT_DATA');

  await putData('drift', [0.1, 0.4], [8, 8]);

  expect(await toldOf('drift', 2)).toMatchObject([
    {
      previousState: { value: 'INSUFFICIENT_DATA' },
      state: {
        value: 'ALARM',
        reason:
          'Threshold Crossed: 1 out of the last 1 datapoints [0.4] was GreaterThanThreshold (0.2).',
      },
    },
    // The value is older than a period by now, and nothing is no breach.
    { previousState: { value: 'ALARM' }, state: { value: 'OK' } },
  ]);
  const [message] = await eventually(async () => {
    const bodies = await receive(cloud, topic.queueUrl);
    return bodies.length > 0 ? bodies : undefined;
  });
  const { Message } = JSON.parse(message!) as { Message: string };
  expect(JSON.parse(Message)).toMatchObject({
    AlarmName: 'drift',
    NewStateValue: 'ALARM',
    OldStateValue: 'INSUFFICIENT_DATA',
    Trigger: { MetricName: 'drift', Namespace: 'Ours', Threshold: 0.2 },
  });
});

it.each<[string, Partial<PutMetricAlarmCommandInput>, number[], number[], string]>([
  ['one period of three', { EvaluationPeriods: 3 }, [1], [0], 'OK'],
  ['three periods of three', { EvaluationPeriods: 3 }, [1, 1, 1], [0, 70, 130], 'ALARM'],
  [
    'two periods of three, where two do',
    { EvaluationPeriods: 3, DatapointsToAlarm: 2 },
    [1, 0, 1],
    [0, 70, 130],
    'ALARM',
  ],
  [
    'periods without data that count',
    { EvaluationPeriods: 3, TreatMissingData: 'breaching' },
    [1],
    [0],
    'ALARM',
  ],
  ['a mean', { Statistic: 'Average' }, [0, 0.3], [0, 0], 'OK'],
  ['a sum', { Statistic: 'Sum' }, [0.15, 0.15], [0, 0], 'ALARM'],
  ['too little', { ComparisonOperator: 'LessThanThreshold' }, [0.1], [0], 'ALARM'],
  ['a percentile', { Statistic: undefined, ExtendedStatistic: 'p50' }, [0, 0, 1], [0, 0, 0], 'OK'],
])('an alarm judges %s', async (name, changes, values, ages, expected) => {
  const alarm = name.replaceAll(/\W/g, '-');
  await putAlarm(alarm, changes);

  await putData(alarm, values, ages);

  await eventually(async () => ((await stateOf(alarm)) === expected ? true : undefined));
});

it('a state set by hand is told, and stays until there is data', async () => {
  await putAlarm('by-hand');

  await cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName: 'by-hand', StateValue: 'ALARM', StateReason: 'mine' }),
  );

  expect(await toldOf('by-hand', 1)).toMatchObject([{ state: { value: 'ALARM', reason: 'mine' } }]);
  await putAlarm('by-hand', { Threshold: 0.3 });
  expect(await stateOf('by-hand')).toBe('ALARM');
  await putData('by-hand', [0]);
  expect(await stateOf('by-hand')).toBe('OK');
});

it('an alarm rings by a metric that a function writes into its log', async () => {
  await putAlarm('written', { Statistic: 'Sum', Threshold: 5 });
  await cloud.createFunction(
    'writer',
    `exports.handler = async () => console.log(JSON.stringify({
       _aws: { Timestamp: Date.now(), CloudWatchMetrics: [
         { Namespace: 'Ours', Dimensions: [['model']], Metrics: [{ Name: 'written' }] }] },
       model: 'm', written: [2, 4] }));`,
  );
  const lambda = new LambdaClient(cloud.client);

  await lambda.send(new InvokeCommand({ FunctionName: 'writer' }));

  await eventually(async () => ((await stateOf('written')) === 'ALARM' ? true : undefined));
  lambda.destroy();
});

it('an alarm on a metric of AWS’s own rings by hand alone', async () => {
  await putAlarm('errors', { Namespace: 'AWS/Lambda', MetricName: 'Errors' });

  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: 'AWS/Lambda',
      MetricData: [{ MetricName: 'Errors', Value: 5, Dimensions: [{ Name: 'model', Value: 'm' }] }],
    }),
  );
  await putAlarm('after', {});
  await putData('after', [1]);
  await eventually(async () => ((await stateOf('after')) === 'ALARM' ? true : undefined));

  expect(await stateOf('errors')).toBe('INSUFFICIENT_DATA');
});
