import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import type { Location } from './location.ts';
import { createLogGroup } from './log-group.ts';
import { Role, type Grantable } from './role.ts';

export interface StateMachineProps {
  name: string;
  location: Location;
  /** What it may do, in words. */
  roleDescription: string;
  /** In the Amazon States Language. */
  definition: object;
  logRetentionDays: number;
  /** Encrypts the log. @default - CloudWatch's own key */
  kmsKeyArn?: string | undefined;
  alarms: AlarmTopic;
  /** Alarms of executions that failed or timed out: `<thing>-failed`, `<thing>-timed-out`. */
  alarm: { thing: string; description: string; runbook: string };
}

/** A state machine with its role, its log and its alarms. */
export class StateMachine extends Construct {
  readonly arn: string;
  protected readonly role: Role;
  private readonly executionArns: string;

  constructor(scope: Construct, id: string, props: StateMachineProps) {
    super(scope, id);
    const { name, location, alarm } = props;
    const log = createLogGroup(this, 'log', {
      name: `/aws/vendedlogs/states/${name}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    this.role = new Role(this, 'role', {
      name,
      description: props.roleDescription,
      servicePrincipal: 'states.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    allowLogsAndTraces(this.role);
    const stateMachine = new SfnStateMachine(this, 'state_machine', {
      name,
      roleArn: this.role.arn,
      definition: Fn.jsonencode(props.definition),
      loggingConfiguration: {
        level: 'ALL',
        // Input and output hold the task token: whoever reads it can end the task.
        includeExecutionData: false,
        logDestination: `${log.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      // Step Functions tries the log and the functions when the state machine is created.
      dependsOn: [this.role.permissions],
    });
    this.arn = stateMachine.arn;
    this.executionArns = location.arn('states', `execution:${name}:*`);

    for (const outcome of ['Failed', 'TimedOut'] as const) {
      props.alarms.add(this, `${alarm.thing}-${outcome === 'Failed' ? 'failed' : 'timed-out'}`, {
        description: alarm.description,
        runbook: alarm.runbook,
        namespace: 'AWS/States',
        metricName: `Executions${outcome}`,
        dimensions: { StateMachineArn: stateMachine.arn },
      });
    }
  }

  /** Starting an execution, and asking what became of one. */
  grantStart(grantee: Grantable): void {
    grantee.addToRolePolicy({ actions: ['states:StartExecution'], resources: [this.arn] });
    grantee.addToRolePolicy({
      actions: ['states:DescribeExecution'],
      resources: [this.executionArns],
    });
  }
}

/** Neither log delivery nor X-Ray has resources that these could be limited to. */
const allowLogsAndTraces = (role: Grantable): void => {
  role.addToRolePolicy({
    actions: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
    resources: ['*'],
  });
  role.addToRolePolicy({
    actions: [
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
    ],
    resources: ['*'],
  });
};
