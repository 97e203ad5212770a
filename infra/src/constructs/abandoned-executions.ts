import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { Construct } from 'constructs';
import { LIVE_ALIAS, PIPELINE_ERRORS } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { EncryptionKey } from './encryption-key.ts';
import type { Location } from './location.ts';
import type { TrainingPipeline } from './training-pipeline.ts';

export interface AbandonedExecutionsProps {
  namePrefix: string;
  location: Location;
  pipeline: TrainingPipeline;
  exitNotebook: DeployedFunction;
  /** @default - SQS's own key */
  encryption?: EncryptionKey;
  alarms: AlarmTopic;
}

/**
 * The safety net for executions that ended without their last state, because somebody stopped them:
 * exit-notebook settles the job all the same. For others it finds the job settled and does nothing.
 *
 * What could not be delivered or handled lands in a dead-letter queue, with an alarm.
 */
export class AbandonedExecutions extends Construct {
  constructor(scope: Construct, id: string, props: AbandonedExecutionsProps) {
    super(scope, id);
    const { namePrefix, pipeline, exitNotebook } = props;
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: `${namePrefix}-abandoned-executions`,
      description: 'Executions of the training pipeline that did not succeed.',
      eventPattern: JSON.stringify({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['ABORTED', 'TIMED_OUT', 'FAILED'], stateMachineArn: [pipeline.arn] },
      }),
    });
    const queue = this.deadLetterQueue(props);
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      targetId: 'exit-notebook',
      arn: exitNotebook.liveArn,
      inputTransformer: {
        inputPaths: { job_key: '$.detail.name', status: '$.detail.status' },
        // EventBridge puts the quotes around the values.
        inputTemplate: `{"job_key": <job_key>, "error": {"Error": "${PIPELINE_ERRORS.executionAborted}", "Cause": <status>}}`,
      },
      retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 3600 },
      deadLetterConfig: { arn: queue.arn },
    });
    exitNotebook.allowInvokeFrom('abandoned_executions', 'events.amazonaws.com', rule.arn);

    // EventBridge's part ends when Lambda has the event; these are Lambda's own repeats.
    new LambdaFunctionEventInvokeConfig(this, 'repeats', {
      functionName: exitNotebook.functionName,
      qualifier: LIVE_ALIAS,
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destination: queue.arn } },
      // Lambda refuses a destination that the function's role may not send to.
      dependsOn: [exitNotebook.permissions],
    });
    exitNotebook.addToRolePolicy({ actions: ['sqs:SendMessage'], resources: [queue.arn] });
    props.encryption?.grantEncrypt(exitNotebook, 'sqs');

    props.alarms.add(this, 'dead-letters', {
      description: `A job may be left unsettled: read the queue ${namePrefix}-dead-letters.`,
      runbook: 'a-job-may-be-left-unsettled',
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: queue.name },
      statistic: 'Maximum',
    });
  }

  private deadLetterQueue({
    namePrefix,
    location,
    encryption,
  }: AbandonedExecutionsProps): SqsQueue {
    const name = `${namePrefix}-dead-letters`;
    const arn = location.arn('sqs', name);
    // The queue's policy is part of the queue: as a resource of its own it takes another 25 s.
    const policy = new DataAwsIamPolicyDocument(this, 'queue_policy', {
      statement: [
        {
          sid: 'FromEventBridge',
          actions: ['sqs:SendMessage'],
          resources: [arn],
          principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [location.accountId] },
          ],
        },
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          actions: ['sqs:*'],
          resources: [arn],
          principals: [{ type: '*', identifiers: ['*'] }],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
      ],
    });
    return new SqsQueue(this, 'dead_letters', {
      name,
      ...(encryption?.arn === undefined
        ? { sqsManagedSseEnabled: true }
        : { kmsMasterKeyId: encryption.arn }),
      // The longest there is.
      messageRetentionSeconds: 14 * 24 * 3600,
      policy: policy.json,
    });
  }
}
