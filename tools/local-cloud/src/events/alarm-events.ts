import type { EventBus } from './event-bus.ts';
import type { Messenger } from './messenger.ts';

/** State of an alarm at some time. */
interface AlarmState {
  value: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  reason: string;
  /** JSON, or ''. */
  reasonData: string;
  timestamp: string;
}

/** A change of an alarm's state, as moto tells it; see `moto/alarms.py`. */
export interface AlarmChange {
  name: string;
  arn: string;
  description: string;
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  statistic: string;
  /** Seconds. */
  period: number;
  evaluationPeriods: number;
  comparisonOperator: string;
  threshold: number;
  treatMissingData: string;
  previous: AlarmState;
  state: AlarmState;
  /** ARNs that are to be told of the new state. */
  actions: string[];
}

export interface AlarmEventsOptions {
  bus: EventBus;
  messenger: Messenger;
  accountId: string;
  region: string;
  log(message: string): void;
}

/** Tells of changes as CloudWatch does: by an event on the default bus, and to the alarm's actions. */
export const createAlarmEvents =
  (options: AlarmEventsOptions) =>
  async (alarm: AlarmChange): Promise<void> => {
    const { bus, messenger } = options;
    options.log(`alarm ${alarm.name}: ${alarm.previous.value} → ${alarm.state.value}`);
    await bus.emit(alarmEvent(alarm));
    const message = JSON.stringify(alarmMessage(alarm, options));
    for (const action of alarm.actions) {
      if (action.split(':')[2] === 'sns') await messenger.send(action, message);
      else options.log(`alarm ${alarm.name}: the local cloud cannot tell ${action}`);
    }
  };

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
const alarmEvent = (alarm: AlarmChange) => ({
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  resources: [alarm.arn],
  detail: {
    alarmName: alarm.name,
    state: withoutEmpty(alarm.state),
    previousState: withoutEmpty(alarm.previous),
    configuration: {
      ...(alarm.description !== '' && { description: alarm.description }),
      metrics: [
        {
          id: 'm1',
          metricStat: {
            metric: {
              namespace: alarm.namespace,
              name: alarm.metricName,
              dimensions: alarm.dimensions,
            },
            period: alarm.period,
            stat: alarm.statistic,
          },
          returnData: true,
        },
      ],
    },
  },
});

const withoutEmpty = ({ reasonData, ...state }: AlarmState) => ({
  ...state,
  ...(reasonData !== '' && { reasonData }),
});

/** What topics get. */
const alarmMessage = (
  alarm: AlarmChange,
  { accountId, region }: Pick<AlarmEventsOptions, 'accountId' | 'region'>,
) => ({
  AlarmName: alarm.name,
  AlarmDescription: alarm.description,
  AWSAccountId: accountId,
  AlarmArn: alarm.arn,
  Region: region,
  NewStateValue: alarm.state.value,
  NewStateReason: alarm.state.reason,
  OldStateValue: alarm.previous.value,
  StateChangeTime: alarm.state.timestamp,
  Trigger: {
    MetricName: alarm.metricName,
    Namespace: alarm.namespace,
    StatisticType: 'Statistic',
    Statistic: alarm.statistic.toUpperCase(),
    Dimensions: Object.entries(alarm.dimensions).map(([name, value]) => ({ name, value })),
    Period: alarm.period,
    EvaluationPeriods: alarm.evaluationPeriods,
    ComparisonOperator: alarm.comparisonOperator,
    Threshold: alarm.threshold,
    TreatMissingData: alarm.treatMissingData,
  },
});
