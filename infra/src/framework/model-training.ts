import type { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import type { ExecutionRole } from '../constructs/execution-role.ts';
import type { JobTable } from '../constructs/job-table.ts';
import type { Grantable } from '../constructs/role.ts';
import { StateMachine, type StateMachineProps } from '../constructs/state-machine.ts';
import { modelTrainingDefinition } from './model-training-definition.ts';

export interface ModelTrainingProps extends Pick<
  StateMachineProps,
  'location' | 'logRetentionDays' | 'kmsKeyArn' | 'alarms'
> {
  namePrefix: string;
  jobs: JobTable;
  labelQueue: DeployedFunction;
  prepareData: DeployedFunction;
  evaluateModel: DeployedFunction;
  deployModel: DeployedFunction;
  finishTraining: DeployedFunction;
  /** Roles that training jobs, and that Spark's processing jobs run under. */
  executionRole: ExecutionRole;
  sparkRole: ExecutionRole;
}

/** Kinds of SageMaker's jobs that the pipeline runs, as actions, ARNs and managed rules name them. */
const KINDS = [
  { action: 'TrainingJob', arn: 'training-job', rule: 'TrainingJobs' },
  { action: 'HyperParameterTuningJob', arn: 'hyper-parameter-tuning-job', rule: 'TuningJobs' },
  { action: 'TransformJob', arn: 'transform-job', rule: 'TransformJobs' },
  { action: 'ProcessingJob', arn: 'processing-job', rule: 'ProcessingJobs' },
  { action: 'LabelingJob', arn: 'labeling-job', rule: 'LabelingJobs' },
] as const;

/** The state machine that trains every model of the framework. */
export class ModelTraining extends StateMachine {
  constructor(scope: Construct, id: string, props: ModelTrainingProps) {
    super(scope, id, {
      ...props,
      name: resourceNames(props.namePrefix).modelTraining,
      roleDescription: 'What the training pipeline of all models may do.',
      definition: modelTrainingDefinition({
        jobTableName: props.jobs.name,
        labelQueueArn: props.labelQueue.liveArn,
        prepareDataArn: props.prepareData.liveArn,
        evaluateModelArn: props.evaluateModel.liveArn,
        deployModelArn: props.deployModel.liveArn,
        finishTrainingArn: props.finishTraining.liveArn,
        executionRoleArn: props.executionRole.arn,
        sparkRoleArn: props.sparkRole.arn,
      }),
      alarm: {
        thing: 'model-training',
        description: 'A training did not succeed; the job says in which step and why.',
        runbook: 'a-training-of-a-model-failed',
      },
    });
    for (const each of [
      props.labelQueue,
      props.prepareData,
      props.evaluateModel,
      props.deployModel,
      props.finishTraining,
    ]) {
      each.grantInvoke(this.role);
    }
    props.jobs.grantSteps(this.role);
    props.executionRole.grantPass(this.role);
    props.sparkRole.grantPass(this.role);
    allowSageMakerJobs(this.role, props);
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
