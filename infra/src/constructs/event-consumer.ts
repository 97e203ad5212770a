import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Location } from './location.ts';
import { createQueue } from './queue.ts';

export interface EventConsumerProps {
  /** Of rule, queues and alarms, after the prefix; that of the function. */
  name: string;
  namePrefix: string;
  location: Location;
  encryption: EncryptionKey;
  alarms: AlarmTopic;
  busName: string;
  /** Which events of the bus. */
  eventPattern: object;
  consumer: DeployedFunction;
  /** The consumer's, of which a message is hidden the sixfold, as Lambda asks. */
  timeoutSeconds: number;
  /** Deliveries after which a message is a dead letter. */
  maxReceiveCount: number;
  /** Rings when the oldest message waits this long. */
  maxAgeSeconds: number;
  /** Most batches at the same time, from 2 on. @default - as many as Lambda runs */
  maxConcurrency?: number;
  /** What it means when it does not get on. */
  consequence: string;
}

/**
 * A function that gets events of a bus through a queue of its own: kept while it is down or fails,
 * delivered again, and in the end set aside where an alarm tells of them.
 */
export class EventConsumer extends Construct {
  readonly queue: SqsQueue;

  constructor(scope: Construct, id: string, props: EventConsumerProps) {
    super(scope, id);
    const { name, namePrefix, location, encryption, alarms, consumer } = props;
    const deadLetters = createQueue(this, 'dead_letters', {
      name: `${namePrefix}-${name}-dead-letters`,
      location,
      encryption,
    });
    this.queue = createQueue(this, 'queue', {
      name: `${namePrefix}-${name}`,
      location,
      encryption,
      visibilityTimeoutSeconds: 6 * props.timeoutSeconds,
      redrive: { queueArn: deadLetters.arn, maxReceiveCount: props.maxReceiveCount },
    });
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: `${namePrefix}-${name}`,
      description: `Events for ${name}.`,
      eventBusName: props.busName,
      eventPattern: JSON.stringify(props.eventPattern),
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      eventBusName: props.busName,
      targetId: name,
      arn: this.queue.arn,
      retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 },
      deadLetterConfig: { arn: deadLetters.arn },
    });
    // Lambda takes messages from the queue as the function.
    consumer.addToRolePolicy({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [this.queue.arn],
    });
    encryption.grantDecrypt(consumer, 'sqs');
    new LambdaEventSourceMapping(this, 'deliveries', {
      eventSourceArn: this.queue.arn,
      functionName: consumer.liveArn,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      ...(props.maxConcurrency !== undefined && {
        scalingConfig: { maximumConcurrency: props.maxConcurrency },
      }),
      // Lambda tries the permissions when the mapping is made.
      dependsOn: [consumer.permissions],
    });

    const metric = { namespace: 'AWS/SQS', statistic: 'Maximum' } as const;
    const runbook = 'predictions-are-not-acted-on';
    alarms.add(this, `${name}-dead-letters`, {
      ...metric,
      runbook,
      description: `${props.consequence}: read the queue ${namePrefix}-${name}-dead-letters.`,
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: deadLetters.name },
    });
    alarms.add(this, `${name}-delay`, {
      ...metric,
      runbook,
      description: `${props.consequence}, for now: ${namePrefix}-${name} does not get on.`,
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: this.queue.name },
      threshold: props.maxAgeSeconds,
    });
  }
}
