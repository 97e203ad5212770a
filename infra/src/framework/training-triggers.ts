import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import type { Location } from '../constructs/location.ts';
import { Role } from '../constructs/role.ts';

export interface TrainingTriggersProps {
  namePrefix: string;
  location: Location;
  startTraining: DeployedFunction;
  /** ARN of the queue for what could not be delivered. */
  deadLetters: string;
}

/** A day late is early enough for a training. */
const RETRIES = { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 3600 };

/** What starts trainings by itself: a schedule for each model that has one, and alarms. */
export class TrainingTriggers extends Construct {
  constructor(scope: Construct, id: string, props: TrainingTriggersProps) {
    super(scope, id);
    this.schedules(props);
    this.alarms(props);
  }

  private schedules({ namePrefix, location, startTraining }: TrainingTriggersProps): void {
    const scheduled = MODELS.filter(
      ({ pipeline, schedule }) => pipeline === 'framework' && schedule !== undefined,
    );
    if (scheduled.length === 0) return;
    const role = new Role(this, 'role', {
      name: `${namePrefix}-training-schedule`,
      description: 'Lets schedules start trainings.',
      servicePrincipal: 'scheduler.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    startTraining.grantInvoke(role);
    for (const { name, code, schedule = '' } of scheduled) {
      new SchedulerSchedule(this, `schedule_${code.replaceAll('-', '_')}`, {
        name: `${namePrefix}-${code}-training`,
        description: `Trains ${name}, where its data has changed.`,
        scheduleExpression: schedule,
        // Models of the same schedule need not begin in the same minute.
        flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 15 },
        target: {
          arn: startTraining.liveArn,
          roleArn: role.arn,
          input: JSON.stringify({ source: 'schedule', model: name }),
          retryPolicy: RETRIES,
        },
        // The scheduler tries the role when the schedule is made.
        dependsOn: [role.permissions],
      });
    }
  }

  private alarms({ namePrefix, startTraining, deadLetters }: TrainingTriggersProps): void {
    const names = resourceNames(namePrefix);
    const alarmNames = MODELS.filter(({ pipeline }) => pipeline === 'framework').flatMap(
      ({ code, triggers }) => triggers.map(({ metric }) => names.modelTriggerAlarm(code, metric)),
    );
    if (alarmNames.length === 0) return;
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: `${namePrefix}-training-triggers`,
      description: 'Alarms that start a training when they ring.',
      eventPattern: JSON.stringify({
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { alarmName: alarmNames, state: { value: ['ALARM'] } },
      }),
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      targetId: startTraining.functionName,
      arn: startTraining.liveArn,
      retryPolicy: RETRIES,
      deadLetterConfig: { arn: deadLetters },
    });
    startTraining.allowInvokeFrom('training_triggers', 'events.amazonaws.com', rule.arn);
  }
}
