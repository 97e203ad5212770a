import type { Construct } from 'constructs';
import { onlyResource, surroundings, synthesise, type Json } from '../testing/synthesised.ts';
import { DataBucket } from './data-bucket.ts';
import { DeployedFunction } from './deployed-function.ts';
import { EncryptionKey } from './encryption-key.ts';
import { EventConsumer } from './event-consumer.ts';

const build = (scope: Construct) => {
  const common = surroundings(scope);
  const encryption = new EncryptionKey(scope, 'encryption', { ...common, customerKey: 'none' });
  const consumer = new DeployedFunction(scope, 'consumer', {
    ...common,
    name: 'store-predictions',
    artefacts: new DataBucket(scope, 'artefacts', { name: 'artefacts', ...common }),
    ...{ description: '', environment: {}, timeoutSeconds: 30, memoryMb: 256 },
    logRetentionDays: 30,
  });
  new EventConsumer(scope, 'events', {
    ...common,
    ...{ encryption, consumer, name: 'store-predictions', busName: 'bus' },
    eventPattern: { source: ['somebody'] },
    ...{ timeoutSeconds: 30, maxReceiveCount: 10, maxAgeSeconds: 900, consequence: 'Lost' },
  });
};
const { resource, data, ...rest } = synthesise(build);
const synthesised = { resource, data, ...rest };
const queues = Object.entries(resource['aws_sqs_queue'] ?? {});
const queueNamed = (name: string): Json =>
  queues.find(([, each]) => each['name'] === name)?.[1] ?? {};

it('keeps events encrypted for a fortnight, and sets aside what fails again and again', () => {
  const queue = queueNamed('ngwaf-test-store-predictions');

  expect(queues).toHaveLength(2);
  for (const [, each] of queues) {
    expect(each).toMatchObject({
      message_retention_seconds: 14 * 24 * 3600,
      sqs_managed_sse_enabled: true,
    });
  }
  expect(queue['visibility_timeout_seconds']).toBe(180);
  expect(JSON.parse(String(queue['redrive_policy']))).toEqual({
    deadLetterTargetArn: expect.stringMatching(/events_dead_letters_\w+\.arn/) as string,
    maxReceiveCount: 10,
  });
});

it('takes events of this account alone, over TLS alone', () => {
  const documents = Object.entries(data['aws_iam_policy_document'] ?? {}).filter(([name]) =>
    /^events_(queue|dead_letters)_policy/.test(name),
  );

  expect(documents).toHaveLength(2);
  for (const [, { statement }] of documents) {
    expect(statement).toMatchObject([
      {
        actions: ['sqs:SendMessage'],
        principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }],
        condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount' }],
      },
      {
        effect: 'Deny',
        actions: ['sqs:*'],
        condition: [{ variable: 'aws:SecureTransport', values: ['false'] }],
      },
    ]);
  }
});

it('brings them to the alias that is live, and lets it say which of a batch failed', () => {
  expect(onlyResource(synthesised, 'aws_lambda_event_source_mapping')).toMatchObject({
    function_name: expect.stringMatching(/aws_lambda_alias\.consumer_live_\w+\.arn/) as string,
    function_response_types: ['ReportBatchItemFailures'],
  });
  expect(onlyResource(synthesised, 'aws_cloudwatch_event_target')).toMatchObject({
    event_bus_name: 'bus',
    dead_letter_config: { arn: expect.stringMatching(/events_dead_letters/) as string },
  });
});

it('tells of dead letters at once, and of what waits for too long', () => {
  const alarms = Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {}).map(
    ({ alarm_name, metric_name, threshold }) => [alarm_name, metric_name, threshold],
  );

  expect(alarms).toEqual(
    expect.arrayContaining([
      ['ngwaf-test-store-predictions-dead-letters', 'ApproximateNumberOfMessagesVisible', 1],
      ['ngwaf-test-store-predictions-delay', 'ApproximateAgeOfOldestMessage', 900],
    ]),
  );
});
