import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { Location } from './location.ts';
import { Role } from './role.ts';

export interface SweepScheduleProps {
  namePrefix: string;
  location: Location;
  sweeper: DeployedFunction;
  /** `rate(…)` or `cron(…)` in UTC; `off` for none: the sweeper is then called by hand alone. */
  schedule: string;
  alarms: AlarmTopic;
}

/** Calls the sweeper again and again, and tells of what it finds. */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, props: SweepScheduleProps) {
    super(scope, id);
    const { namePrefix, sweeper, schedule } = props;
    const role = new Role(this, 'role', {
      name: `${namePrefix}-sweep-schedule`,
      description: 'Lets the schedule call the sweeper.',
      servicePrincipal: 'scheduler.amazonaws.com',
      sourceAccountId: props.location.accountId,
    });
    sweeper.grantInvoke(role);
    new SchedulerSchedule(this, 'schedule', {
      name: `${namePrefix}-sweep`,
      description: 'Looks for what costs money and belongs to no job.',
      state: schedule === 'off' ? 'DISABLED' : 'ENABLED',
      scheduleExpression: schedule === 'off' ? 'rate(1 hour)' : schedule,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: sweeper.liveArn,
        roleArn: role.arn,
        input: '{}',
        // The next run comes soon enough.
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 600 },
      },
      // The scheduler tries the role when the schedule is made.
      dependsOn: [role.permissions],
    });

    const metric = { namespace: 'NGWAF', dimensions: { service: 'sweeper' } };
    const log = `log /aws/lambda/${sweeper.functionName}`;
    props.alarms.add(this, 'left-overs', {
      ...metric,
      runbook: 'costs-rise',
      description: `Something costs money and belongs to no job; what it is: ${log}.`,
      metricName: 'LeftOversFound',
      statistic: 'Maximum',
      periodSeconds: 3600,
    });
    props.alarms.add(this, 'sweep-failures', {
      ...metric,
      runbook: 'costs-rise',
      description: `Something could not be looked at or removed by the sweeper; why: ${log}.`,
      metricName: 'SweepFailures',
      statistic: 'Maximum',
      periodSeconds: 3600,
    });
  }
}
