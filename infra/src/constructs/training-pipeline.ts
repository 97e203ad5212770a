import type { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import type { DeployedFunction } from './deployed-function.ts';
import type { Grantable } from './role.ts';
import { StateMachine, type StateMachineProps } from './state-machine.ts';
import { trainingPipelineDefinition } from './training-pipeline-definition.ts';

export interface TrainingPipelineProps extends Pick<
  StateMachineProps,
  'location' | 'logRetentionDays' | 'kmsKeyArn' | 'alarms'
> {
  namePrefix: string;
  startNotebook: DeployedFunction;
  exitNotebook: DeployedFunction;
  maxWaitingSeconds: number;
  heartbeatSeconds: number;
}

/** The state machine that sees one job of the firewall's model through. */
export class TrainingPipeline extends StateMachine {
  constructor(scope: Construct, id: string, props: TrainingPipelineProps) {
    const { startNotebook, exitNotebook } = props;
    super(scope, id, {
      ...props,
      name: resourceNames(props.namePrefix).stateMachine,
      roleDescription: 'What the training pipeline may do.',
      definition: trainingPipelineDefinition({
        startNotebookArn: startNotebook.liveArn,
        exitNotebookArn: exitNotebook.liveArn,
        maxWaitingSeconds: props.maxWaitingSeconds,
        heartbeatSeconds: props.heartbeatSeconds,
      }),
      alarm: {
        thing: 'pipeline',
        description: 'A training pipeline did not succeed; the job says in which step and why.',
        runbook: 'a-retraining-failed',
      },
    });
    startNotebook.grantInvoke(this.role);
    exitNotebook.grantInvoke(this.role);
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
