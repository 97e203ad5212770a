import { TerraformLocal, Fn } from 'cdktf';
import type { Construct } from 'constructs';
import {
  SCIKIT_LEARN_ACCOUNTS,
  SCIKIT_LEARN_REPOSITORY,
  SCIKIT_LEARN_TAG,
} from '../config/scikit-learn-image.ts';
import { ExecutionRole } from './execution-role.ts';
import type { Location } from './location.ts';

export interface ModelRoleProps {
  namePrefix: string;
  location: Location;
}

/** The execution role of the WAF's training jobs and models, and the image they run in. */
export class ModelRole extends ExecutionRole {
  /** Serves for training and for serving. */
  readonly imageUri: string;

  constructor(scope: Construct, id: string, { namePrefix, location }: ModelRoleProps) {
    // The region is known to Terraform alone; where AWS has no image, the look-up names the region.
    const accounts = new TerraformLocal(scope, `${id}_image_accounts`, SCIKIT_LEARN_ACCOUNTS);
    const imageAccount = Fn.lookup(accounts.expression, location.region) as string;
    super(scope, id, {
      name: `${namePrefix}-model`,
      location,
      repositoryArn: location.arn('ecr', `repository/${SCIKIT_LEARN_REPOSITORY}`, imageAccount),
      jobs: ['TrainingJobs'],
    });
    this.imageUri = `${imageAccount}.dkr.ecr.${location.region}.amazonaws.com/${SCIKIT_LEARN_REPOSITORY}:${SCIKIT_LEARN_TAG}`;
  }
}
