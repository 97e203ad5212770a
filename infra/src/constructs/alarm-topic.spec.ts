import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { onlyResource, surroundings, synthesise } from '../testing/synthesised.ts';

const synthesised = synthesise((scope) => {
  surroundings(scope).alarms.add(scope, 'too-many', {
    description: 'Too many.',
    runbook: 'a-section',
    namespace: 'AWS/SQS',
    metricName: 'Messages',
    dimensions: { QueueName: 'queue' },
  });
});

it('rings at the first data point, and without data not at all', () => {
  expect(synthesised.text).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
    alarm_name: 'ngwaf-test-too-many',
    statistic: 'Sum',
    comparison_operator: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    evaluation_periods: 1,
    treat_missing_data: 'notBreaching',
  });
});

it('mails to the address that is given, and to nobody else', () => {
  expect(onlyResource(synthesised, 'aws_sns_topic_subscription')['count']).toBe(
    '${(length(var.email) >= 1) ? 1 : 0}',
  );
});
