import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';

import { serviceCalls } from '../../iam/principals.ts';
import { clientConfig, type AwsAccess } from './client-config.ts';

/** Reads alarms of the local cloud's CloudWatch. Whoever asks for a deployment must be allowed to. */
export class Alarms {
  private readonly client: CloudWatchClient;

  constructor(access: AwsAccess) {
    this.client = new CloudWatchClient(clientConfig(access, serviceCalls('sagemaker')));
  }

  /** Those of the named alarms that are in state ALARM. */
  async ringing(names: string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const { MetricAlarms = [], CompositeAlarms = [] } = await this.client.send(
      new DescribeAlarmsCommand({
        AlarmNames: names,
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      }),
    );
    return [...MetricAlarms, ...CompositeAlarms]
      .filter(({ StateValue }) => StateValue === 'ALARM')
      .flatMap(({ AlarmName }) => AlarmName ?? []);
  }

  close(): void {
    this.client.destroy();
  }
}
