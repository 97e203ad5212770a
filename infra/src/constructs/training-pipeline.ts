import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DeployedFunction } from './deployed-function.ts';
import type { Location } from './location.ts';
import { createLogGroup } from './log-group.ts';
import { Role, type Grantable } from './role.ts';
import { trainingPipelineDefinition } from './training-pipeline-definition.ts';

export interface TrainingPipelineProps {
  namePrefix: string;
  location: Location;
  startNotebook: DeployedFunction;
  exitNotebook: DeployedFunction;
  maxWaitingSeconds: number;
  heartbeatSeconds: number;
  logRetentionDays: number;
  /** Encrypts the log. @default - CloudWatch's own key */
  kmsKeyArn?: string | undefined;
  alarms: AlarmTopic;
}

/** The state machine that sees one job through, with its log and alarms. */
export class TrainingPipeline extends Construct {
  readonly arn: string;
  private readonly executionArns: string;

  constructor(scope: Construct, id: string, props: TrainingPipelineProps) {
    super(scope, id);
    const { location, startNotebook, exitNotebook } = props;
    const name = resourceNames(props.namePrefix).stateMachine;
    const log = createLogGroup(this, 'log', {
      name: `/aws/vendedlogs/states/${name}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const role = new Role(this, 'role', {
      name,
      description: 'What the training pipeline may do.',
      servicePrincipal: 'states.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    startNotebook.grantInvoke(role);
    exitNotebook.grantInvoke(role);
    allowLogsAndTraces(role);

    const stateMachine = new SfnStateMachine(this, 'state_machine', {
      name,
      roleArn: role.arn,
      definition: Fn.jsonencode(
        trainingPipelineDefinition({
          startNotebookArn: startNotebook.liveArn,
          exitNotebookArn: exitNotebook.liveArn,
          maxWaitingSeconds: props.maxWaitingSeconds,
          heartbeatSeconds: props.heartbeatSeconds,
        }),
      ),
      loggingConfiguration: {
        level: 'ALL',
        // Input and output hold the task token: whoever reads it can end the task.
        includeExecutionData: false,
        logDestination: `${log.arn}:*`,
      },
      tracingConfiguration: { enabled: true },
      // Step Functions tries the log and the functions when the state machine is created.
      dependsOn: [role.permissions],
    });
    this.arn = stateMachine.arn;
    this.executionArns = location.arn('states', `execution:${name}:*`);

    for (const outcome of ['Failed', 'TimedOut'] as const) {
      props.alarms.add(this, `pipeline-${outcome === 'Failed' ? 'failed' : 'timed-out'}`, {
        description: 'A training pipeline did not succeed; the job says in which step and why.',
        runbook: 'a-retraining-failed',
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

  /** Saying that a task whose token one holds goes on. */
  grantHeartbeat(grantee: Grantable): void {
    grantee.addToRolePolicy({ actions: ['states:SendTaskHeartbeat'], resources: [this.arn] });
  }

  /** Reporting for a task whose token one holds. */
  grantReport(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
      resources: [this.arn],
    });
  }
}

/** Neither log delivery nor X-Ray has resources that these could be limited to. */
export const allowLogsAndTraces = (role: Grantable): void => {
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
