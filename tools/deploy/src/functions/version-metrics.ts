import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { LIVE_ALIAS } from '@ngwaf/contracts';

/** How often a version was called through the alias, and how often it failed. */
export interface VersionMetrics {
  calls: number;
  errors: number;
}

/** Lambda counts by the minute. */
const PERIOD_SECONDS = 60;

/** What Lambda counted of one version behind the alias `live`. On AWS that is about a minute late. */
export const readVersionMetrics = async (
  cloudWatch: CloudWatchClient,
  { functionName, version, since }: { functionName: string; version: string; since: Date },
): Promise<VersionMetrics> => {
  const Dimensions = [
    { Name: 'FunctionName', Value: functionName },
    { Name: 'Resource', Value: `${functionName}:${LIVE_ALIAS}` },
    { Name: 'ExecutedVersion', Value: version },
  ];
  const query = (Id: string, MetricName: string) => ({
    Id,
    MetricStat: {
      Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions },
      Period: PERIOD_SECONDS,
      Stat: 'Sum',
    },
  });
  const periodMs = PERIOD_SECONDS * 1000;
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Math.floor(since.getTime() / periodMs) * periodMs),
      EndTime: new Date(Date.now() + periodMs),
      MetricDataQueries: [query('calls', 'Invocations'), query('errors', 'Errors')],
    }),
  );
  const sum = (id: string) =>
    MetricDataResults.filter(({ Id }) => Id === id)
      .flatMap(({ Values = [] }) => Values)
      .reduce((total, value) => total + value, 0);
  return { calls: sum('calls'), errors: sum('errors') };
};

/** Whether an alarm is in state ALARM; one that does not exist is not. */
export const isRinging = async (
  cloudWatch: CloudWatchClient,
  alarmName: string,
): Promise<boolean> => {
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [alarmName] }),
  );
  return MetricAlarms.some(({ StateValue }) => StateValue === 'ALARM');
};
