import type { Location } from './location.ts';
import type { Grantable } from './role.ts';

/** The pipeline's training jobs: those whose names start with the prefix. They come and go at run time. */
export class TrainingJobs {
  private readonly arns: string;
  /** Of tuning and transform jobs. */
  private readonly otherArns: [tuning: string, transform: string];
  private readonly logArns: { group: string; streams: string };

  constructor(location: Location, namePrefix: string) {
    this.arns = location.arn('sagemaker', `training-job/${namePrefix}-*`);
    this.otherArns = [
      location.arn('sagemaker', `hyper-parameter-tuning-job/${namePrefix}-*`),
      location.arn('sagemaker', `transform-job/${namePrefix}-*`),
    ];
    const group = 'log-group:/aws/sagemaker/TrainingJobs';
    this.logArns = {
      group: location.arn('logs', `${group}:*`),
      streams: location.arn('logs', `${group}:log-stream:${namePrefix}-*`),
    };
  }

  /** Starting jobs, following them, and reading what they logged. */
  grantRun(grantee: Grantable): void {
    grantee.addToRolePolicy({
      // The second for the tags that a job is created with.
      actions: ['sagemaker:CreateTrainingJob', 'sagemaker:AddTags'],
      resources: [this.arns],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeTrainingJob'],
      resources: [this.arns],
    });
    grantee.addToRolePolicy({
      actions: ['logs:DescribeLogStreams'],
      resources: [this.logArns.group],
    });
    grantee.addToRolePolicy({ actions: ['logs:GetLogEvents'], resources: [this.logArns.streams] });
  }

  /** Finding jobs and stopping them. */
  grantSweep(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:StopTrainingJob', 'sagemaker:ListTags'],
      resources: [this.arns],
    });
    const [tuning, transform] = this.otherArns;
    grantee.addToRolePolicy({
      actions: ['sagemaker:StopHyperParameterTuningJob', 'sagemaker:ListTags'],
      resources: [tuning],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:StopTransformJob', 'sagemaker:ListTags'],
      resources: [transform],
    });
    // SageMaker cannot limit listing to names.
    grantee.addToRolePolicy({
      actions: [
        'sagemaker:ListTrainingJobs',
        'sagemaker:ListHyperParameterTuningJobs',
        'sagemaker:ListTransformJobs',
      ],
      resources: ['*'],
    });
  }

  /** Following jobs and stopping them. */
  grantStop(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
      resources: [this.arns],
    });
  }
}
