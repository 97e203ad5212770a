import type { Location } from './location.ts';
import type { Grantable } from './role.ts';

/** The pipeline's training jobs: those whose names start with the prefix. They come and go at run time. */
export class TrainingJobs {
  private readonly arns: string;

  constructor(location: Location, namePrefix: string) {
    this.arns = location.arn('sagemaker', `training-job/${namePrefix}-*`);
  }

  /** Starting jobs, following and stopping them. */
  grantRun(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:CreateTrainingJob'],
      resources: [this.arns],
    });
    this.grantStop(grantee);
  }

  /** Following jobs and stopping them. */
  grantStop(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
      resources: [this.arns],
    });
  }
}
