import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { conditional, Fn, Op, TerraformCount, Token, type TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

export interface AlarmTopicProps {
  namePrefix: string;
  /** Address that is told; nobody is while it is empty. */
  email: TerraformVariable;
  /** ARN of the key that encrypts what waits in the topic. @default - it is not encrypted */
  kmsKeyArn?: string | undefined;
}

export interface AlarmProps {
  /** What is wrong when it rings, and where to look. */
  description: string;
  /** Heading of `docs/runbook.md` that says what to do, as a link spells it: `a-job-is-stuck`. */
  runbook: string;
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  /** @default Sum */
  statistic?: 'Sum' | 'Maximum' | 'Minimum';
  /** e.g. `p99`, instead of a statistic. */
  percentile?: string;
  /** Rings when the metric reaches it. @default 1 */
  threshold?: number;
  /** Rings when the metric is below the threshold instead. @default false */
  isBelow?: boolean;
  /** @default 60 */
  periodSeconds?: number;
  /** Periods in a row. @default 1 */
  periods?: number;
}

/** Where the stack's alarms go. A metric without data is no alarm. */
export class AlarmTopic extends Construct {
  readonly arn: string;
  private readonly namePrefix: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.namePrefix = props.namePrefix;
    const topic = new SnsTopic(this, 'topic', {
      name: `${props.namePrefix}-alarms`,
      // Never the account's own key for SNS: CloudWatch may not use that one.
      ...(props.kmsKeyArn !== undefined && { kmsMasterKeyId: props.kmsKeyArn }),
    });
    this.arn = topic.arn;
    new SnsTopicSubscription(this, 'email', {
      count: TerraformCount.of(
        Token.asNumber(conditional(Op.gte(Fn.lengthOf(props.email.stringValue), 1), 1, 0)),
      ),
      topicArn: topic.arn,
      protocol: 'email',
      endpoint: props.email.stringValue,
    });
  }

  /** Adds an alarm `<prefix>-<name>` and gives back that name. */
  add(scope: Construct, name: string, props: AlarmProps): string {
    const alarm = new CloudwatchMetricAlarm(scope, `${name.replaceAll('-', '_')}_alarm`, {
      alarmName: `${this.namePrefix}-${name}`,
      alarmDescription: `${props.description} What to do: docs/runbook.md#${props.runbook}`,
      namespace: props.namespace,
      metricName: props.metricName,
      dimensions: props.dimensions,
      ...(props.percentile === undefined
        ? { statistic: props.statistic ?? 'Sum' }
        : { extendedStatistic: props.percentile }),
      comparisonOperator: props.isBelow ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      threshold: props.threshold ?? 1,
      period: props.periodSeconds ?? 60,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: 'notBreaching',
      alarmActions: [this.arn],
      okActions: [this.arn],
    });
    return alarm.alarmName;
  }
}
