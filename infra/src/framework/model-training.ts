import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import type { AlarmTopic } from '../constructs/alarm-topic.ts';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import type { ExecutionRole } from '../constructs/execution-role.ts';
import type { JobTable } from '../constructs/job-table.ts';
import type { Location } from '../constructs/location.ts';
import { createLogGroup } from '../constructs/log-group.ts';
import { Role, type Grantable } from '../constructs/role.ts';
import { allowLogsAndTraces } from '../constructs/training-pipeline.ts';
import { modelTrainingDefinition } from './model-training-definition.ts';

export interface ModelTrainingProps {
  namePrefix: string;
  location: Location;
  jobs: JobTable;
  labelQueue: DeployedFunction;
  prepareData: DeployedFunction;
  evaluateModel: DeployedFunction;
  deployModel: DeployedFunction;
  finishTraining: DeployedFunction;
  /** Roles that training jobs, and that Spark's processing jobs run under. */
  executionRole: ExecutionRole;
  sparkRole: ExecutionRole;
  logRetentionDays: number;
  /** Encrypts the log. @default - CloudWatch's own key */
  kmsKeyArn: string | undefined;
  alarms: AlarmTopic;
}

/** Kinds of SageMaker's jobs that the pipeline runs, as actions, ARNs and managed rules name them. */
const KINDS = [
  { action: 'TrainingJob', arn: 'training-job', rule: 'TrainingJobs' },
  { action: 'HyperParameterTuningJob', arn: 'hyper-parameter-tuning-job', rule: 'TuningJobs' },
  { action: 'TransformJob', arn: 'transform-job', rule: 'TransformJobs' },
  { action: 'ProcessingJob', arn: 'processing-job', rule: 'ProcessingJobs' },
  { action: 'LabelingJob', arn: 'labeling-job', rule: 'LabelingJobs' },
] as const;

/** The state machine that trains every model of the framework, with its log and alarms. */
export class ModelTraining extends Construct {
  readonly arn: string;
  private readonly executionArns: string;

  constructor(scope: Construct, id: string, props: ModelTrainingProps) {
    super(scope, id);
    const { location } = props;
    const name = resourceNames(props.namePrefix).modelTraining;
    const log = createLogGroup(this, 'log', {
      name: `/aws/vendedlogs/states/${name}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: props.kmsKeyArn,
    });
    const role = this.role(name, props);
    const stateMachine = new SfnStateMachine(this, 'state_machine', {
      name,
      roleArn: role.arn,
      definition: Fn.jsonencode(
        modelTrainingDefinition({
          jobTableName: props.jobs.name,
          labelQueueArn: props.labelQueue.liveArn,
          prepareDataArn: props.prepareData.liveArn,
          evaluateModelArn: props.evaluateModel.liveArn,
          deployModelArn: props.deployModel.liveArn,
          finishTrainingArn: props.finishTraining.liveArn,
          executionRoleArn: props.executionRole.arn,
          sparkRoleArn: props.sparkRole.arn,
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
      props.alarms.add(this, `model-training-${outcome === 'Failed' ? 'failed' : 'timed-out'}`, {
        description: 'A training did not succeed; the job says in which step and why.',
        runbook: 'a-training-of-a-model-failed',
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

  private role(name: string, props: ModelTrainingProps): Role {
    const { location } = props;
    const role = new Role(this, 'role', {
      name,
      description: 'What the training pipeline of all models may do.',
      servicePrincipal: 'states.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    for (const each of [
      props.labelQueue,
      props.prepareData,
      props.evaluateModel,
      props.deployModel,
      props.finishTraining,
    ]) {
      each.grantInvoke(role);
    }
    props.jobs.grantSteps(role);
    props.executionRole.grantPass(role);
    props.sparkRole.grantPass(role);
    allowSageMakerJobs(role, props);
    allowLogsAndTraces(role);
    return role;
  }
}

/**
 * Running jobs of SageMaker to their end.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html
 */
const allowSageMakerJobs = (
  role: Grantable,
  { location, namePrefix }: ModelTrainingProps,
): void => {
  const people = MODELS.some(({ labelling }) => labelling.kind === 'ground-truth');
  for (const { action, arn } of KINDS) {
    if (action === 'LabelingJob' && !people) continue;
    role.addToRolePolicy({
      actions: [
        `sagemaker:Create${action}`,
        // For the tags that a job is created with.
        'sagemaker:AddTags',
        `sagemaker:Describe${action}`,
        `sagemaker:Stop${action}`,
      ],
      resources: [location.arn('sagemaker', `${arn}/${namePrefix}-*`)],
    });
  }
  // Through these rules, which Step Functions makes itself, it hears that a job has ended; it takes
  // no state machine whose role may not.
  role.addToRolePolicy({
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    resources: KINDS.map(({ rule }) =>
      location.arn('events', `rule/StepFunctionsGetEventsForSageMaker${rule}Rule`),
    ),
  });
};
