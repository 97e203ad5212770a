import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { Construct } from 'constructs';
import { LIVE_ALIAS, PIPELINE_ERRORS } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Location } from './location.ts';
import { createQueue } from './queue.ts';

export interface AbandonedExecutionsProps {
  namePrefix: string;
  location: Location;
  /** The state machine whose executions are watched. */
  pipeline: { arn: string };
  /** Ends the job of an execution, by its name. */
  ending: DeployedFunction;
  /** Comes before the names of what is made, where there is more than one. @default none */
  thing?: string;
  /** @default a-job-may-be-left-unsettled */
  runbook?: string;
  /** @default - SQS's own key */
  encryption?: EncryptionKey;
  alarms: AlarmTopic;
}

/**
 * The safety net for executions that ended without their last state, because somebody stopped them:
 * their function settles the job all the same. For others it finds the job settled and does nothing.
 *
 * What could not be delivered or handled lands in a dead-letter queue, with an alarm.
 */
export class AbandonedExecutions extends Construct {
  /** ARN of the queue. */
  readonly deadLetters: string;

  constructor(scope: Construct, id: string, props: AbandonedExecutionsProps) {
    super(scope, id);
    const { namePrefix, pipeline, ending } = props;
    const thing = props.thing === undefined ? '' : `${props.thing}-`;
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: `${namePrefix}-${thing}abandoned-executions`,
      description: 'Executions of a training pipeline that did not succeed.',
      eventPattern: JSON.stringify({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['ABORTED', 'TIMED_OUT', 'FAILED'], stateMachineArn: [pipeline.arn] },
      }),
    });
    const queue = createQueue(this, 'dead_letters', {
      name: `${namePrefix}-${thing}dead-letters`,
      location: props.location,
      ...(props.encryption && { encryption: props.encryption }),
    });
    this.deadLetters = queue.arn;
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      targetId: ending.functionName,
      arn: ending.liveArn,
      inputTransformer: {
        inputPaths: { job_key: '$.detail.name', status: '$.detail.status' },
        // EventBridge puts the quotes around the values.
        inputTemplate: `{"job_key": <job_key>, "error": {"Error": "${PIPELINE_ERRORS.executionAborted}", "Cause": <status>}}`,
      },
      retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: { arn: queue.arn },
    });
    ending.allowInvokeFrom('abandoned_executions', 'events.amazonaws.com', rule.arn);

    // EventBridge's part ends when Lambda has the event; these are Lambda's own repeats.
    new LambdaFunctionEventInvokeConfig(this, 'repeats', {
      functionName: ending.functionName,
      qualifier: LIVE_ALIAS,
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: queue.arn } },
      // Lambda refuses a destination that the function's role may not send to.
      dependsOn: [ending.permissions],
    });
    ending.addToRolePolicy({ actions: ['sqs:SendMessage'], resources: [queue.arn] });
    props.encryption?.grantEncrypt(ending, 'sqs');

    props.alarms.add(this, `${thing}dead-letters`, {
      description: `A job may be left unsettled: read the queue ${namePrefix}-${thing}dead-letters.`,
      runbook: props.runbook ?? 'a-job-may-be-left-unsettled',
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: queue.name },
      statistic: 'Maximum',
    });
  }
}
