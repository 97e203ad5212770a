import { DescribeAlarmsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';

/** Those of the named alarms that ring. */
export const createRingingAlarms =
  (client: CloudWatchClient) =>
  async (names: readonly string[]): Promise<string[]> => {
    if (names.length === 0) return [];
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [...names], AlarmTypes: ['MetricAlarm'] }),
    );
    return MetricAlarms.flatMap(({ AlarmName, StateValue }) =>
      StateValue === 'ALARM' && AlarmName !== undefined ? [AlarmName] : [],
    );
  };
